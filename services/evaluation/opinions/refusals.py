"""What is refused about written opinions, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotInWriting(Refusal):
    slug = "opinions.not-in-writing"
    kind = Kind.CONFLICT
    vi = "Bộ tiêu chí {rulebook} chỉ cho lấy ý kiến bằng văn bản khi đánh giá lại. Hội đồng họp chấm điểm hồ sơ này."
    en = "Rulebook {rulebook} has opinions asked in writing on re-evaluations only. The council meets over this case."


class NoCertificateNamed(Refusal):
    slug = "opinions.no-certificate-named"
    kind = Kind.CONFLICT
    vi = "Hồ sơ không nêu giấy chứng nhận được đánh giá lại nên không có hạng sao để giữ. Hội đồng họp chấm điểm."
    en = "The dossier names no certificate that is re-evaluated, so there is no star to keep. The council meets."


class NoWholeSheet(Refusal):
    slug = "opinions.no-whole-sheet"
    kind = Kind.CONFLICT
    vi = "Chưa có phiếu điểm đầy đủ để hỏi ý kiến: phiếu tự đánh giá còn thiếu tiêu chí. Giao Tổ tư vấn báo cáo với phiếu đề xuất đầy đủ."
    en = "There is no complete sheet to ask about: the self-assessment lacks criteria. Have the advisory team report with a complete proposed sheet."


class AskedAlready(Refusal):
    slug = "opinions.asked-already"
    kind = Kind.CONFLICT
    vi = "Đang lấy ý kiến về hồ sơ này. Tổng hợp hoặc dừng lần đang lấy trước."
    en = "Opinions on this case are being asked for. Summarise or cancel those first."


class DayOutOfRange(Refusal):
    slug = "opinions.day-out-of-range"
    vi = "Hạn gửi lại phiếu phải sau hôm nay và không quá ngày {latest}. Sửa lại hạn."
    en = "The forms must be back after today and no later than {latest}. Correct the day."


class NotAsked(Refusal):
    slug = "opinions.not-asked"
    kind = Kind.FORBIDDEN
    vi = "Phiếu lấy ý kiến không gửi cho ông, bà: chỉ thành viên Hội đồng được hỏi mới gửi phiếu."
    en = "You were not asked: only the members of the council who were return a form."


class AnsweredAlready(Refusal):
    slug = "opinions.answered-already"
    kind = Kind.CONFLICT
    vi = "Phiếu của ông, bà đã gửi và niêm phong, không sửa được."
    en = "Your form is returned and sealed; it cannot be changed."


class TooLate(Refusal):
    slug = "opinions.too-late"
    kind = Kind.CONFLICT
    vi = "Hạn gửi lại phiếu là hết ngày {last}. Phiếu không nhận được nữa; báo Thư ký Hội đồng."
    en = "The forms were due by the end of {last}. None is taken any more; tell the council's secretary."


class StillAwaited(Refusal):
    slug = "opinions.still-awaited"
    kind = Kind.CONFLICT
    vi = "Còn {count} phiếu chưa gửi lại và chưa hết ngày {last}. Mở phiếu khi đã nhận đủ hoặc sau ngày đó."
    en = "{count} forms are not back and {last} is not over. Open them once all are back, or after that day."


class ReasonMissing(Refusal):
    slug = "opinions.reason-missing"
    vi = "Chưa ghi lý do. Viết rõ vì sao."
    en = "The reason is missing. Say why."
