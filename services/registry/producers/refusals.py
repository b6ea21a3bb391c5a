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
    slug = "producer.tax-code-malformed"
    vi = "Mã số thuế gồm 10 chữ số, hoặc 13 chữ số với dấu gạch trước ba số cuối. Kiểm tra lại «{given}»."
    en = "A tax code has 10 digits, or 13 with a hyphen before the last three. Check “{given}”."


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
