"""What is refused about citizens' reports, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NoSuchSubject(Refusal):
    slug = "citizen-report.no-such-subject"
    vi = "Chọn một việc trong danh sách: {known}."
    en = "Choose what it is about: {known}."


class TooManyPhotographs(Refusal):
    slug = "citizen-report.too-many-photographs"
    vi = "Gửi nhiều nhất {most} ảnh. Chọn những ảnh rõ nhất."
    en = "Send {most} photographs at most. Choose the clearest."


class TooManyToday(Refusal):
    slug = "citizen-report.too-many-today"
    kind = Kind.TOO_MANY
    vi = "Hôm nay đã nhận nhiều phản ánh {of}. Gửi lại vào ngày mai; cần gấp thì gọi hoặc đến Ủy ban nhân dân xã nơi sản xuất."
    en = "Many reports came today {of}. Send yours tomorrow; if it is urgent, call or visit the commune's office."


class NotReportable(Refusal):
    slug = "citizen-report.not-reportable"
    kind = Kind.CONFLICT
    vi = "Nguồn đã công bố không nêu chủ thể của sản phẩm này nên chưa nhận phản ánh tại đây. Gọi Ủy ban nhân dân xã."
    en = "The published source names no producer of this product, so reports are not taken here. Call the commune's office."


class NumberUnknown(Refusal):
    slug = "citizen-report.number-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không có phản ánh nào mang mã này. Kiểm tra lại từng chữ và số của mã đã ghi khi gửi."
    en = "No report has this number. Check each letter and digit of what you noted when you sent it."


class BreachUnsaid(Refusal):
    slug = "citizen-report.breach-unsaid"
    vi = "Phản ánh đúng thì ghi nội dung vi phạm cho chủ thể, hoặc gắn vào vi phạm đang xử lý."
    en = "If it is founded, say what the breach is, or name a breach that is handled already."


class NotABreachOfIt(Refusal):
    slug = "citizen-report.not-a-breach-of-it"
    vi = "Vi phạm đã chọn không phải của sản phẩm này hoặc đã kết thúc. Chọn lại."
    en = "The breach chosen is not of this product, or is closed. Choose another."
