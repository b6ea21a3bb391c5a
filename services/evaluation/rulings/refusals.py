"""What is refused about rulings, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotConcluded(Refusal):
    slug = "ruling.scoring-not-concluded"
    kind = Kind.CONFLICT
    vi = "Hội đồng chưa kết luận điểm của hồ sơ đánh giá này. Công khai phiếu và kết luận trước khi ra quyết định."
    en = "The council has not concluded the scores of this case. Reveal the sheets and conclude before ruling."


class DecisionNumberMissing(Refusal):
    slug = "ruling.decision-number-missing"
    vi = "Chưa ghi số quyết định. Quyết định công nhận hoặc không công nhận phải có số."
    en = "The decision number is missing. A decision to recognise, or not to, carries a number."


class DecidedInTheFuture(Refusal):
    slug = "ruling.decided-in-the-future"
    vi = "Ngày quyết định {given} sau ngày hôm nay {today}. Ghi ngày ký quyết định."
    en = "The decision is dated {given}, after today, {today}. Give the day it was signed."


class DecidedTooEarly(Refusal):
    slug = "ruling.decided-before-concluded"
    vi = "Ngày quyết định {given} trước ngày Hội đồng kết luận {concluded}. Kiểm tra lại ngày."
    en = "The decision is dated {given}, before the council concluded on {concluded}. Check the date."


class GroundsMissing(Refusal):
    slug = "ruling.grounds-missing"
    vi = "Chưa ghi nội dung. Viết rõ lý do để người xem xét hiểu."
    en = "The text is missing. Say clearly why, so that the reader can decide."


class ExamineAgainFirst(Refusal):
    slug = "ruling.examine-again-first"
    kind = Kind.CONFLICT
    vi = "Theo Quy chế của đơn vị, hồ sơ cấp trên chuyển về phải được Hội đồng xem xét, đánh giá lại trước khi kết luận. Mở lại Hội đồng ở trang hồ sơ."
    en = "By the office's regulation, what a higher office sends back is examined again by its council before it is ruled on. Re-open the council on the case's page."


class NothingToForwardTo(Refusal):
    slug = "ruling.no-tier-to-forward-to"
    kind = Kind.CONFLICT
    vi = "Bộ tiêu chí yêu cầu chuyển cấp trên nhưng không nêu cấp nào. Báo quản trị viên kiểm tra bộ tiêu chí."
    en = "The rulebook says to forward but names no tier to forward to. Ask the administrator to check it."
