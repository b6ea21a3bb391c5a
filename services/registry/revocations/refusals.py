"""What is refused of revocations and of the decisions over them, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class ReasonMissing(Refusal):
    slug = "revocation.reason-missing"
    vi = "Chưa ghi nội dung. Ghi một câu để chủ thể, cơ quan quyết định và người xem sau hiểu vì sao."
    en = "Nothing was written. Write a sentence for the producer, for who decides, and for those who read it later."


class GroundUnknown(Refusal):
    slug = "revocation.ground-unknown"
    vi = "Không có căn cứ «{given}» theo {rulebook}. Chọn trong: {known}."
    en = "There is no ground “{given}” in {rulebook}. Choose among: {known}."


class RevokedAlready(Refusal):
    slug = "revocation.revoked-already"
    kind = Kind.CONFLICT
    vi = "Giấy chứng nhận này đã bị thu hồi. Xem quyết định thu hồi trên trang của giấy."
    en = "This certificate was revoked already. See the decision on its page."


class AnswerTooEarly(Refusal):
    slug = "revocation.answer-by-past"
    vi = "Ngày phải trả lời {given} phải sau hôm nay {today}. Cho chủ thể thời gian giải trình."
    en = "The day to answer by, {given}, must come after today, {today}. Give the producer time to explain."


class PaperNeeded(Refusal):
    slug = "revocation.paper-needed"
    vi = "Ghi số và ngày của văn bản đã ký: bước này phải dựa vào văn bản. Ngày ký không ở trong tương lai."
    en = "Give number and day of the signed paper: this step rests on one. It was not signed in the future."


class ExplanationFirst(Refusal):
    """Only what the commune or another authority has concluded already needs no explanation by the producer."""

    slug = "revocation.explanation-first"
    kind = Kind.CONFLICT
    vi = "Chưa yêu cầu chủ thể giải trình. Gửi văn bản yêu cầu giải trình trước, trừ khi xã đã xác nhận ngừng sản xuất hoặc cơ quan có thẩm quyền đã kết luận."
    en = "The producer was not asked to explain. Ask first, unless the commune confirmed that production ended or an authority has concluded."


class AppealOpen(Refusal):
    slug = "revocation.appeal-open"
    kind = Kind.CONFLICT
    vi = "Đang có khiếu nại chưa giải quyết. Giải quyết khiếu nại đó trước."
    en = "An appeal is not settled yet. Settle it first."


class NoAppeal(Refusal):
    slug = "revocation.no-appeal"
    kind = Kind.CONFLICT
    vi = "Không có khiếu nại nào đang chờ giải quyết. Tải lại trang để xem tình trạng hiện tại."
    en = "No appeal waits to be settled. Reload the page to see how it stands."


class AppealLate(Refusal):
    slug = "revocation.appeal-late"
    kind = Kind.CONFLICT
    vi = "Đã hết thời hạn khiếu nại vào ngày {until} ({source})."
    en = "The period for an appeal ended on {until} ({source})."


class OwnCertificate(Refusal):
    """Who acts for a producer decides nothing about its certificate, whichever office they work for."""

    slug = "revocation.own"
    kind = Kind.FORBIDDEN
    vi = "Bạn là người của chủ thể này nên không quyết định về giấy chứng nhận của chủ thể. Để người khác của cơ quan làm."
    en = "You belong to this producer, so its certificate is not yours to decide on. Have somebody else of the office do it."


class NothingChosen(Refusal):
    slug = "revocation.nothing-chosen"
    vi = "Chưa chọn giấy chứng nhận nào. Chọn ít nhất một dòng."
    en = "No certificate was chosen. Choose at least one line."


class NotInThisDecision(Refusal):
    """A line is decided by another office, or nothing leads to a decision on it."""

    slug = "revocation.not-in-this-decision"
    kind = Kind.CONFLICT
    vi = "Không đưa được vào quyết định này: {what}. {why}. Bỏ dòng đó ra rồi thử lại."
    en = "Not for this decision: {what}. {why}. Leave it out, then try again."


class CollectorUnknown(Refusal):
    slug = "revocation.collector-unknown"
    vi = "Không có đơn vị «{given}» vào ngày này. Chọn đơn vị thu lại bản giấy theo địa bàn, ví dụ xã của chủ thể."
    en = "There is no office “{given}” on this day. Choose the office that collects the paper, such as the producer's commune."
