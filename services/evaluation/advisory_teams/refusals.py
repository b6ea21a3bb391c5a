"""What is refused about advisory teams, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class HeadMiscounted(Refusal):
    slug = "advisory-team.part-miscounted"
    vi = "Tổ tư vấn cần đúng {exactly} {part}; danh sách có {count}. Chọn lại rồi gửi."
    en = "An advisory team has exactly {exactly} {part}; the list has {count}. Choose again and send."


class ListedTwice(Refusal):
    slug = "advisory-team.listed-twice"
    vi = "{name} có tên hai lần trong danh sách. Để lại một dòng."
    en = "{name} is on the list twice. Leave one line."


class NotOnRoster(Refusal):
    slug = "advisory-team.not-on-roster"
    vi = "{person} chưa có trong danh sách nhân sự của đơn vị. Đề nghị quản trị viên cấp vai trò, rồi người đó đăng nhập một lần."
    en = "{person} is not on the office's roster. Have the administrator grant the role; the person then signs in once."


class RoleMissing(Refusal):
    slug = "advisory-team.role-missing"
    vi = "{name} chưa có vai trò để làm {part} ({roles}). Đề nghị quản trị viên cấp vai trò, hoặc chọn người khác."
    en = "{name} holds no role for {part} ({roles}). Have the administrator grant it, or choose somebody else."


class DecisionNotNew(Refusal):
    slug = "advisory-team.decision-not-new"
    vi = "Kiện toàn Tổ tư vấn bằng quyết định mới; số {number} là quyết định đang có. Ghi số và ngày của quyết định kiện toàn."
    en = "A team is completed by a new decision; {number} is the present one. Give the number and day of the completing decision."


class DecisionInFuture(Refusal):
    slug = "advisory-team.decision-in-future"
    vi = "Ngày văn bản {given} sau hôm nay. Ghi đúng ngày trên văn bản đã ký."
    en = "The paper's day, {given}, lies after today. Give the day on the signed paper."


class StandInNotMember(Refusal):
    slug = "advisory-team.stand-in-for-nobody"
    vi = "Người vắng mặt không có trong Tổ tư vấn này. Chọn một người trong danh sách."
    en = "Who is away is not on this team. Choose one of its members."


class StandInServesAlready(Refusal):
    slug = "advisory-team.stand-in-serves-already"
    vi = "{name} đã có việc trong Tổ tư vấn này. Cử người khác dự thay."
    en = "{name} serves on this team already. Have somebody else stand in."


class StandInOver(Refusal):
    slug = "advisory-team.stand-in-over"
    vi = "Ngày cuối dự thay {until} phải từ hôm nay trở đi và không trước ngày văn bản."
    en = "The last day of standing in, {until}, is today or later and not before the paper's day."


class PaperMissing(Refusal):
    slug = "advisory-team.paper-missing"
    kind = Kind.CONFLICT
    vi = "Chưa có bản ký của quyết định {number}. Tải bản ký (PDF) lên trang Tổ tư vấn rồi phân công."
    en = "The signed copy of decision {number} is not on file. Upload it (PDF) on the team's page, then give out the work."


class NoTeam(Refusal):
    slug = "advisory-team.none"
    kind = Kind.CONFLICT
    vi = "Đơn vị chưa có Tổ tư vấn đang hoạt động. Lập Tổ tư vấn theo quyết định trước."
    en = "The office has no advisory team at work. Set one up by its decision first."
