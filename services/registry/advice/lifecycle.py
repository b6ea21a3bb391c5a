"""The steps of an advice, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    OPEN = "open"
    NOTED = "noted"
    DONE = "done"
    DROPPED = "dropped"


class Verb(StrEnum):
    FINISH = "finish"
    DROP = "drop"


LIFECYCLE = Lifecycle(
    subject=("tư vấn cho chủ thể", "advice"),
    initial=State.OPEN,
    table={(State.OPEN, Verb.FINISH): State.DONE, (State.OPEN, Verb.DROP): State.DROPPED},
    states={
        State.OPEN: ("còn việc phải làm", "something is to follow"),
        State.NOTED: ("đã ghi", "noted"),
        State.DONE: ("việc đã xong", "what followed is done"),
        State.DROPPED: ("việc đã thôi", "given up"),
    },
    verbs={
        Verb.FINISH: ("ghi đã xong", "note that it is done"),
        Verb.DROP: ("ghi thôi không làm", "note that it is given up"),
    },
)
