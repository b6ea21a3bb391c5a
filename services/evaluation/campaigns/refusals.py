"""What is refused about campaigns, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class DecisionOrWindow(Refusal):
    slug = "campaign.decision-or-window"
    vi = "Mở đợt theo một quyết định (ghi cả số và ngày) hoặc theo một khoảng ngày hết hạn (ghi cả hai ngày), không theo cả hai."
    en = (
        "Open a campaign from one decision (number and day) or from one window of last days (both days), not from both."
    )


class WindowReversed(Refusal):
    slug = "campaign.window-reversed"
    vi = "Ngày cuối của khoảng phải từ ngày đầu trở đi. Kiểm tra lại hai ngày."
    en = "The window's last day must not lie before its first. Check both days."


class NotACampaignOffice(Refusal):
    slug = "campaign.not-an-office"
    kind = Kind.FORBIDDEN
    vi = "Chỉ cán bộ của chính cơ quan, thuộc cấp được mở đợt đánh giá lại, mới mở được đợt. Chọn cơ quan của bạn."
    en = "Only an officer of the office itself, of a level that opens campaigns, can open one. Choose your own office."


class OfficeNotServed(Refusal):
    slug = "campaign.office-not-served"
    kind = Kind.CONFLICT
    vi = "Hệ thống này không phục vụ cơ quan đó. Mở đợt trên hệ thống của cơ quan ấy."
    en = "This installation does not serve that office. Open the campaign on the one that does."


class NoReceivingOffice(Refusal):
    slug = "campaign.no-receiving-office"
    vi = "Không có cơ quan «{office}» vào ngày này. Ghi mã đơn vị nhận hồ sơ, ví dụ 33, hoặc để trống."
    en = "There is no office “{office}” on this day. Give the code of the office that receives dossiers, such as 33, or leave it empty."


class NothingToJudge(Refusal):
    slug = "campaign.nothing-to-judge"
    kind = Kind.CONFLICT
    vi = "Không có giấy chứng nhận còn hiệu lực nào khớp ({elsewhere} giấy đang ở đợt khác). Kiểm tra lại số, ngày quyết định hoặc khoảng ngày."
    en = "No certificate that is alive matches ({elsewhere} are in another campaign). Check the decision's number and day, or the window."


class TooManyLines(Refusal):
    slug = "campaign.too-many-lines"
    kind = Kind.CONFLICT
    vi = "Có hơn {most} giấy chứng nhận khớp. Chia thành nhiều đợt, mỗi đợt một khoảng ngày ngắn hơn."
    en = "More than {most} certificates match. Divide them into several campaigns, each with a shorter window."


class LastDayOfTheLaw(Refusal):
    slug = "campaign.last-day-of-the-law"
    vi = "Quy định đang có hiệu lực đã đặt hạn nộp của từng sản phẩm; cơ quan chỉ đặt thêm hạn nội bộ sớm hơn. Để trống ô này, ghi hạn nội bộ."
    en = "The act in force sets each product's last day; an office may only add its own earlier day. Leave this empty and give the earlier day."


class TwoLastDays(Refusal):
    slug = "campaign.two-last-days"
    vi = "Ghi một trong hai: «đến hết ngày» hoặc «trước ngày»."
    en = "Give one of the two: “by the end of” or “before”."


class LastDayPast(Refusal):
    slug = "campaign.last-day-past"
    vi = "Ngày {day} không sau hôm nay: không chủ thể nào nộp kịp. Chọn ngày sau."
    en = "{day} is not after today: no producer could file in time. Choose a later day."


class LastDayAfterTheEnd(Refusal):
    slug = "campaign.last-day-after-the-end"
    vi = "Hạn {day} sau ngày hết hiệu lực của {product} ({ends}). Chọn ngày sớm hơn."
    en = "The last day {day} lies after the end of {product} ({ends}). Choose an earlier day."


class InternalNotEarlier(Refusal):
    slug = "campaign.internal-not-earlier"
    vi = "Hạn nội bộ {day} phải sớm hơn hạn của {product} ({closes}). Chọn ngày sớm hơn."
    en = "The office's own day {day} must be earlier than the last day of {product} ({closes}). Choose an earlier one."


class FindingsUnanswered(Refusal):
    slug = "campaign.findings-unanswered"
    vi = "Chưa trả lời: {missing}. Trả lời từng nội dung rà soát."
    en = "Not answered: {missing}. Answer each question of the review."


class FindingOfAnother(Refusal):
    slug = "campaign.finding-unknown"
    vi = "Không có nội dung rà soát «{finding}». Các nội dung: {known}."
    en = "There is no question “{finding}” in the review. Known: {known}."


class RemarkMissing(Refusal):
    slug = "campaign.remark-missing"
    vi = "Có nội dung không đạt: ghi nhận xét để chủ thể và cơ quan mở đợt biết phải làm gì."
    en = "Something is not met: write a remark, so that the producer and the campaign's office know what to do."


class NobodyToInvite(Refusal):
    slug = "campaign.nobody-to-invite"
    kind = Kind.CONFLICT
    vi = "Chưa có sản phẩm nào rà soát xong mà chưa mời. Rà soát trước, rồi mời."
    en = "No line that was reviewed is waiting to be invited. Review first, then invite."


class LinesNotDone(Refusal):
    slug = "campaign.lines-not-done"
    kind = Kind.CONFLICT
    vi = "Còn {count} sản phẩm chưa xong. Ghi lý do nếu vẫn kết thúc đợt."
    en = "{count} lines are not done. Give a reason to close the campaign all the same."


class OwnLine(Refusal):
    slug = "campaign.own-line"
    kind = Kind.FORBIDDEN
    vi = "Bạn là người của chủ thể {producer}, có sản phẩm trong đợt này: cán bộ khác làm việc này."
    en = "You act for {producer}, which has a product in this campaign: another officer does this."
