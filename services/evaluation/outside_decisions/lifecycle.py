"""The steps of an outside decision, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where the entry of a paper stands."""

    ENTERED = "entered"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Verb(StrEnum):
    """What the second person does with it."""

    CONFIRM = "confirm"
    REJECT = "reject"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("quyết định của cấp trên", "outside decision"),
    initial=State.ENTERED,
    table={
        (State.ENTERED, Verb.CONFIRM): State.CONFIRMED,
        (State.ENTERED, Verb.REJECT): State.REJECTED,
    },
    states={
        State.ENTERED: ("Chờ người thứ hai đối chiếu", "Waiting for the second person"),
        State.CONFIRMED: ("Đã đối chiếu", "Confirmed"),
        State.REJECTED: ("Không đúng văn bản", "Rejected"),
    },
    verbs={
        Verb.CONFIRM: ("đối chiếu đúng văn bản", "confirm it is what the paper says"),
        Verb.REJECT: ("báo không đúng văn bản", "reject it as not what the paper says"),
    },
)
