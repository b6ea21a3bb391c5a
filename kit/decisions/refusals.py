"""What is refused of a decision, and what to do about it."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class LinesMissing(Refusal):
    """A decision without a line decides nothing."""

    slug = "decision.lines-missing"
    vi = "Quyết định chưa có dòng nào. Thêm ít nhất một dòng vào phụ lục."
    en = "The decision has no line. Put at least one into its annex."


class LineTwice(Refusal):
    """Two lines carry one number."""

    slug = "decision.line-twice"
    vi = "Số thứ tự {no} có ở hai dòng. Mỗi dòng của phụ lục có một số riêng."
    en = "Two lines carry the number {no}. Every line of the annex has a number of its own."


class TooManyLines(Refusal):
    """More lines than one decision holds."""

    slug = "decision.too-many-lines"
    kind = Kind.TOO_LARGE
    vi = "Một quyết định có tối đa {most} dòng; ở đây có {count}. Chia thành nhiều quyết định."
    en = "A decision has at most {most} lines; here are {count}. Make several decisions of them."


class LinesNotReady(Refusal):
    """Some lines cannot be issued, so none is."""

    slug = "decision.lines-not-ready"
    kind = Kind.CONFLICT
    vi = "Chưa ban hành được: dòng {lines} chưa đủ điều kiện ({why}). Không dòng nào được ban hành; sửa hoặc đưa các dòng đó ra rồi thử lại."
    en = "Not issued: line {lines} is not ready ({why}). Nothing was issued; put those lines right or take them out, then try again."


class NoSuchLine(Refusal):
    """The decision has no line of that number."""

    slug = "decision.no-such-line"
    kind = Kind.NOT_FOUND
    vi = "Quyết định không có dòng {no}. Xem lại phụ lục."
    en = "The decision has no line {no}. Look at its annex."


class LineWithdrawn(Refusal):
    """The line was withdrawn before."""

    slug = "decision.line-withdrawn"
    kind = Kind.CONFLICT
    vi = "Dòng {no} đã được rút trước đó."
    en = "Line {no} was withdrawn before."


class NothingCorrected(Refusal):
    """Number and day are what they were."""

    slug = "decision.nothing-corrected"
    vi = "Số và ngày không khác bản hiện tại. Ghi số hoặc ngày đúng theo văn bản đính chính."
    en = "Number and day are as they were. Give the right ones, as the correcting paper has them."


class WhyMissing(Refusal):
    """A correction or withdrawal says why."""

    slug = "decision.why-missing"
    vi = "Hãy ghi lý do: người tra cứu sau này cần biết vì sao quyết định thay đổi."
    en = "Give the reason: whoever looks it up later needs to know why the decision changed."


class SignedInTheFuture(Refusal):
    """A decision is not signed on a day to come."""

    slug = "decision.signed-in-the-future"
    vi = "Ngày ký {on} ở trong tương lai. Ghi ngày trên bản ký."
    en = "The day of signing, {on}, lies in the future. Write the day that is on the signed copy."
