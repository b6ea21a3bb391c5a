"""The steps of a year plan, and the stages of its lines, as tables."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent-back"
    APPROVED = "approved"
    AMENDING = "amending"
    CLOSED = "closed"


class Verb(StrEnum):
    SAVE = "save"
    SUBMIT = "submit"
    SEND_BACK = "send-back"
    APPROVE = "approve"
    AMEND = "amend"
    CLOSE = "close"


class Stage(StrEnum):
    """How far a line has come; in this order, but for what was taken off the plan."""

    PLANNED = "planned"
    REGISTERED = "registered"
    DOSSIER = "dossier"
    RECOGNISED = "recognised"
    DROPPED = "dropped"


STAGES = {
    Stage.PLANNED: ("trong kế hoạch", "on the plan"),
    Stage.REGISTERED: ("đã đăng ký sản phẩm", "product registered"),
    Stage.DOSSIER: ("đã nộp hồ sơ", "dossier submitted"),
    Stage.RECOGNISED: ("được công nhận", "recognised"),
    Stage.DROPPED: ("đưa ra khỏi kế hoạch", "taken off the plan"),
}
ORDER = (Stage.PLANNED, Stage.REGISTERED, Stage.DOSSIER, Stage.RECOGNISED)
"""A line goes forward only."""
WRITABLE = (State.DRAFT, State.SENT_BACK, State.AMENDING)

LIFECYCLE = Lifecycle(
    subject=("kế hoạch năm", "year plan"),
    initial=State.DRAFT,
    table={
        **{(state, Verb.SAVE): state for state in WRITABLE},
        **{(state, Verb.SUBMIT): State.SUBMITTED for state in WRITABLE},
        (State.SUBMITTED, Verb.SEND_BACK): State.SENT_BACK,
        (State.SUBMITTED, Verb.APPROVE): State.APPROVED,
        (State.APPROVED, Verb.AMEND): State.AMENDING,
        **{
            (state, Verb.CLOSE): State.CLOSED
            for state in (State.DRAFT, State.SUBMITTED, State.SENT_BACK, State.APPROVED, State.AMENDING)
        },
    },
    states={
        State.DRAFT: ("đang lập", "being drawn up"),
        State.SUBMITTED: ("chờ duyệt", "waits for approval"),
        State.SENT_BACK: ("bị trả lại", "sent back"),
        State.APPROVED: ("đã duyệt", "approved"),
        State.AMENDING: ("đang điều chỉnh", "being amended"),
        State.CLOSED: ("đã kết thúc năm", "closed"),
    },
    verbs={
        Verb.SAVE: ("sửa", "change"),
        Verb.SUBMIT: ("trình duyệt", "submit"),
        Verb.SEND_BACK: ("trả lại", "send back"),
        Verb.APPROVE: ("phê duyệt", "approve"),
        Verb.AMEND: ("điều chỉnh", "amend"),
        Verb.CLOSE: ("kết thúc năm", "close"),
    },
)
