"""The steps of a pair of likely twins, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    OPEN = "open"
    APART = "apart"
    MERGED = "merged"


class Verb(StrEnum):
    PART = "part"
    ASK_AGAIN = "ask-again"
    MERGE = "merge"


LIFECYCLE = Lifecycle(
    subject=("cặp có thể trùng", "pair of likely twins"),
    initial=State.OPEN,
    table={
        (State.OPEN, Verb.PART): State.APART,
        (State.OPEN, Verb.MERGE): State.MERGED,
        (State.APART, Verb.ASK_AGAIN): State.OPEN,
    },
    states={
        State.OPEN: ("chờ xem xét", "to be looked at"),
        State.APART: ("không trùng", "not the same"),
        State.MERGED: ("đã gộp", "merged"),
    },
    verbs={
        Verb.PART: ("ghi là không trùng", "mark as not the same"),
        Verb.ASK_AGAIN: ("xem xét lại", "look at again"),
        Verb.MERGE: ("gộp", "merge"),
    },
)
