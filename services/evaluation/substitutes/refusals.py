"""What is refused about substitutes, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotAnOfficerThere(Refusal):
    slug = "substitute.not-an-officer"
    kind = Kind.FORBIDDEN
    vi = "Chỉ cán bộ của chính cơ quan cử được người làm thay mình ở đó. Chọn cơ quan của bạn."
    en = "Only an officer of the office itself names who acts for them there. Choose your own office."


class NotAColleague(Refusal):
    slug = "substitute.not-a-colleague"
    vi = (
        "«{person}» không phải cán bộ của cơ quan này mà hệ thống biết. Nhờ họ mở «Việc của tôi» một lần, rồi chọn lại."
    )
    en = "“{person}” is no officer of this office that is known here. Have them open “My work” once, then choose again."


class OneselfNamed(Refusal):
    slug = "substitute.oneself"
    vi = "Không cử chính mình làm thay được. Chọn cán bộ khác của cơ quan."
    en = "Nobody acts for themselves. Choose another officer of the office."


class DaysReversed(Refusal):
    slug = "substitute.days-reversed"
    vi = "Ngày cuối phải từ ngày đầu trở đi. Kiểm tra lại hai ngày."
    en = "The last day must not lie before the first. Check both days."


class PeriodOver(Refusal):
    slug = "substitute.over"
    vi = "Khoảng thời gian này đã qua. Ghi ngày cuối từ hôm nay trở đi."
    en = "The period is over already. Give a last day from today on."


class NamedAlready(Refusal):
    slug = "substitute.named-already"
    kind = Kind.CONFLICT
    vi = "Trong thời gian này bạn đã cử {name} (từ {first} đến {last}). Kết thúc việc đó trước, hoặc chọn ngày khác."
    en = "For these days you have named {name} ({first} to {last}). End that first, or choose other days."


class SubstituteAway(Refusal):
    slug = "substitute.away"
    kind = Kind.CONFLICT
    vi = "{name} cũng vắng từ {first} đến {last}. Chọn cán bộ khác."
    en = "{name} is away too, from {first} to {last}. Choose another officer."


class SubstitutionOver(Refusal):
    slug = "substitute.ended-by-itself"
    kind = Kind.CONFLICT
    vi = "Việc làm thay này đã hết hạn ngày {last}: không cần kết thúc nữa."
    en = "This substitution was over on {last}: there is nothing to end."
