"""What is refused about producers, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NameMissing(Refusal):
    slug = "producer.name-missing"
    vi = "Chưa ghi tên chủ thể. Ghi đúng tên trên giấy đăng ký hoặc hợp đồng hợp tác."
    en = "The producer's name is missing. Write it as it stands on the registration or the co-operation contract."


class KindUnknown(Refusal):
    slug = "producer.kind-unknown"
    vi = "Loại chủ thể «{kind}» không có trong bộ tiêu chí. Chọn một trong: {known}."
    en = "The rulebook has no producer kind “{kind}”. Choose one of: {known}."


class TaxCodeMalformed(Refusal):
    """It does not repeat what was written, for that may be a person's number."""

    slug = "producer.tax-code-malformed"
    vi = "Mã số thuế không đúng dạng. Chỉ dùng chữ số 0–9; các dạng được nhận: {forms}. Để trống nếu chưa có."
    en = "The tax code has none of the forms there are. Use the digits 0–9 only: {forms}. Leave it empty if there is none."


class TaxCodeMistyped(Refusal):
    slug = "producer.tax-code-mistyped"
    vi = "Mã số thuế có chữ số gõ nhầm: chữ số kiểm tra không khớp. Đối chiếu với giấy chứng nhận đăng ký thuế rồi ghi lại."
    en = "A digit of the tax code is mistyped: its check digit does not fit. Compare it with the tax registration and write it again."


class TaxCodeOfAnotherKind(Refusal):
    slug = "producer.tax-code-of-another-kind"
    vi = "Loại chủ thể «{kind}» không dùng số định danh cá nhân làm mã số thuế. Ghi mã số thuế 10 chữ số, hoặc chọn lại loại chủ thể."
    en = "A producer of the kind “{kind}” has no personal identity number for a tax code. Write its code of 10 digits, or choose the kind again."


class PersonsNumberMalformed(Refusal):
    """It does not repeat what was written, for that may be a person's number."""

    slug = "producer.persons-number-malformed"
    vi = "Số định danh cá nhân không đúng dạng: {forms}. Đối chiếu với thẻ căn cước; mã số thuế khác thì ghi ở ô tìm của danh sách."
    en = "A personal identity number has another form: {forms}. Compare it with the identity card; search the list for any other tax code."


class EmailMalformed(Refusal):
    slug = "producer.email-malformed"
    vi = "«{given}» không phải địa chỉ thư điện tử. Ví dụ đúng: ten@htx.vn. Để trống nếu không có."
    en = "“{given}” is not an e-mail address. A right one: name@coop.vn. Leave it empty if there is none."


class RepresentativeMissing(Refusal):
    slug = "producer.representative-missing"
    vi = "Chưa ghi họ tên người đại diện. Cơ quan cần biết ai ký hồ sơ."
    en = "The representative's name is missing. The office needs to know who signs the dossier."


class ReasonMissing(Refusal):
    slug = "producer.reason-missing"
    vi = "Chưa ghi lý do ngừng. Ghi một câu để người xem sau hiểu vì sao."
    en = "The reason for closing is missing. Write a sentence for those who read it later."


class DossierIsOpen(Refusal):
    slug = "producer.dossier-is-open"
    kind = Kind.CONFLICT
    vi = "Chủ thể còn hồ sơ chưa kết thúc: {product}. Rút hồ sơ hoặc chờ kết luận rồi mới ghi ngừng hoạt động."
    en = "The producer has a dossier that is not finished: {product}. Withdraw it, or wait for its end, before closing."


class AlreadyRegistered(Refusal):
    slug = "producer.already-registered"
    kind = Kind.CONFLICT
    vi = "Chủ thể này đã được đăng ký. Mở hồ sơ chủ thể đã có để sửa, không đăng ký lại."
    en = "This producer is registered already. Open the existing record to change it."


class MergeReasonMissing(Refusal):
    slug = "producer.merge-reason-missing"
    vi = "Chưa ghi lý do gộp. Ghi một câu vì sao hai bản ghi là một, để người xem sau kiểm tra được."
    en = "The reason for merging is missing. Say in a sentence why the two records are one, for those who check it later."


class MergedWithItself(Refusal):
    slug = "producer.merged-with-itself"
    kind = Kind.CONFLICT
    vi = "Không gộp được bản ghi vào chính nó, hoặc vào bản ghi đã gộp hay đã ngừng. Chọn bản ghi đang hoạt động làm bản ghi được giữ."
    en = "A record is not merged into itself, nor into one that was merged or has ended. Keep the one that is active."


class LikelyTwin(Refusal):
    """Said once, on the page: whoever has looked goes on."""

    slug = "producer.likely-twin"
    kind = Kind.CONFLICT
    vi = "Có thể đã đăng ký rồi: {named}. Xem lại danh sách chủ thể; nếu là chủ thể khác, đánh dấu ô bên cạnh rồi bấm đăng ký lần nữa."
    en = "It may be registered already: {named}. Look at the list of producers; if this is another one, tick the box and register again."
