"""What is refused about rounds, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotARoundOffice(Refusal):
    slug = "round.not-an-office"
    kind = Kind.FORBIDDEN
    vi = "Chỉ cán bộ của chính cơ quan, thuộc cấp tổ chức đánh giá, mới lên kế hoạch đợt được. Chọn cơ quan của bạn."
    en = "Only an officer of the office itself, of a level that evaluates, can plan a round. Choose your own office."


class OfficeNotServed(Refusal):
    slug = "round.office-not-served"
    kind = Kind.CONFLICT
    vi = "Hệ thống này không phục vụ cơ quan đó. Lên kế hoạch trên hệ thống của cơ quan ấy."
    en = "This installation does not serve that office. Plan the round on the one that does."


class RoundsByTheAct(Refusal):
    slug = "round.by-the-act"
    kind = Kind.CONFLICT
    vi = "{act} đã định các đợt của cấp này ({days}): đợt mở tự động, cơ quan không đặt đợt riêng."
    en = "{act} sets the rounds of this level ({days}): they open by themselves, the office plans none of its own."


class DaysReversed(Refusal):
    slug = "round.days-reversed"
    vi = "Ngày nhận hồ sơ đầu tiên, ngày nhận cuối cùng và ngày xong phải theo thứ tự. Kiểm tra lại ba ngày."
    en = "The first and the last day for proposals and the day by which all is done come in this order. Check the three days."


class RoundOver(Refusal):
    slug = "round.over"
    vi = "Ngày {day} đã qua: đợt kết thúc trước hôm nay không còn gì để làm. Ghi ngày sau hôm nay."
    en = "{day} has passed: nothing can be done in a round that ended before today. Give a later day."


class RoundsOverlap(Refusal):
    slug = "round.overlap"
    kind = Kind.CONFLICT
    vi = "«{name}» nhận hồ sơ từ {first} đến {last}, trùng với các ngày này. Chọn những ngày chưa thuộc đợt nào."
    en = "“{name}” takes proposals from {first} to {last}, which overlaps. Choose days that are in no round yet."


class RoundTakesProposals(Refusal):
    slug = "round.takes-proposals"
    kind = Kind.CONFLICT
    vi = "Đợt còn nhận hồ sơ đến hết ngày {day}. Kết thúc đợt sau ngày đó."
    en = "The round takes proposals to the end of {day}. Close it after that day."


class CasesNotDecided(Refusal):
    slug = "round.cases-not-decided"
    kind = Kind.CONFLICT
    vi = "Còn {count} hồ sơ chưa có kết quả. Ra kết quả, hoặc chuyển sang đợt sau kèm lý do, rồi kết thúc đợt."
    en = "{count} cases have no result. Decide them, or carry them over with a reason, then close the round."


class NotInThisRound(Refusal):
    slug = "round.case-not-in-it"
    kind = Kind.CONFLICT
    vi = "Hồ sơ {number} không chờ kết quả trong đợt này. Tải lại trang và chọn lại."
    en = "Case {number} does not wait for a result in this round. Load the page again and choose again."


class NoNextRound(Refusal):
    slug = "round.no-next"
    kind = Kind.CONFLICT
    vi = "Chưa có đợt sau để chuyển hồ sơ sang. Lên kế hoạch đợt sau trước."
    en = "There is no next round to carry cases over to. Plan the next one first."


class CasesComeLater(Refusal):
    slug = "round.cases-come-later"
    kind = Kind.CONFLICT
    vi = "Đợt đã có {count} hồ sơ đến sau ngày {day}. Ghi ngày nhận cuối cùng không sớm hơn ngày hồ sơ muộn nhất đã đến ({latest})."
    en = "The round holds {count} cases that came after {day}. Take proposals at least until the day the latest came ({latest})."


class NowhereToGo(Refusal):
    slug = "round.nowhere-to-go"
    kind = Kind.CONFLICT
    vi = "Đợt đã có {count} hồ sơ và chưa có đợt sau nhận chúng. Lên kế hoạch đợt sau rồi bỏ đợt này, hoặc đổi ngày của đợt."
    en = "The round holds {count} cases and no next round takes them. Plan the next one and then discard this, or change its days."


class TooManyInRound(Refusal):
    slug = "round.too-many"
    kind = Kind.CONFLICT
    vi = "Đợt đã có hơn {most} hồ sơ, nhiều hơn một lần đổi được. Chờ đợt mở rồi chuyển bớt hồ sơ sang đợt sau."
    en = "The round holds more than {most} cases, more than one change can move. Let it open, then carry cases over."


class OwnCaseInRound(Refusal):
    slug = "round.own-case"
    kind = Kind.FORBIDDEN
    vi = "Trong đợt có hồ sơ của chủ thể mà bạn đại diện. Việc này để cán bộ khác của cơ quan làm."
    en = "The round has a case of a producer you act for. Another officer of the office must do this."
