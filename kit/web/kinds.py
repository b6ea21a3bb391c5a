"""What an HTTP status is called, and what it says by itself, in both languages."""

from __future__ import annotations

_TITLES: dict[int, tuple[str, str]] = {
    400: ("Yêu cầu không đọc được", "The request cannot be read"),
    401: ("Cần đăng nhập", "Sign-in needed"),
    403: ("Không được phép", "Not allowed"),
    404: ("Không tìm thấy", "Not found"),
    405: ("Thao tác không có ở đây", "No such action here"),
    408: ("Gửi quá chậm", "Too slow"),
    409: ("Không thực hiện được lúc này", "Not possible in the present state"),
    410: ("Không còn nữa", "No longer there"),
    412: ("Nội dung đã thay đổi", "It has changed meanwhile"),
    413: ("Dung lượng quá lớn", "Too large"),
    415: ("Loại tệp không được nhận", "Type of file not accepted"),
    422: ("Thông tin cần sửa", "There is something to correct"),
    428: ("Thiếu phiên bản đang sửa", "Version missing"),
    429: ("Quá nhiều yêu cầu", "Too many requests"),
    431: ("Phần đầu yêu cầu quá dài", "Request header too long"),
    500: ("Lỗi hệ thống", "Something went wrong"),
    502: ("Bị ngắt giữa chừng", "Broken off"),
    503: ("Chưa sẵn sàng", "Not ready"),
    504: ("Chưa có trả lời", "No answer yet"),
}

_SAID: dict[int, tuple[str, str]] = {
    400: (
        "Nội dung gửi lên không đọc được. Kiểm tra rồi gửi lại.",
        "The request cannot be read. Check it and try again.",
    ),
    404: (
        "Không có gì ở địa chỉ này. Kiểm tra lại đường dẫn hoặc về trang đầu.",
        "There is nothing at this address. Check it, or go to the front page.",
    ),
    405: (
        "Địa chỉ này có, nhưng không nhận phương thức vừa gửi. Xem tài liệu giao diện (openapi.json).",
        "The address exists but does not take this method. See the interface's description (openapi.json).",
    ),
    408: (
        "Yêu cầu đến quá chậm nên đã ngừng nhận. Kiểm tra đường truyền rồi gửi lại.",
        "The request came too slowly and was given up. Check the connection and send it again.",
    ),
    429: (
        "Địa chỉ này đang mở quá nhiều kết nối cùng lúc. Đóng bớt rồi thử lại sau ít giây.",
        "This address has too many connections open. Close some and try again in a few seconds.",
    ),
    431: (
        "Địa chỉ và tiêu đề của yêu cầu dài quá 32 KB hoặc có quá 100 tiêu đề. Xoá cookie của trang hoặc rút ngắn địa chỉ.",
        "The request's address and headers are longer than 32 KB or more than 100. Delete the site's cookies or shorten the address.",
    ),
    500: (
        "Lỗi ở phía hệ thống, không phải do bạn. Không có gì bị mất; thử lại sau, và báo mã tra cứu cho quản trị viên nếu lỗi lặp lại.",
        "The fault is ours, not yours. Nothing was lost; try again later, and give the administrator the reference if it happens again.",
    ),
    503: (
        "Hệ thống đang tạm gián đoạn kết nối. Không có gì bị mất; thử lại sau ít giây.",
        "A connection of the system is interrupted for the moment. Nothing was lost; try again in a few seconds.",
    ),
}


def title(status: int) -> tuple[str, str]:
    """The name of a status, (vi, en)."""
    return _TITLES.get(status) or _TITLES[500 if status >= 500 else 400]


def said(status: int) -> tuple[str, str]:
    """What can be said knowing only the status, (vi, en)."""
    return _SAID.get(status) or _SAID[500 if status >= 500 else 400]
