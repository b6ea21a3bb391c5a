"""The steps of a round, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    DISCARDED = "discarded"


class Verb(StrEnum):
    CHANGE = "change"
    DISCARD = "discard"
    OPEN = "open"
    CARRY_OVER = "carry-over"
    CLOSE = "close"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("đợt đánh giá", "round"),
    initial=State.OPEN,
    table={
        (State.PLANNED, Verb.CHANGE): State.PLANNED,
        (State.PLANNED, Verb.DISCARD): State.DISCARDED,
        (State.PLANNED, Verb.OPEN): State.OPEN,
        (State.OPEN, Verb.CARRY_OVER): State.OPEN,
        (State.OPEN, Verb.CLOSE): State.CLOSED,
    },
    states={
        State.PLANNED: ("đã lên kế hoạch", "planned"),
        State.OPEN: ("đang tiến hành", "under way"),
        State.CLOSED: ("đã kết thúc", "closed"),
        State.DISCARDED: ("đã bỏ", "discarded"),
    },
    verbs={
        Verb.CHANGE: ("đổi kế hoạch", "change the plan"),
        Verb.DISCARD: ("bỏ đợt", "discard the round"),
        Verb.OPEN: ("mở đợt", "open the round"),
        Verb.CARRY_OVER: ("chuyển hồ sơ sang đợt sau", "carry cases over"),
        Verb.CLOSE: ("kết thúc đợt", "close the round"),
    },
)
