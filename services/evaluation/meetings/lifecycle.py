"""The steps of a meeting, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Whether it is held."""

    CALLED = "called"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    """What is done to a meeting."""

    MOVE = "move"
    CANCEL = "cancel"
    CALL_AGAIN = "call-again"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("cuộc họp Hội đồng", "meeting"),
    initial=State.CALLED,
    table={
        (State.CALLED, Verb.MOVE): State.CALLED,
        (State.CALLED, Verb.CANCEL): State.CANCELLED,
        (State.CANCELLED, Verb.CALL_AGAIN): State.CALLED,
    },
    states={
        State.CALLED: ("Đã mời họp", "Called"),
        State.CANCELLED: ("Đã hủy", "Cancelled"),
    },
    verbs={
        Verb.MOVE: ("đổi giờ, nơi hoặc nội dung họp", "move"),
        Verb.CANCEL: ("hủy cuộc họp", "cancel"),
        Verb.CALL_AGAIN: ("mời họp lại", "call again"),
    },
)
