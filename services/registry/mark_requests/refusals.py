"""What is refused about requests to use the mark, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NoWayToAnswer(Refusal):
    slug = "mark-request.no-way-to-answer"
    vi = "Chưa có thư điện tử hoặc điện thoại. Ghi ít nhất một cách để cơ quan trả lời."
    en = "There is neither e-mail nor telephone. Write at least one, so that the office can answer."


class EmailMisspelt(Refusal):
    slug = "mark-request.email-misspelt"
    vi = "Địa chỉ thư điện tử không gửi được. Kiểm tra lại, ví dụ ten@donvi.vn."
    en = "No mail can be sent to this address. Check it, for example name@office.vn."


class DaysTurnedRound(Refusal):
    slug = "mark-request.days-turned-round"
    vi = "Ngày kết thúc trước ngày bắt đầu. Ghi lại hai ngày."
    en = "The last day lies before the first. Write both again."


class OfficeNotHere(Refusal):
    slug = "mark-request.office-not-here"
    vi = "Không có cơ quan này ở đây. Chọn một cơ quan trong danh sách."
    en = "This office is not served here. Choose one of the list."


class TooManyWaiting(Refusal):
    slug = "mark-request.too-many-waiting"
    kind = Kind.TOO_MANY
    vi = "Cơ quan đang có quá nhiều đề nghị chưa trả lời nên tạm ngừng nhận trên mạng. Gửi văn bản đến cơ quan, hoặc thử lại sau vài ngày."
    en = "Too many requests wait at this office, so none is taken online for now. Send a letter to the office, or try again in some days."


class ReasonMissing(Refusal):
    slug = "mark-request.reason-missing"
    vi = "Chưa ghi lý do không cho phép. Ghi một câu để đơn vị hỏi hiểu vì sao."
    en = "The reason for refusing is missing. Write a sentence for those who asked."


class UntilIsPast(Refusal):
    slug = "mark-request.until-is-past"
    vi = "Ngày cuối được dùng không thể trước hôm nay. Ghi lại ngày."
    en = "The last day cannot lie before today. Write it again."


class CodeUnknown(Refusal):
    """No request carries the code."""

    slug = "mark-request.code-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có đề nghị nào mang mã này. Kiểm tra lại từng ký tự."
    en = "No request carries this code. Check it sign by sign."
