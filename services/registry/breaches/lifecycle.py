"""The steps of a breach, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    OPEN = "open"
    WARNED = "warned"
    CORRECTING = "correcting"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    PROPOSED = "proposed"
    CLOSED = "closed"


class Verb(StrEnum):
    WARN = "warn"
    ORDER = "order"
    SUSPEND = "suspend"
    PROPOSE = "propose"
    PROVE = "prove"
    LOOK = "look"
    OBJECT = "object"
    REPLY = "reply"
    MISS = "miss"
    DROP = "drop"
    CLOSE = "close"


OPEN_STATES = tuple(one for one in State if one is not State.CLOSED)
_BEFORE_SUSPENSION = (State.OPEN, State.WARNED, State.CORRECTING, State.OVERDUE)
_PROVABLE = (State.WARNED, State.CORRECTING, State.OVERDUE, State.SUSPENDED, State.PROPOSED)

LIFECYCLE = Lifecycle(
    subject=("vi phạm", "breach"),
    initial=State.OPEN,
    table={
        (State.OPEN, Verb.WARN): State.WARNED,
        **{(state, Verb.ORDER): State.CORRECTING for state in _BEFORE_SUSPENSION},
        **{(state, Verb.SUSPEND): State.SUSPENDED for state in _BEFORE_SUSPENSION},
        **{(state, Verb.PROPOSE): State.PROPOSED for state in (*_BEFORE_SUSPENSION, State.SUSPENDED)},
        **{(state, verb): state for state in _PROVABLE for verb in (Verb.PROVE, Verb.LOOK)},
        **{(state, verb): state for state in OPEN_STATES for verb in (Verb.OBJECT, Verb.REPLY)},
        **{(state, Verb.MISS): state for state in (State.OPEN, State.WARNED, State.OVERDUE, State.SUSPENDED)},
        (State.PROPOSED, Verb.MISS): State.PROPOSED,
        (State.CORRECTING, Verb.MISS): State.OVERDUE,
        # The proposal to revoke was dropped: the office says what follows.
        (State.PROPOSED, Verb.DROP): State.OPEN,
        **{(state, Verb.CLOSE): State.CLOSED for state in OPEN_STATES},
    },
    states={
        State.OPEN: ("chờ biện pháp", "waits for a measure"),
        State.WARNED: ("đã nhắc nhở", "warned"),
        State.CORRECTING: ("chờ khắc phục", "to be corrected"),
        State.OVERDUE: ("quá hạn khắc phục", "correction overdue"),
        State.SUSPENDED: ("tạm dừng quyền dùng nhãn hiệu", "use of the mark suspended"),
        State.PROPOSED: ("đã đề nghị thu hồi", "revocation proposed"),
        State.CLOSED: ("đã kết thúc", "closed"),
    },
    verbs={
        Verb.WARN: ("nhắc nhở", "warn"),
        Verb.ORDER: ("yêu cầu khắc phục", "order a correction"),
        Verb.SUSPEND: ("tạm dừng quyền dùng nhãn hiệu", "suspend the use of the mark"),
        Verb.PROPOSE: ("đề nghị thu hồi", "propose to revoke"),
        Verb.PROVE: ("gửi bằng chứng khắc phục", "send proof"),
        Verb.LOOK: ("xem xét bằng chứng", "look at the proof"),
        Verb.OBJECT: ("nêu ý kiến không đồng ý", "object"),
        Verb.REPLY: ("trả lời ý kiến", "answer an objection"),
        Verb.MISS: ("quá hạn", "let a day pass"),
        Verb.DROP: ("thôi đề nghị thu hồi", "drop the proposal"),
        Verb.CLOSE: ("kết thúc", "close"),
    },
)
