"""What is refused about breaches, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NoSuchKind(Refusal):
    slug = "breach.no-such-kind"
    vi = "Không có loại vi phạm «{given}». Chọn một loại trong danh sách: {known}."
    en = "There is no kind of breach “{given}”. Choose one of the list: {known}."


class NoSuchMeasure(Refusal):
    slug = "breach.no-such-measure"
    vi = "Không có biện pháp «{given}». Chọn một trong: {known}."
    en = "There is no measure “{given}”. Choose one of: {known}."


class MeasureSkipped(Refusal):
    slug = "breach.measure-skipped"
    kind = Kind.CONFLICT
    vi = "Chưa được áp dụng «{measure}»: với mức độ này phải qua bước trước. Hiện được: {allowed}."
    en = "“{measure}” may not be taken yet: at this severity a step comes before it. Possible now: {allowed}."


class MeasureOfTheLevels(Refusal):
    slug = "breach.measure-of-the-levels"
    kind = Kind.FORBIDDEN
    vi = "«{measure}» do cơ quan {levels} áp dụng. Chuyển ý kiến cho cơ quan đó."
    en = "“{measure}” is taken by an office of these levels: {levels}. Pass it to them."


class NoLivingCertificate(Refusal):
    slug = "breach.no-living-certificate"
    kind = Kind.CONFLICT
    vi = "Sản phẩm không có giấy chứng nhận còn hiệu lực nên không có quyền dùng nhãn hiệu để tạm dừng hay công nhận để thu hồi. Chọn biện pháp khác hoặc kết thúc."
    en = "The product has no certificate alive, so there is neither a right to the mark to suspend nor a recognition to revoke. Take another measure, or close."


class LastDayOutOfRange(Refusal):
    slug = "breach.last-day-out-of-range"
    vi = "Hạn phải sau hôm nay và không quá ngày {latest}. Sửa lại hạn."
    en = "The last day must be after today and no later than {latest}. Correct it."


class DayNotOfThisMeasure(Refusal):
    slug = "breach.day-not-of-this-measure"
    vi = "«{measure}» không có hạn. Bỏ trống ô hạn."
    en = "“{measure}” sets no day. Leave it empty."


class ProofWaits(Refusal):
    slug = "breach.proof-waits"
    kind = Kind.CONFLICT
    vi = "Bằng chứng gửi ngày {day} chưa được xem xét. Xem xét bằng chứng đó trước."
    en = "The proof of {day} was not looked at yet. Look at it first."


class NoProofWaits(Refusal):
    slug = "breach.no-proof-waits"
    kind = Kind.CONFLICT
    vi = "Không có bằng chứng nào chờ xem xét. Tải lại trang."
    en = "No proof waits to be looked at. Reload the page."


class TooManyProofs(Refusal):
    slug = "breach.too-many-proofs"
    kind = Kind.CONFLICT
    vi = "Đã gửi {most} lần bằng chứng cho vi phạm này. Liên hệ cơ quan đang xử lý."
    en = "Proof was sent {most} times for this breach. Contact the office that handles it."


class TooManyFiles(Refusal):
    slug = "breach.too-many-files"
    vi = "Gửi nhiều nhất {most} tệp một lần. Chọn những tệp cần thiết nhất."
    en = "Send {most} files at most at a time. Choose those that matter most."


class ObjectionWaits(Refusal):
    slug = "breach.objection-waits"
    kind = Kind.CONFLICT
    vi = "Ý kiến nêu ngày {day} chưa được trả lời. Chờ trả lời đó trước."
    en = "The objection of {day} was not answered yet. It is answered first."


class NoObjectionWaits(Refusal):
    slug = "breach.no-objection-waits"
    kind = Kind.CONFLICT
    vi = "Không có ý kiến nào chờ trả lời. Tải lại trang."
    en = "No objection waits for an answer. Reload the page."


class TooLateToObject(Refusal):
    slug = "breach.too-late-to-object"
    kind = Kind.CONFLICT
    vi = "Hạn nêu ý kiến là ngày {day}. Liên hệ cơ quan đang xử lý nếu có tình tiết mới."
    en = "Objections were possible until {day}. If there is something new, contact the office that handles it."


class NotThatResult(Refusal):
    slug = "breach.not-that-result"
    kind = Kind.CONFLICT
    vi = "Không thể kết thúc là «{result}»: {why}."
    en = "It cannot be closed as “{result}”: {why}."


class OwnBreach(Refusal):
    slug = "breach.own"
    kind = Kind.FORBIDDEN
    vi = "Bạn là người của chủ thể này nên không xử lý vi phạm của chủ thể. Để người khác của cơ quan làm."
    en = "You belong to this producer, so its breaches are not yours to handle. Have somebody else of the office do it."
