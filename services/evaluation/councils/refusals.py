"""What is refused about councils, and what to do."""

from __future__ import annotations

from kit.refusal import Kind, Refusal


class OneChairNeeded(Refusal):
    slug = "council.one-chair-needed"
    vi = "Hội đồng phải có đúng một Chủ tịch; danh sách đang có {count}."
    en = "A council has exactly one chair; the list has {count}."


class PartMiscounted(Refusal):
    slug = "council.part-miscounted"
    vi = "Hội đồng phải có đúng {exactly} {part}; danh sách đang có {count}. Sửa vị trí của từng người."
    en = "A council has exactly {exactly} of the part “{part}”; the list has {count}. Correct the parts."


class SeatedTwice(Refusal):
    slug = "council.seated-twice"
    vi = "{name} có tên hai lần trong Hội đồng. Mỗi người chỉ giữ một vị trí."
    en = "{name} is listed twice. One person holds one seat."


class TooFewScorers(Refusal):
    slug = "council.too-few-scorers"
    vi = "Hội đồng cần ít nhất {minimum} người chấm điểm; danh sách mới có {count}. Bổ sung thành viên."
    en = "A council needs at least {minimum} people who score; the list has {count}. Add members."


class PersonUnknown(Refusal):
    slug = "council.person-unknown"
    vi = "Chưa có «{person}» trong danh sách nhân sự của đơn vị. Ai có vai trò Hội đồng tại đơn vị thì có tên ở đó sau lần đăng nhập đầu tiên; cán bộ, Thư ký hoặc quản trị viên cũng thêm được."
    en = "“{person}” is not on the office's roster. Whoever holds a council role at the office is on it after signing in once; an officer, the secretary or an administrator may add them too."


class RoleUnknown(Refusal):
    slug = "council.role-unknown"
    vi = "{name} chưa có vai trò để làm {part} Hội đồng tại đơn vị này. Đề nghị quản trị viên cấp vai trò ({roles}) rồi người đó đăng nhập một lần, hoặc chọn người khác."
    en = "{name} is not known to hold a role to sit as {part} at this office. Ask the administrator to grant it ({roles}) and the person to sign in once, or choose somebody else."


class SeatInConflict(Refusal):
    slug = "council.conflict-of-interest"
    vi = "{name} {why} này nên không được vào Hội đồng chấm hồ sơ. Chọn người khác."
    en = "{name} {why}, and may not sit on the council that judges it. Choose somebody else."


class RoleGone(Refusal):
    slug = "council.role-gone"
    kind = Kind.FORBIDDEN
    vi = "Tài khoản của bạn không có vai trò {part} Hội đồng tại đơn vị này ({roles}); có tên trong Hội đồng thôi chưa đủ. Liên hệ quản trị viên."
    en = "Your account does not hold the role of {part} at this office ({roles}); to be seated is not enough. Ask the administrator."


class NotOnCouncil(Refusal):
    slug = "council.not-on-it"
    kind = Kind.NOT_FOUND
    vi = "Người này không có trong Hội đồng của hồ sơ đánh giá. Chọn một người trong danh sách Hội đồng."
    en = "This person does not sit on the case's council. Choose someone from the council's list."


class AlreadyRecused(Refusal):
    slug = "council.already-recused"
    kind = Kind.CONFLICT
    vi = "{name} đã được ghi nhận không tham gia. Không cần ghi lại."
    en = "{name} has been recused already. Nothing more to do."


class ReasonMissing(Refusal):
    slug = "council.recusal-reason-missing"
    vi = "Chưa ghi lý do không tham gia (ví dụ: cùng hộ gia đình, cùng cơ sở, tham gia lập hồ sơ)."
    en = "Say why the person stands aside (for example: same household, same producer, helped write the dossier)."


class NobodyLeads(Refusal):
    slug = "council.nobody-leads"
    kind = Kind.CONFLICT
    vi = "Chủ tịch không tham gia và Hội đồng không có Phó Chủ tịch. Thay Chủ tịch trước, ở trang diễn biến chấm điểm."
    en = "The chair stands aside and the council has no deputy. Have somebody take the chair first, on the page of the scoring."


class ReplacementReasonMissing(Refusal):
    slug = "council.replacement-reason-missing"
    vi = "Chưa ghi lý do thay người (ví dụ: ốm, đi công tác, không còn vai trò, có xung đột lợi ích)."
    en = "Say why the person is replaced (for example: ill, away, without the role any more, in conflict)."


class ReplacedByThemselves(Refusal):
    slug = "council.replaced-by-themselves"
    vi = "Người thay phải là người khác. Chọn một người khác."
    en = "Somebody else takes the seat. Choose another person."


class SuccessorStandsAside(Refusal):
    slug = "council.successor-stands-aside"
    vi = "{name} đã không tham gia đánh giá hồ sơ này nên không thay được. Chọn người khác."
    en = "{name} stands aside from this case and cannot take the seat. Choose another person."


class SheetSealedAlready(Refusal):
    slug = "council.sheet-sealed-already"
    kind = Kind.CONFLICT
    vi = "Đợt chấm đã kết thúc; không thay đổi người của Hội đồng được nữa."
    en = "The scoring is over; who sits on the council does not change any more."


class OnlyWhoLeadsNow(Refusal):
    slug = "council.sheets-revealed"
    kind = Kind.CONFLICT
    vi = (
        "Phiếu đã công khai: chỉ còn thay được người chủ trì và Thư ký. Nếu một thành viên có xung đột lợi ích, ghi nhận "
        "không tham gia: Hội đồng chấm lại không có người đó."
    )
    en = (
        "The sheets are revealed: only who leads the council and its secretary can be replaced now. If a member is in "
        "conflict, note that they stand aside: the council scores again without them."
    )


class NotOnRoster(Refusal):
    slug = "council.not-on-roster"
    vi = "Không còn trong danh sách nhân sự của đơn vị. Thêm lại vào danh sách, hoặc chọn người khác."
    en = "Not on the office's roster any more. Add them again, or choose somebody else."


class TermReversed(Refusal):
    slug = "council.term-reversed"
    vi = "Ngày cuối của nhiệm kỳ trước ngày đầu. Sửa một trong hai ngày."
    en = "The term ends before it begins. Correct one of the two days."


class StandingNameTaken(Refusal):
    slug = "council.standing-name-taken"
    kind = Kind.CONFLICT
    vi = "Đơn vị đã có Hội đồng thường trực tên «{name}». Đặt tên khác, hoặc sửa Hội đồng đó."
    en = "The office has a standing council called “{name}” already. Choose another name, or change that one."


class NoCouncil(Refusal):
    slug = "council.none"
    kind = Kind.CONFLICT
    vi = "Hồ sơ đánh giá chưa có Hội đồng. Lập Hội đồng trước."
    en = "The case has no council yet. Form one first."
