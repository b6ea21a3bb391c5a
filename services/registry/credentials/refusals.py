"""What is refused about credentials, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class KindUnknown(Refusal):
    slug = "credential.kind-unknown"
    vi = "Không có loại chứng nhận «{kind}» trong danh mục. Chọn một trong: {known}."
    en = "The list has no kind of credential “{kind}”. Choose one of: {known}."


class HeldByAnother(Refusal):
    slug = "credential.held-by-another"
    vi = "Loại «{kind}» cấp cho {holder}. Chọn lại đối tượng được cấp rồi ghi lại."
    en = "A credential of the kind “{kind}” is held by {holder}. Choose again who holds it."


class NumberMissing(Refusal):
    slug = "credential.number-missing"
    vi = "Chưa ghi số giấy. Ghi đúng số in trên giấy chứng nhận."
    en = "The number is missing. Write it as it is printed on the paper."


class DatesReversed(Refusal):
    slug = "credential.dates-reversed"
    vi = "Ngày hết hạn trước ngày cấp. Kiểm tra lại hai ngày trên giấy."
    en = "The last day is before the day of issue. Check both days on the paper."


class NotIssuedYet(Refusal):
    slug = "credential.not-issued-yet"
    vi = "Ngày cấp {on} chưa đến. Kiểm tra lại ngày trên giấy."
    en = "The day of issue, {on}, is yet to come. Check the day on the paper."


class EndedAlready(Refusal):
    slug = "credential.ended-already"
    vi = "Giấy đã hết hạn ngày {on}. Ghi giấy mới còn hiệu lực; nếu chưa có, đề nghị cơ quan cấp lại trước."
    en = "The paper ended on {on}. Record a newer one that is in force; if there is none, ask its issuer for one first."


class PaperMissing(Refusal):
    slug = "credential.paper-missing"
    vi = "Chưa chọn tệp. Tải lên bản chụp hoặc bản quét của giấy để cán bộ đối chiếu."
    en = "No file was chosen. Upload a photograph or scan of the paper for an officer to compare."


class RecordedAlready(Refusal):
    slug = "credential.recorded-already"
    kind = Kind.CONFLICT
    vi = "Giấy số {number} của loại này đã được ghi. Mở giấy đã có trong danh sách chứng nhận, không ghi lại."
    en = "A paper of this kind with the number {number} is recorded already. Open it in the list of credentials."


class ReasonMissing(Refusal):
    slug = "credential.reason-missing"
    vi = "Chưa ghi lý do. Ghi một câu để người xem sau hiểu vì sao giấy không còn giá trị."
    en = "The reason is missing. Say in a sentence why the paper holds no longer."


class OfAnotherProducer(Refusal):
    slug = "credential.of-another-producer"
    vi = "Sản phẩm này không thuộc chủ thể đã chọn. Chọn sản phẩm của chính chủ thể đó."
    en = "This product is not one of the producer chosen. Choose a product of that producer."
