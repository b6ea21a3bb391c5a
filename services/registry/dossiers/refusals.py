"""What is refused about dossiers and their evidence, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class KindUnknown(Refusal):
    slug = "dossier.kind-unknown"
    vi = "Không có loại hồ sơ «{kind}». Chọn: đánh giá lần đầu, nâng hạng, hoặc đánh giá lại."
    en = "There is no dossier kind “{kind}”. Choose first, upgrade or re-evaluation."


class OneIsOpen(Refusal):
    slug = "dossier.one-is-open"
    kind = Kind.CONFLICT
    vi = "Sản phẩm này đang có một hồ sơ chưa kết thúc. Mở hồ sơ đó để làm tiếp, hoặc rút nó trước khi mở hồ sơ mới."
    en = "This product has a dossier that is not finished. Go on with it, or withdraw it before opening another."


class NothingToStartFrom(Refusal):
    slug = "dossier.no-certificate"
    kind = Kind.CONFLICT
    vi = "Sản phẩm chưa có giấy chứng nhận còn ghi nhận trên hệ thống nên chưa thể nâng hạng hoặc đánh giá lại. Chọn «đánh giá lần đầu»."
    en = "The product has no certificate on record, so there is nothing to upgrade or re-evaluate. Choose “first”."


class CertifiedAlready(Refusal):
    slug = "dossier.certified-already"
    kind = Kind.CONFLICT
    vi = "Sản phẩm đang có giấy chứng nhận còn hiệu lực. Chọn «nâng hạng» hoặc «đánh giá lại»."
    en = "The product holds a certificate in force. Choose “upgrade” or “re-evaluation”."


class SelfAssessmentMissing(Refusal):
    slug = "dossier.self-assessment-missing"
    vi = "Chưa tự đánh giá. Chấm điểm sản phẩm theo phiếu của bộ sản phẩm rồi nộp."
    en = "The self-assessment is missing. Score the product on its set's sheet, then submit."


class SheetOfOtherRulebook(Refusal):
    slug = "dossier.sheet-of-other-rulebook"
    kind = Kind.CONFLICT
    vi = "Phiếu tự đánh giá làm theo bộ tiêu chí {filled}, nhưng hôm nay bộ {now} có hiệu lực. Mở lại phiếu, kiểm tra và lưu theo bộ tiêu chí mới."
    en = "The self-assessment was filled under rulebook {filled}, and today {now} is in force. Open the sheet, check it, and save it under the new one."


class EvidenceMissing(Refusal):
    slug = "dossier.evidence-missing"
    vi = "Thiếu minh chứng bắt buộc: {label}. Tải lên tệp minh chứng này rồi nộp lại."
    en = "Required evidence is missing: {label}. Upload it and submit again."


class NoEvidence(Refusal):
    slug = "dossier.no-evidence"
    vi = "Hồ sơ chưa có minh chứng nào. Tải lên ít nhất một tệp minh chứng cho phần tự đánh giá."
    en = "The dossier has no evidence at all. Upload at least one paper that supports the self-assessment."


class EvidenceExpired(Refusal):
    slug = "dossier.evidence-expired"
    vi = "Minh chứng «{name}» đã hết hạn ngày {on}. Thay bằng giấy còn hiệu lực."
    en = "The evidence “{name}” expired on {on}. Replace it by one that is valid."


class Unchanged(Refusal):
    slug = "dossier.unchanged"
    vi = "Hồ sơ chưa thay đổi gì so với lần cơ quan trả lại. Bổ sung theo danh sách cơ quan đề nghị, hoặc xác nhận nộp lại nguyên như cũ và ghi lý do ở lời nhắn."
    en = "Nothing in the dossier changed since the office returned it. Supply what the office asks for, or confirm that it is handed in again as it was and say why in the note."


class NotAsked(Refusal):
    slug = "dossier.not-asked"
    vi = "Cơ quan chỉ đề nghị {count} nội dung; không có nội dung thứ {place}. Tải lại trang để xem danh sách hiện tại."
    en = "The office asked for {count} things; there is no number {place}. Reload the page to see the list as it is."


class DatesReversed(Refusal):
    slug = "evidence.dates-reversed"
    vi = "Ngày hết hạn phải sau ngày cấp. Kiểm tra lại hai ngày ghi trên giấy."
    en = "The last day must come after the day of issue. Check both dates on the paper."


class TooMany(Refusal):
    slug = "evidence.too-many"
    kind = Kind.CONFLICT
    vi = "Hồ sơ đã có {most} tệp minh chứng. Gộp các tệp cùng loại hoặc bỏ tệp không cần thiết."
    en = "The dossier holds {most} files already. Combine files of one kind or remove what is not needed."


class ReasonMissing(Refusal):
    slug = "dossier.reason-missing"
    vi = "Hãy ghi lý do, để cơ quan và chủ thể cùng hiểu về sau."
    en = "Give the reason, so that office and producer understand it later."


class AllowanceUsedUp(Refusal):
    slug = "evidence.allowance-used-up"
    kind = Kind.CONFLICT
    vi = (
        "Chủ thể đã gửi {files} tệp, {used} MB; mức cho phép là {most_files} tệp, {most} MB. Dùng lại tệp đã gửi ở hồ sơ trước, "
        "giảm dung lượng tệp này, hoặc đề nghị cơ quan quản lý hệ thống nâng mức."
    )
    en = (
        "The producer has sent {files} files, {used} MB; {most_files} files and {most} MB are allowed. Use what was sent with an "
        "earlier dossier, make this file smaller, or ask the office that runs the system to raise the limit."
    )


class CredentialNotAlive(Refusal):
    slug = "dossier.credential-not-alive"
    kind = Kind.CONFLICT
    vi = "Giấy số {number} không còn hiệu lực, không dùng làm minh chứng được. Ghi giấy mới rồi dùng giấy đó."
    en = "The paper {number} is not in force and cannot be evidence. Record a newer one and use that."


class CredentialWithoutPaper(Refusal):
    slug = "dossier.credential-without-paper"
    vi = "Chứng nhận số {number} chưa có bản chụp hoặc bản quét. Ghi lại chứng nhận kèm tệp, hoặc tải tệp lên hồ sơ."
    en = "There is no file of the credential {number}. Record it again with its paper, or upload the paper here."


class CredentialAnswersNot(Refusal):
    slug = "dossier.credential-answers-not"
    vi = "Giấy số {number} không phải minh chứng loại «{label}». Chọn loại minh chứng khác."
    en = "The paper {number} is no evidence of the kind “{label}”. Choose another kind of evidence."


class CredentialUsedAlready(Refusal):
    slug = "dossier.credential-used-already"
    kind = Kind.CONFLICT
    vi = "Giấy số {number} đã có trong minh chứng của hồ sơ."
    en = "The paper {number} is among the dossier's evidence already."


class LinkageNotAlive(Refusal):
    slug = "dossier.linkage-not-alive"
    kind = Kind.CONFLICT
    vi = "Hợp đồng «{goods}» không còn hiệu lực, không dùng làm minh chứng được. Ghi hợp đồng đang có hiệu lực hoặc gia hạn."
    en = "The contract “{goods}” is not in force and cannot be evidence. Record one that is, or prolong it."


class LinkageWithoutPaper(Refusal):
    slug = "dossier.linkage-without-paper"
    kind = Kind.CONFLICT
    vi = "Hợp đồng «{goods}» chưa có bản chụp. Tải bản chụp hợp đồng lên hồ sơ như một minh chứng."
    en = "There is no file of the contract “{goods}”. Upload a copy of it to the dossier as evidence."


class LinkageUsedAlready(Refusal):
    slug = "dossier.linkage-used-already"
    kind = Kind.CONFLICT
    vi = "Hợp đồng «{goods}» đã có trong minh chứng của hồ sơ."
    en = "The contract “{goods}” is among the dossier's evidence already."
