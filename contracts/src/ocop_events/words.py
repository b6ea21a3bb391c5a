"""
Open vocabularies of the contract: values of text fields with their meanings. A reader tolerates a value it does not know.

Each is a table of value -> (Vietnamese, English); fields carry it by their type, so that every schema and docs/events.md
say the same. A value may be added at any time, none is removed or changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler


@dataclass(frozen=True, eq=False)  # metadata of a type: hashed by identity
class Words:
    """The known values of a field, by meaning (vi, en); as metadata of `Annotated[str, …]` it describes the field."""

    meanings: Mapping[str, tuple[str, str]]

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        known = "; ".join(f"`{value}` {vi} · {en}" for value, (vi, en) in self.meanings.items())
        return {**handler(schema), "description": f"{known}. More may be added."}


CREDENTIAL_VOUCHER = Words({
    "officer": ("cán bộ đối chiếu giấy tờ", "an officer compared the paper"),
    "issuer": ("cơ quan cấp xác nhận", "the issuing agency said so"),
})  # fmt: skip
ENDED_BY = Words({
    "producer": ("chủ thể", "the producer"),
    "officer": ("cán bộ cơ quan quản lý", "an officer"),
    "issuer": ("cơ quan cấp", "the issuing agency"),
})  # fmt: skip
HEALTH = Words({
    "sound": ("đủ giấy tờ còn hiệu lực", "every paper is alive"),
    "ending": ("có giấy tờ sắp hết hiệu lực", "a paper will end soon"),
    "broken": ("có giấy tờ đã hết hiệu lực hoặc bị thu hồi", "a paper ended or was withdrawn"),
})  # fmt: skip
PAPER_CHANGE = Words({
    "added": ("giấy tờ mới, trả lời một loại minh chứng của hồ sơ", "a new paper that answers a kind of evidence asked for"),
    "renewed": ("thay cho giấy tờ đã nộp", "it takes the place of a paper handed in"),
    "withdrawn": ("giấy tờ đã nộp bị thu hồi", "a paper handed in was withdrawn"),
    "ended": ("giấy tờ đã nộp hết hiệu lực", "a paper handed in ended"),
})  # fmt: skip
MARK_MEDIUM = Words({
    "goods": ("trên hàng hóa", "on the goods"),
    "packaging": ("nhãn, bao bì", "label and packaging"),
    "gift-bag": ("túi, hộp quà", "gift bag or box"),
    "premises": ("biển hiệu, cơ sở", "sign or premises"),
    "vehicle": ("phương tiện vận chuyển", "vehicle"),
    "papers": ("giấy tờ giao dịch", "business papers"),
    "advertising": ("quảng cáo, trang thông tin", "advertising, also online"),
})  # fmt: skip
MARK_ANSWER = Words({
    "in-order": ("đúng quy chế", "in order"),
    "to-correct": ("phải sửa trước một ngày", "to be corrected by a day"),
    "refused": ("không được dùng", "not allowed"),
})  # fmt: skip
MARK_WAITS = Words({
    "correction": ("phải sửa", "to be corrected"),
    "confirmation": ("phải trả lời có giữ lại không", "to be confirmed after a new recognition"),
    "take-down": ("phải gỡ bỏ", "to be taken down"),
})  # fmt: skip
INSPECTION_SCOPE = Words({
    "criteria": ("duy trì tiêu chí", "criteria kept"),
    "food-safety": ("an toàn thực phẩm", "food safety"),
    "mark": ("sử dụng nhãn hiệu chứng nhận", "use of the mark"),
    "origin": ("nguồn gốc, xuất xứ", "origin"),
})  # fmt: skip
SEVERITY = Words({
    "minor": ("nhẹ, nhắc nhở", "minor, a reminder"),
    "major": ("phải khắc phục", "must be corrected"),
    "critical": ("nghiêm trọng, xem xét đình chỉ hoặc thu hồi", "critical: suspension or revocation considered"),
})  # fmt: skip
BREACH_SOURCE = Words({
    "inspection": ("kết quả kiểm tra", "a finding of an inspection"),
    "agency": ("cơ quan khác báo", "another agency's report"),
    "citizen": ("người dân phản ánh", "a citizen's report"),
    "platform": ("nền tảng phát hiện dữ liệu mâu thuẫn", "data that contradict one another"),
})  # fmt: skip
MEASURE = Words({
    "warning": ("nhắc nhở", "warning"),
    "correction": ("yêu cầu khắc phục trước một ngày", "correction by a day"),
    "suspension": ("tạm dừng quyền sử dụng nhãn hiệu", "suspension of the use of the mark"),
    "revocation-proposed": ("đề nghị thu hồi", "revocation proposed"),
})  # fmt: skip
BREACH_STEP = Words({
    "correction": ("chủ thể khắc phục và gửi bằng chứng", "the producer corrects and sends proof"),
    "suspension": ("chủ thể khắc phục trong thời gian tạm dừng", "the producer corrects while suspended"),
    "measure": ("cơ quan chọn biện pháp", "the office takes a measure"),
    "warned": ("cơ quan xem việc nhắc nhở đã được làm chưa", "the office sees whether the warning was heeded"),
    "missed": ("cơ quan quyết định bước tiếp theo", "the office says what follows"),
    "proof": ("cơ quan xem xét bằng chứng", "the office looks at the proof"),
    "objection": ("cơ quan trả lời ý kiến của chủ thể", "the office answers the objection"),
})  # fmt: skip
BREACH_RESULT = Words({
    "corrected": ("đã khắc phục", "corrected"),
    "unfounded": ("không có vi phạm", "unfounded"),
    "revoked": ("đã thu hồi công nhận", "the recognition was revoked"),
    "lapsed": ("giấy chứng nhận đã hết hiệu lực", "the certificate ended meanwhile"),
})  # fmt: skip
REVOCATION_CONCLUSION = Words({
    "revoke": ("đủ căn cứ thu hồi", "there are grounds to revoke"),
    "keep": ("không thu hồi", "nothing to revoke"),
})  # fmt: skip
APPEAL_RESULT = Words({
    "upheld": ("giữ nguyên", "the decision stands"),
    "annulled": ("hủy bỏ", "the decision is annulled"),
    "corrected": ("sửa đổi", "the decision is corrected"),
    "examined-anew": ("đánh giá lại từ đầu", "a new examination is ordered"),
    "withdrawn": ("người khiếu nại rút", "withdrawn by who appealed"),
})  # fmt: skip
REPORT_ANSWER = Words({
    "accepted": ("đã tiếp nhận và xử lý", "taken and acted upon"),
    "matched": ("đã gắn với sản phẩm hoặc chủ thể", "matched to a product or producer"),
    "waiting": ("chờ cán bộ xác định đối tượng", "waits for a person to say whom it concerns"),
    "refused": ("không tiếp nhận, có lý do", "refused, with the reason"),
})  # fmt: skip
MATCHED_BY = Words({
    "product-code": ("mã sản phẩm", "product code"),
    "tax-code": ("mã số thuế", "tax code"),
    "credential-number": ("số chứng nhận", "number of the credential"),
    "person": ("cán bộ xác định", "an officer said so"),
    "remembered": ("theo lần xác định trước của cơ quan đó", "as an officer said before for this agency"),
})  # fmt: skip
PLAN_STAGE = Words({
    "planned": ("trong kế hoạch", "on the plan"),
    "registered": ("đã đăng ký sản phẩm", "product registered"),
    "dossier": ("đã nộp hồ sơ", "dossier submitted"),
    "recognised": ("được công nhận", "recognised"),
    "dropped": ("đưa ra khỏi kế hoạch", "taken off the plan"),
})  # fmt: skip
RIGHT_KIND = Words({
    "trademark": ("nhãn hiệu", "trademark"),
    "collective-mark": ("nhãn hiệu tập thể", "collective mark"),
    "certification-mark": ("nhãn hiệu chứng nhận", "certification mark"),
    "geographical-indication": ("chỉ dẫn địa lý", "geographical indication"),
    "industrial-design": ("kiểu dáng công nghiệp", "industrial design"),
    "patent": ("sáng chế", "patent"),
    "utility-solution": ("giải pháp hữu ích", "utility solution"),
    "copyright": ("quyền tác giả", "copyright"),
})  # fmt: skip
DECISION_KIND = Words({
    "recognition": ("phê duyệt kết quả đánh giá, phân hạng", "approving results and classification: recognition"),
    "results-for-centre": ("phê duyệt kết quả trình trung ương", "approving results for the ministry"),
    "council": ("thành lập Hội đồng", "setting up a council"),
    "council-completed": ("kiện toàn Hội đồng", "completing a council"),
    "advisory-team": ("thành lập Tổ tư vấn", "setting up an advisory team"),
    "advisory-team-completed": ("kiện toàn Tổ tư vấn", "completing an advisory team"),
    "revocation": ("thu hồi công nhận", "revocation"),
    "extension": ("kéo dài thời hạn giấy chứng nhận", "extension of validity"),
    "mark-suspension": ("tạm dừng quyền sử dụng nhãn hiệu", "suspension of the use of the mark"),
    "mark-reinstatement": ("cho phép sử dụng lại nhãn hiệu", "reinstatement of the use of the mark"),
})  # fmt: skip
CAMPAIGN_STAGE = Words({
    "not-invited": ("chưa mời", "not invited"),
    "invited": ("đã mời", "invited"),
    "dossier-opened": ("đang lập hồ sơ", "dossier opened"),
    "submitted": ("đã nộp hồ sơ", "dossier submitted"),
    "in-evaluation": ("đang đánh giá", "in evaluation"),
    "kept": ("giữ hạng", "kept"),
    "lowered": ("hạ hạng", "lowered"),
    "upgraded": ("nâng hạng", "upgraded by an upgrade dossier"),
    "not-recognised": ("không công nhận lại", "not recognised again"),
    "lapsed": ("hết hiệu lực, không đánh giá lại", "lapsed"),
    "given-up": ("chủ thể thôi tham gia", "given up by the producer"),
    "revoked": ("đã thu hồi công nhận", "its recognition was revoked"),
    "struck": ("danh sách đã rút lại", "struck with the list that brought it"),
})  # fmt: skip
OPINION = Words({
    "keep": ("giữ hạng", "keep"),
    "lower": ("hạ hạng", "lower"),
    "meet": ("đề nghị họp", "meet"),
    "silent": ("không trả lời trong hạn", "no answer in time"),
})  # fmt: skip
OPINION_RESULT = Words({
    "keep": ("giữ hạng", "keep"),
    "lower": ("hạ hạng", "lower"),
    "meeting": ("phải họp", "a meeting is needed"),
    "visit": ("phải kiểm tra thực tế", "a visit is needed"),
})  # fmt: skip
ATTENDANCE = Words({
    "present": ("có mặt", "present"),
    "absent": ("vắng", "absent"),
    "deputy": ("người được cử dự thay", "a deputy in their place"),
    "recused": ("không tham gia đánh giá hồ sơ", "recused"),
})  # fmt: skip
ESCALATION = Words({
    "reminder": ("nhắc người đang giữ việc", "whoever holds it is reminded"),
    "head": ("báo người đứng đầu cơ quan", "the office's head is told"),
    "office-above": ("báo cơ quan cấp trên", "the office above is told"),
})  # fmt: skip
TASK_ANSWER = Words({
    "accepted": ("chấp nhận", "accepted"),
    "sent-back": ("yêu cầu bổ sung", "more is asked for"),
})  # fmt: skip
MONEY_SOURCE = Words({
    "central": ("ngân sách trung ương", "central budget"),
    "province": ("ngân sách tỉnh", "provincial budget"),
    "district": ("ngân sách huyện", "district budget"),
    "commune": ("ngân sách xã", "commune budget"),
    "programme": ("chương trình khác lồng ghép", "another programme"),
    "credit": ("tín dụng", "credit"),
    "producer": ("vốn của chủ thể", "the producer's own"),
    "other": ("nguồn khác", "other"),
})  # fmt: skip
MARK_RIGHT = Words({
    "allowed": ("được dùng nhãn hiệu", "the mark may be used"),
    "suspended": ("tạm dừng quyền dùng nhãn hiệu", "its use is suspended"),
    "ended": ("không còn quyền dùng nhãn hiệu", "it may no longer be used"),
})  # fmt: skip
DESIGN_KIND = Words({
    "gift-bag": ("túi, hộp quà", "gift bag or box"),
    "label": ("nhãn", "label"),
})  # fmt: skip
ACTIVITY_KIND = Words({
    "training": ("tập huấn, phổ biến", "training and information"),
    "publicity": ("tuyên truyền", "publicity"),
    "mark-guidance": ("hướng dẫn sử dụng nhãn hiệu", "guidance on the mark"),
    "design-support": ("hỗ trợ thiết kế túi, hộp quà", "support of gift-bag designs"),
    "processing-support": ("hỗ trợ chế biến, công nghệ", "support of processing and technology"),
    "promotion": ("xúc tiến thương mại", "trade promotion"),
})  # fmt: skip

CredentialVoucher = Annotated[str, CREDENTIAL_VOUCHER]
EndedBy = Annotated[str, ENDED_BY]
Health = Annotated[str, HEALTH]
PaperChange = Annotated[str, PAPER_CHANGE]
MarkMedium = Annotated[str, MARK_MEDIUM]
MarkAnswer = Annotated[str, MARK_ANSWER]
MarkWaits = Annotated[str, MARK_WAITS]
MarkRight = Annotated[str, MARK_RIGHT]
DesignKind = Annotated[str, DESIGN_KIND]
InspectionScope = Annotated[str, INSPECTION_SCOPE]
Severity = Annotated[str, SEVERITY]
BreachSource = Annotated[str, BREACH_SOURCE]
Measure = Annotated[str, MEASURE]
BreachStep = Annotated[str, BREACH_STEP]
BreachResult = Annotated[str, BREACH_RESULT]
RevocationConclusion = Annotated[str, REVOCATION_CONCLUSION]
AppealResult = Annotated[str, APPEAL_RESULT]
ReportAnswer = Annotated[str, REPORT_ANSWER]
MatchedBy = Annotated[str, MATCHED_BY]
PlanStage = Annotated[str, PLAN_STAGE]
RightKind = Annotated[str, RIGHT_KIND]
DecisionKind = Annotated[str, DECISION_KIND]
CampaignStage = Annotated[str, CAMPAIGN_STAGE]
Opinion = Annotated[str, OPINION]
OpinionResult = Annotated[str, OPINION_RESULT]
Attendance = Annotated[str, ATTENDANCE]
Escalation = Annotated[str, ESCALATION]
TaskAnswer = Annotated[str, TASK_ANSWER]
MoneySource = Annotated[str, MONEY_SOURCE]
ActivityKind = Annotated[str, ACTIVITY_KIND]
