"""The steps of a use of the mark, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    STARTED = "started"
    REGISTERED = "registered"
    IN_ORDER = "in-order"
    TO_CORRECT = "to-correct"
    REFUSED = "refused"
    ENDED = "ended"


class Verb(StrEnum):
    CHANGE = "change"
    FIND_IN_ORDER = "find-in-order"
    ASK_TO_CORRECT = "ask-to-correct"
    REFUSE = "refuse"
    ORDER_TAKE_DOWN = "order-take-down"
    LIFT = "lift"
    ASK_WHETHER_IT_STAYS = "ask-whether-it-stays"
    KEEP = "keep"
    END = "end"


ALIVE = (State.STARTED, State.REGISTERED, State.IN_ORDER, State.TO_CORRECT, State.REFUSED)
_ANSWERABLE = (State.REGISTERED, State.IN_ORDER, State.TO_CORRECT, State.REFUSED)
_STAYS = (State.STARTED, State.REGISTERED, State.IN_ORDER, State.TO_CORRECT)

LIFECYCLE = Lifecycle(
    subject=("việc sử dụng nhãn hiệu", "use of the mark"),
    initial=State.REGISTERED,
    table={
        **{(state, Verb.CHANGE): State.REGISTERED for state in ALIVE},
        **{(state, Verb.FIND_IN_ORDER): State.IN_ORDER for state in _ANSWERABLE},
        **{(state, Verb.ASK_TO_CORRECT): State.TO_CORRECT for state in _ANSWERABLE},
        **{(state, Verb.REFUSE): State.REFUSED for state in _ANSWERABLE},
        **{(state, Verb.ORDER_TAKE_DOWN): state for state in ALIVE},
        **{(state, Verb.LIFT): state for state in ALIVE},
        **{(state, Verb.ASK_WHETHER_IT_STAYS): state for state in _STAYS},
        (State.STARTED, Verb.KEEP): State.STARTED,
        (State.REGISTERED, Verb.KEEP): State.REGISTERED,
        (State.IN_ORDER, Verb.KEEP): State.REGISTERED,
        (State.TO_CORRECT, Verb.KEEP): State.TO_CORRECT,
        **{(state, Verb.END): State.ENDED for state in ALIVE},
    },
    states={
        State.STARTED: ("đã nhận bộ tệp, chưa khai", "files taken, not described yet"),
        State.REGISTERED: ("đã đăng ký, chờ trả lời", "registered, to be answered"),
        State.IN_ORDER: ("đúng quy chế", "in order"),
        State.TO_CORRECT: ("phải sửa", "to be corrected"),
        State.REFUSED: ("không được dùng", "not allowed"),
        State.ENDED: ("đã chấm dứt", "ended"),
    },
    verbs={
        Verb.CHANGE: ("khai, sửa", "describe or change"),
        Verb.FIND_IN_ORDER: ("trả lời đúng quy chế", "find in order"),
        Verb.ASK_TO_CORRECT: ("yêu cầu sửa", "ask to correct"),
        Verb.REFUSE: ("không cho dùng", "refuse"),
        Verb.ORDER_TAKE_DOWN: ("yêu cầu gỡ bỏ", "order to take down"),
        Verb.LIFT: ("bỏ yêu cầu gỡ bỏ", "lift the order to take down"),
        Verb.ASK_WHETHER_IT_STAYS: ("hỏi có giữ lại không", "ask whether it stays"),
        Verb.KEEP: ("giữ lại sau khi được công nhận lại", "keep after a new recognition"),
        Verb.END: ("ghi chấm dứt", "end"),
    },
)
