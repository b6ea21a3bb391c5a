"""What is refused about uses of the mark, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class TooManyUses(Refusal):
    slug = "mark-use.too-many"
    kind = Kind.CONFLICT
    vi = "Sản phẩm này đã có {most} việc sử dụng nhãn hiệu đang theo dõi. Ghi chấm dứt những việc không còn rồi đăng ký tiếp."
    en = "{most} uses of the mark are on file for this product. End those that are no more, then register again."


class TooManyPictures(Refusal):
    slug = "mark-use.too-many-pictures"
    kind = Kind.CONFLICT
    vi = "Mỗi việc sử dụng giữ nhiều nhất {most} ảnh. Bỏ ảnh cũ rồi tải ảnh mới."
    en = "A use keeps {most} pictures at most. Remove an old one, then upload the new one."


class ReasonsMissing(Refusal):
    slug = "mark-use.reasons-missing"
    vi = "Chưa nêu lý do. Chọn lý do trong danh mục hoặc ghi bằng lời, để chủ thể biết phải sửa gì."
    en = "No reason is given. Choose one of the list or say it in words, so that the producer knows what to mend."


class CorrectByMisplaced(Refusal):
    slug = "mark-use.correct-by-misplaced"
    vi = "Hạn sửa phải sau hôm nay và không quá một năm. Ghi lại ngày, hoặc để trống để theo thời hạn mặc định."
    en = (
        "The day to correct by must lie after today, within a year. Write it again, or leave it out for the usual term."
    )


class OwnUse(Refusal):
    """Who acts for the producer does not answer for an office."""

    slug = "mark-use.own"
    kind = Kind.FORBIDDEN
    vi = "Đây là việc sử dụng của chính chủ thể mà bạn đại diện. Cán bộ khác của cơ quan trả lời."
    en = "This is a use by the producer you act for yourself. Another officer of the office answers it."


class NothingAsked(Refusal):
    slug = "mark-use.nothing-asked"
    kind = Kind.CONFLICT
    vi = "Không có câu hỏi giữ lại nào đang chờ trả lời. Mở lại trang để xem trạng thái hiện nay."
    en = "Nobody asks whether this use stays. Open the page again to see how it stands."


class NoCertificateInForce(Refusal):
    slug = "mark-use.no-certificate-in-force"
    kind = Kind.CONFLICT
    vi = "Chỉ giao bộ tệp nhãn hiệu khi giấy chứng nhận còn hiệu lực, đủ hạng sao và quyền dùng nhãn hiệu không bị tạm dừng."
    en = "The files of the mark are handed out only while a certificate of enough stars is in force and the use of the mark is not suspended."
