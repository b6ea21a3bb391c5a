"""What is refused about reports, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NotYourOffice(Refusal):
    slug = "report.not-your-office"
    kind = Kind.FORBIDDEN
    vi = "Chỉ cán bộ của chính cơ quan mới lập và công bố báo cáo của cơ quan đó. Chọn cơ quan của bạn."
    en = "Only an officer of the office itself makes and publishes its reports. Choose your own office."


class PeriodReversed(Refusal):
    slug = "report.period-reversed"
    vi = "Ngày cuối kỳ đứng trước ngày đầu kỳ. Đổi lại hai ngày."
    en = "The period's last day is before its first. Swap the two days."


class PeriodNotOver(Refusal):
    slug = "report.period-not-begun"
    vi = "Kỳ báo cáo bắt đầu ngày {since}, chưa đến. Chọn kỳ đã bắt đầu."
    en = "The period begins on {since}, which is still to come. Choose one that has begun."


class NoSuchRecipient(Refusal):
    slug = "report.no-such-recipient"
    vi = "Không có cơ quan «{office}» vào ngày hôm nay. Chọn trong danh sách."
    en = "There is no office “{office}” today. Choose from the list."


class CannotBeReplaced(Refusal):
    slug = "report.cannot-be-replaced"
    vi = "Chỉ thay được một báo cáo đã công bố của cùng cơ quan và cùng mẫu. Chọn đúng báo cáo cũ."
    en = "Only a published report of the same office and form can be replaced. Choose the right one."


class NotForEverybody(Refusal):
    slug = "report.not-for-everybody"
    kind = Kind.FORBIDDEN
    vi = "Mẫu báo cáo này có số liệu không công khai (kinh phí, phiếu năm, vi phạm …). Bỏ chọn «Công khai», gửi tới từng cơ quan."
    en = "This form has figures that are not public (money, yearly cards, breaches …). Leave “Open to everybody” out, and send it to offices."


class ReasonMissing(Refusal):
    slug = "report.reason-missing"
    vi = "Ghi lý do báo cáo này thay báo cáo cũ."
    en = "Say why this report replaces the other."
