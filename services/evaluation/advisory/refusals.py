"""What is refused about an advisory team's work, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class NoAdvisoryHere(Refusal):
    slug = "advisory.not-here"
    kind = Kind.CONFLICT
    vi = "Cấp này chỉ thẩm tra, không có Hội đồng nên không có Tổ tư vấn. Việc tư vấn làm ở cấp chấm điểm."
    en = "This tier only screens; it has no council and so no advisory team. Advice is given where a council scores."


class TooLateToAdvise(Refusal):
    slug = "advisory.too-late"
    kind = Kind.CONFLICT
    vi = "Hồ sơ đánh giá đang ở trạng thái «{state}», không còn tư vấn được. Tư vấn trước khi Hội đồng kết luận điểm."
    en = "The case is “{state}”; advice is too late. It is given before the council concludes."


class SomebodyNeeded(Refusal):
    slug = "advisory.nobody-named"
    vi = "Chưa phân công cho ai. Chọn ít nhất một người và việc của người đó."
    en = "Nobody was given the work. Choose at least one person and what they do."


class NobodyReviews(Refusal):
    slug = "advisory.nobody-reviews"
    vi = "Chưa ai được giao thẩm định theo tiêu chí. Giao việc đó cho ít nhất một người."
    en = "Nobody was given the review by criterion. Give it to at least one person."


class NotOnTeam(Refusal):
    slug = "advisory.not-on-team"
    vi = "{person} không có trong Tổ tư vấn này hôm nay. Chọn người trong Tổ, hoặc kiện toàn, cử người dự thay trước."
    en = "{person} does not serve on this team today. Choose somebody who does, or complete the team or note a stand-in first."


class InConflict(Refusal):
    slug = "advisory.conflict-of-interest"
    kind = Kind.CONFLICT
    vi = "{name} {why} này nên không được tư vấn. Giao cho người khác."
    en = "{name} {why} and does not advise on it. Give the work to somebody else."


class SignsOfConflict(Refusal):
    slug = "advisory.signs-of-conflict"
    kind = Kind.CONFLICT
    vi = "{name} {signs}. Giao cho người khác, hoặc ghi căn cứ vì sao dấu hiệu này không phải xung đột lợi ích."
    en = "{name} {signs}. Give the work to somebody else, or say why this is no conflict of interest."


class SitsOnCouncil(Refusal):
    slug = "advisory.sits-on-council"
    kind = Kind.CONFLICT
    vi = "{name} ngồi trong Hội đồng của chính hồ sơ này nên không tư vấn. Giao cho người khác."
    en = "{name} sits on the council of this very case and does not advise it. Give the work to somebody else."


class AssignedTwice(Refusal):
    slug = "advisory.assigned-twice"
    vi = "{name} có tên hai lần. Để lại một dòng."
    en = "{name} is there twice. Leave one line."


class DayPast(Refusal):
    slug = "advisory.day-past"
    vi = "Ngày {given} phải sau hôm nay. Chọn ngày khác."
    en = "{given} must lie after today. Choose another day."


class DayAhead(Refusal):
    slug = "advisory.day-ahead"
    vi = "Ngày {given} chưa đến hoặc trước khi hồ sơ được tiếp nhận ({since}). Ghi đúng ngày đã làm."
    en = "{given} has not come yet, or lies before the case was received ({since}). Give the day it was done."


class CriterionUnknown(Refusal):
    slug = "advisory.criterion-unknown"
    vi = "Bộ tiêu chí của hồ sơ không có mục {criterion}. Chọn một mục của phiếu, hoặc để trống."
    en = "The rulebook of the dossier has no criterion {criterion}. Choose one of the sheet, or leave it out."


class TooMany(Refusal):
    slug = "advisory.too-many"
    kind = Kind.CONFLICT
    vi = "Đã đủ {most}; không thêm được nữa. Gộp vào phần đã có hoặc bỏ bớt."
    en = "There are {most} already, and no room for more. Add to what is there, or remove some."


class AnsweredAlready(Refusal):
    slug = "advisory.answered-already"
    kind = Kind.CONFLICT
    vi = "Câu hỏi này đã được trả lời hoặc đã hết hạn ngày {on}. Cần nói thêm: gọi đơn vị đang xử lý hồ sơ."
    en = "This question was answered, or its day passed, on {on}. To say more, call the office that has the dossier."


class VisitClosed(Refusal):
    slug = "advisory.visit-closed"
    kind = Kind.CONFLICT
    vi = "Lần kiểm tra này đã hoàn thành nên không sửa được. Ghi một lần kiểm tra khác nếu cần."
    en = "This visit is complete and cannot be changed. Note another visit if there is more."


class TooFewSamples(Refusal):
    slug = "advisory.too-few-samples"
    vi = "Bộ tiêu chí cần {asked} mẫu, mới có {received}. Ghi lý do ở ô ghi chú."
    en = "The rulebook asks for {asked} samples; there are {received}. Say why in the remark."


class ReviewMissing(Refusal):
    slug = "advisory.review-missing"
    kind = Kind.CONFLICT
    vi = "Chưa lưu phiếu thẩm định nào. Điền và lưu nháp trước."
    en = "No review is saved. Fill it in and save it first."


class NothingHandedIn(Refusal):
    slug = "advisory.nothing-handed-in"
    kind = Kind.CONFLICT
    vi = "Chưa ai nộp phiếu thẩm định. Báo cáo niêm phong được khi có ít nhất một phiếu đã nộp."
    en = "Nobody has handed in a review. The report is sealed once there is at least one."


class AnswerAwaited(Refusal):
    slug = "advisory.answer-awaited"
    kind = Kind.CONFLICT
    vi = "Chủ thể còn được trả lời đến hết ngày {until}. Niêm phong báo cáo sau khi có trả lời hoặc hết ngày đó."
    en = "The producer may answer until the end of {until}. Seal the report once they have, or that day is over."


class VisitOpen(Refusal):
    slug = "advisory.visit-open"
    kind = Kind.CONFLICT
    vi = "Lần kiểm tra thực tế ngày {on} chưa hoàn thành. Hoàn thành rồi niêm phong báo cáo."
    en = "The visit of {on} is not complete. Complete it, then seal the report."


class SummaryMissing(Refusal):
    slug = "advisory.summary-missing"
    vi = "Chưa có nhận xét chung. Viết ngắn gọn điều Hội đồng cần biết."
    en = "The summary is missing. Say briefly what the council should know."


class ReportMissing(Refusal):
    slug = "advisory.report-missing"
    kind = Kind.CONFLICT
    vi = "Chưa lưu báo cáo. Lưu nháp, xem lại rồi niêm phong."
    en = "The report is not saved. Save the draft, look at it again, then seal it."


class PaperIncomplete(Refusal):
    slug = "advisory.paper-incomplete"
    vi = "Bản ký của báo cáo cần đủ số, ngày và tệp PDF; hoặc để trống cả ba."
    en = "The signed report needs its number, its day and the PDF; or leave out all three."


class NotAssigned(Refusal):
    slug = "advisory.not-assigned"
    kind = Kind.FORBIDDEN
    vi = "Bạn không được phân công tư vấn hồ sơ này. Tổ trưởng phân công tại trang việc tư vấn của hồ sơ."
    en = "You were not given work on this case. The team's head gives it out on the case's advisory page."


class StillAtWork(Refusal):
    slug = "advisory.team-still-at-work"
    kind = Kind.CONFLICT
    vi = "Tổ tư vấn còn {count} hồ sơ chưa báo cáo. Báo cáo xong, hoặc chuyển cho Tổ khác rồi kết thúc."
    en = "The team still has {count} cases without a report. Report on them, or give them to another team, then end it."
