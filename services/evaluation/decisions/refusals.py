"""What is refused of decisions, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotInThisDecision(Refusal):
    """A case cannot be a line of this decision."""

    slug = "decision.not-in-this-decision"
    kind = Kind.CONFLICT
    vi = "«{what}» không đưa vào quyết định này được: {why}. Bỏ chọn hồ sơ đó rồi soạn lại."
    en = "“{what}” cannot be part of this decision: {why}. Take that case out and draft again."


class LineOfDecision(Refusal):
    """The number of a ruling that is one of several lines is its decision's."""

    slug = "decision.line-of-decision"
    kind = Kind.CONFLICT
    vi = "Kết luận này là dòng {line}/{of} của quyết định {number}. Đính chính ở trang của quyết định: mọi dòng mang cùng số."
    en = "This ruling is line {line} of {of} of decision {number}. Correct it on the decision's page: all its lines carry one number."


class OneDecisionForSeveral(Refusal):
    """A number typed into a second ruling of the same day: one decision over several cases is issued as one."""

    slug = "decision.one-for-several"
    kind = Kind.CONFLICT
    vi = "Quyết định {number} ngày {on} đã được ban hành cho một hồ sơ khác. Một quyết định công nhận nhiều sản phẩm được ban hành một lần: vào mục Quyết định, chọn tất cả hồ sơ, soạn một quyết định nhiều dòng rồi ghi số một lần. Nếu hồ sơ này có quyết định riêng, ghi số của quyết định đó."
    en = "Decision {number} dated {on} was issued on another dossier. One decision that recognises several products is issued at once: under Decisions choose all their dossiers, draft one decision of several lines and give the number once. If this dossier has a decision of its own, give that one's number."


class SubmissionIncomplete(Refusal):
    """A submission is cited by number and day."""

    slug = "decision.submission-incomplete"
    vi = "Ghi cả số và ngày của tờ trình đã ký, hoặc để trống cả hai."
    en = "Give both number and day of the signed submission, or neither."


class PaperInTheFuture(Refusal):
    """The paper that withdraws a line was not signed on a day to come."""

    slug = "decision.paper-in-the-future"
    vi = "Ngày văn bản {on} ở trong tương lai. Ghi ngày trên bản ký."
    en = "The day of the paper, {on}, lies in the future. Write the day that is on the signed copy."


class BeingIssued(Refusal):
    """Somebody asked for the issue and it is on its way."""

    slug = "decision.being-issued"
    kind = Kind.CONFLICT
    vi = "Quyết định đang được ban hành. Tải lại trang sau ít phút."
    en = "The decision is being issued. Reload the page in a few minutes."
