"""The steps of an inspection and of a year's plan, as tables."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    SCHEDULED = "scheduled"
    CHECKED = "checked"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    RESCHEDULE = "reschedule"
    CHECK = "check"
    PICTURE = "picture"
    COMPLETE = "complete"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"


LIFECYCLE = Lifecycle(
    subject=("kiểm tra", "inspection"),
    initial=State.SCHEDULED,
    table={
        (State.SCHEDULED, Verb.RESCHEDULE): State.SCHEDULED,
        (State.SCHEDULED, Verb.CHECK): State.CHECKED,
        (State.SCHEDULED, Verb.PICTURE): State.SCHEDULED,
        (State.SCHEDULED, Verb.CANCEL): State.CANCELLED,
        (State.CHECKED, Verb.CHECK): State.CHECKED,
        (State.CHECKED, Verb.PICTURE): State.CHECKED,
        (State.CHECKED, Verb.COMPLETE): State.COMPLETED,
        (State.CHECKED, Verb.CANCEL): State.CANCELLED,
        (State.REPORTED, Verb.WITHDRAW): State.WITHDRAWN,
    },
    states={
        State.SCHEDULED: ("đã xếp lịch", "scheduled"),
        State.CHECKED: ("đã ghi kết quả, chờ biên bản", "results noted, record to be signed"),
        State.COMPLETED: ("đã kiểm tra", "completed"),
        State.CANCELLED: ("không tiến hành", "cancelled"),
        State.REPORTED: ("cơ quan khác báo", "reported by another agency"),
        State.WITHDRAWN: ("gắn nhầm, đã bỏ", "matched wrongly, withdrawn"),
    },
    verbs={
        Verb.RESCHEDULE: ("đổi ngày", "choose another day"),
        Verb.CHECK: ("ghi kết quả", "note results"),
        Verb.PICTURE: ("thêm hoặc bỏ ảnh", "add or remove a picture"),
        Verb.COMPLETE: ("kết thúc bằng biên bản", "complete it with its record"),
        Verb.CANCEL: ("ghi không tiến hành", "cancel"),
        Verb.WITHDRAW: ("bỏ báo cáo gắn nhầm", "withdraw a wrong match"),
    },
)

SETTLED = (State.COMPLETED, State.REPORTED)
"""What those who were inspected may read; of everything else they are told nothing."""
OPEN = (State.SCHEDULED, State.CHECKED)


class PlanState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    CLOSED = "closed"


class PlanVerb(StrEnum):
    CHANGE = "change"
    APPROVE = "approve"
    AMEND = "amend"
    CLOSE = "close"


PLAN_LIFECYCLE = Lifecycle(
    subject=("kế hoạch kiểm tra", "inspection plan"),
    initial=PlanState.DRAFT,
    table={
        (PlanState.DRAFT, PlanVerb.CHANGE): PlanState.DRAFT,
        (PlanState.DRAFT, PlanVerb.APPROVE): PlanState.APPROVED,
        (PlanState.APPROVED, PlanVerb.AMEND): PlanState.DRAFT,
        (PlanState.APPROVED, PlanVerb.CLOSE): PlanState.CLOSED,
    },
    states={
        PlanState.DRAFT: ("đang soạn", "draft"),
        PlanState.APPROVED: ("đã duyệt", "approved"),
        PlanState.CLOSED: ("đã kết thúc", "closed"),
    },
    verbs={
        PlanVerb.CHANGE: ("sửa các dòng", "change its lines"),
        PlanVerb.APPROVE: ("ghi quyết định phê duyệt", "note its approval"),
        PlanVerb.AMEND: ("mở lại để điều chỉnh", "open it for amendment"),
        PlanVerb.CLOSE: ("kết thúc năm kế hoạch", "close its year"),
    },
)
