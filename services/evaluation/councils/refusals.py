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


class ChairNeeded(Refusal):
    slug = "council.chair-needed"
    kind = Kind.CONFLICT
    vi = "Chủ tịch không tham gia được khi Hội đồng đang chấm. Lập lại Hội đồng với Chủ tịch khác trước khi mở chấm điểm."
    en = "The chair cannot be recused while the council scores. Form the council with another chair before scoring opens."


class SheetSealedAlready(Refusal):
    slug = "council.sheet-sealed-already"
    kind = Kind.CONFLICT
    vi = (
        "Phiếu đã công khai; không ghi nhận không tham gia được nữa. Nếu có xung đột lợi ích, báo Chủ tịch để chấm lại."
    )
    en = (
        "The sheets are revealed; nobody can be recused any more. Tell the chair, who may have the council score again."
    )


class NoCouncil(Refusal):
    slug = "council.none"
    kind = Kind.CONFLICT
    vi = "Hồ sơ đánh giá chưa có Hội đồng. Lập Hội đồng trước."
    en = "The case has no council yet. Form one first."
