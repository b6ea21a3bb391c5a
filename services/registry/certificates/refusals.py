"""
Why a ruling is not acted on: the event becomes a dead letter with one of these, and nothing is certified; and what of a
certificate's life is refused to a person.
"""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotActedOn(Refusal):
    """A ruling that does not bear out what it says."""

    kind = Kind.CONFLICT


class RulingUnreadable(NotActedOn):
    slug = "ruling.unreadable"
    vi = "Kết luận không có đủ dữ liệu để tính lại ({detail}). Chưa cấp giấy chứng nhận; đề nghị nơi kết luận phát lại."
    en = "The ruling lacks what is needed to count it again ({detail}). Nothing is certified; have the office that ruled send it again."


class DossierUnknown(NotActedOn):
    slug = "ruling.dossier-unknown"
    vi = "Kết luận về hồ sơ «{dossier}», nhưng sổ gốc này không có hồ sơ đó. Chưa cấp giấy chứng nhận; kiểm tra kết luận được gửi đúng nơi chưa."
    en = "The ruling is on the dossier “{dossier}”, which this registry does not have. Nothing is certified; check that the ruling came to the right place."


class OtherThanTheDossier(NotActedOn):
    slug = "ruling.other-than-the-dossier"
    vi = "Kết luận ghi {what} «{stated}», hồ sơ ghi «{kept}». Chưa cấp giấy chứng nhận; bỏ sự kiện này và đề nghị nơi kết luận kiểm tra."
    en = "The ruling states the {what} “{stated}”, the dossier has “{kept}”. Nothing is certified; discard this event and have the office that ruled look into it."


class RulebookNotHere(NotActedOn):
    slug = "ruling.rulebook-not-here"
    vi = "Bộ tiêu chí {rulebook} với nội dung {hash}… chưa được cài ở đây. Cài đúng tệp đó rồi áp dụng lại."
    en = "The rulebook {rulebook} with the content {hash}… is not installed here. Install that very file, then offer the event again."


class RegulationNotHere(NotActedOn):
    slug = "ruling.regulation-not-here"
    passes = True
    vi = "Kết luận theo quy chế Hội đồng «{regulation}» của {office}, ở đây chưa có hoặc có nội dung khác. Quy chế do đơn vị xác nhận sẽ tự đến và sự kiện tự xử lý lại; nếu là tệp đã cài ở đơn vị, cài đúng tệp đó rồi áp dụng lại."
    en = "The ruling follows the council regulation “{regulation}” of {office}, which is not here or differs. One that the office confirmed comes by itself, and the event is offered again; where it is a file installed there, install that very file, then offer the event again."


class RegulationOfAnother(NotActedOn):
    slug = "regulation.of-another-office"
    vi = "{office} gửi một quy chế ghi là của {named}. Không giữ quy chế này; đề nghị đơn vị kiểm tra."
    en = "{office} sent a regulation that names {named} as its office. It is not kept; have the office look into it."


class NotTheirsToDecide(NotActedOn):
    slug = "ruling.not-theirs-to-decide"
    vi = "«{office}» không phải cơ quan cấp {tier} của nơi lập hồ sơ ({place}; đúng là «{due}»). Chưa cấp giấy chứng nhận; bỏ sự kiện này nếu không phải nhầm."
    en = "“{office}” is not the {tier} office of the dossier's place ({place}; that is “{due}”). Nothing is certified; discard this event unless it is a slip."


class BeyondTheirPower(NotActedOn):
    slug = "ruling.beyond-their-power"
    vi = "Theo {rulebook}, cấp {tier} không công nhận hạng {star} sao với danh nghĩa «{authority}». Chưa cấp giấy chứng nhận."
    en = "Under {rulebook} the {tier} level does not recognise {star} stars as “{authority}”. Nothing is certified."


class DecisionNumberMissing(NotActedOn):
    slug = "ruling.number-missing"
    vi = "Kết luận không ghi số quyết định. Chưa cấp giấy chứng nhận; đề nghị nơi kết luận bổ sung và phát lại."
    en = "The ruling states no decision number. Nothing is certified; have the office that ruled add it and send it again."


class DecidedOnNoSuchDay(NotActedOn):
    slug = "ruling.decided-on-no-such-day"
    vi = "Ngày quyết định {given} không nằm giữa ngày nộp hồ sơ {submitted} và hôm nay {today}. Chưa cấp giấy chứng nhận."
    en = "The day of the decision, {given}, does not lie between the dossier's submission on {submitted} and today, {today}. Nothing is certified."


class ValidityDiffers(NotActedOn):
    slug = "ruling.validity-differs"
    vi = "Kết luận ghi thời hạn {stated} tháng; {rulebook} quy định {due} tháng. Chưa cấp giấy chứng nhận."
    en = "The ruling states a validity of {stated} months; {rulebook} says {due}. Nothing is certified."


class NoBasis(NotActedOn):
    slug = "ruling.no-basis"
    vi = "Kết luận không kèm phiếu điểm nào để tính lại, cũng không nêu căn cứ khác. Chưa cấp giấy chứng nhận; đề nghị nơi kết luận phát lại kèm phiếu."
    en = "The ruling carries no sheets to count again and states no other basis. Nothing is certified; have the office that ruled send it with its sheets."


class UnknownBasis(NotActedOn):
    slug = "ruling.unknown-basis"
    vi = "Không biết căn cứ «{kind}» của kết luận. Nâng cấp phiên bản ở đây nếu căn cứ này mới, rồi áp dụng lại."
    en = "The ruling's basis “{kind}” is not known here. If it is a new one, upgrade this deployment, then offer the event again."


class SheetsDoNotGiveIt(NotActedOn):
    slug = "ruling.sheets-do-not-give-it"
    vi = "Tính lại từ phiếu không ra kết luận này: {differences}. Chưa cấp giấy chứng nhận; bỏ sự kiện này và báo nơi kết luận."
    en = "Counted again, the sheets do not give this ruling: {differences}. Nothing is certified; discard this event and tell the office that ruled."


class NotInWriting(NotActedOn):
    slug = "ruling.not-in-writing"
    vi = "{rulebook} không cho lấy ý kiến bằng văn bản với loại hồ sơ này. Chưa cấp giấy chứng nhận."
    en = "{rulebook} does not allow opinions in writing for this kind of dossier. Nothing is certified."


class PaperMissing(NotActedOn):
    slug = "ruling.paper-missing"
    vi = "Quyết định từ bên ngoài phải nêu văn bản đã ký bằng mã băm của bản ký; kết luận này không nêu. Chưa cấp giấy chứng nhận."
    en = "A decision from outside names its signed paper by the digest of the copy; this ruling names none. Nothing is certified."


class OnePersonOnly(NotActedOn):
    slug = "ruling.one-person-only"
    vi = "Quyết định từ bên ngoài phải do một người nhập và một người khác đối chiếu. Chưa cấp giấy chứng nhận."
    en = "A decision from outside is entered by one person and confirmed by another. Nothing is certified."


class ReasonMissing(Refusal):
    slug = "certificate.reason-missing"
    vi = "Chưa ghi lý do. Ghi một câu để chủ thể và người xem sau hiểu vì sao."
    en = "The reason is missing. Write a sentence for the producer and for those who read it later."


class GroundUnknown(Refusal):
    slug = "certificate.ground-unknown"
    vi = "Không có căn cứ «{given}» theo quy định đang áp dụng. Chọn trong: {known}."
    en = "There is no ground “{given}” in the rules in force. Choose among: {known}."


class DayPast(Refusal):
    slug = "certificate.day-past"
    vi = "Ngày {given} đã qua. Ghi một ngày từ hôm nay ({today}) trở đi, hoặc để trống nếu chưa biết."
    en = "The day {given} is past. Give today ({today}) or a later one, or leave it empty if it is not known."


class SuspendedAlready(Refusal):
    slug = "certificate.mark-suspended-already"
    kind = Kind.CONFLICT
    vi = "Quyền sử dụng nhãn hiệu đã bị tạm dừng từ ngày {since}. Cho phép sử dụng lại trước khi tạm dừng theo căn cứ khác."
    en = "The use of the mark has been suspended since {since}. Reinstate it before it is suspended on other grounds."


class NotSuspended(Refusal):
    slug = "certificate.mark-not-suspended"
    kind = Kind.CONFLICT
    vi = "Quyền sử dụng nhãn hiệu không bị tạm dừng. Tải lại trang để xem tình trạng hiện tại."
    en = "The use of the mark is not suspended. Reload the page to see how it stands."


class CertificateNotSuspended(Refusal):
    """No act that is installed lets a certificate itself be suspended."""

    slug = "certificate.suspension-not-allowed"
    kind = Kind.CONFLICT
    vi = "Chưa có văn bản nào được cài cho phép tạm đình chỉ giấy chứng nhận ({source}). Có thể tạm dừng quyền sử dụng nhãn hiệu, hoặc đề nghị thu hồi."
    en = "No act that is installed allows suspending a certificate ({source}). Suspend the use of the mark, or propose a revocation."


class ExtensionNotAllowed(Refusal):
    slug = "certificate.extension-not-allowed"
    kind = Kind.CONFLICT
    vi = "{rulebook} không cho kéo dài thời hạn giấy chứng nhận. Chủ thể nộp hồ sơ đánh giá lại."
    en = "{rulebook} does not allow a validity to be extended. The producer files for re-evaluation."


class ExtendedTooFar(Refusal):
    slug = "certificate.extended-too-far"
    vi = "Chỉ kéo dài được từ sau {from_day} đến hết {most} ({days} ngày kể từ ngày hết hạn ban đầu, {source}). Ghi một ngày trong khoảng đó."
    en = "The validity is extended to a day after {from_day} and no later than {most} ({days} days from its first last day, {source}). Give a day between."


class PaperNeeded(Refusal):
    slug = "certificate.paper-needed"
    vi = "Ghi số và ngày của văn bản: việc này phải dựa vào văn bản đã ký. Ngày ký không ở trong tương lai."
    en = "Give the number and the day of the paper: this rests on a signed one. It was not signed in the future."


class SamePaperNumber(Refusal):
    slug = "certificate.same-paper-number"
    vi = "Số giấy mới trùng số giấy cũ, hoặc đã là số của một giấy khác. Ghi đúng số trên bản giấy mới."
    en = "The new paper's number is the old one's, or another paper has it. Give the number on the new paper."
