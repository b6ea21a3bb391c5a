"""The steps of an appeal, as a table."""

from __future__ import annotations

from enum import StrEnum

from kit.lifecycle import Lifecycle


class State(StrEnum):
    """Where an appeal stands."""

    LODGED = "lodged"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SETTLED = "settled"


class Verb(StrEnum):
    """What is done with an appeal, or happens to it."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    SETTLE = "settle"
    TAKE_BACK = "take-back"
    MISS = "miss"


OPEN_STATES = (State.LODGED, State.ACCEPTED)
"""Where its office still owes a step."""

LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("khiếu nại", "appeal"),
    initial=State.LODGED,
    table={
        (State.LODGED, Verb.ACCEPT): State.ACCEPTED,
        (State.LODGED, Verb.REFUSE): State.REFUSED,
        # An office may answer at once, without saying first that it will.
        (State.LODGED, Verb.SETTLE): State.SETTLED,
        (State.ACCEPTED, Verb.SETTLE): State.SETTLED,
        (State.LODGED, Verb.TAKE_BACK): State.SETTLED,
        (State.ACCEPTED, Verb.TAKE_BACK): State.SETTLED,
        (State.LODGED, Verb.MISS): State.LODGED,
        (State.ACCEPTED, Verb.MISS): State.ACCEPTED,
    },
    states={
        State.LODGED: ("Chờ thụ lý", "Waits to be accepted"),
        State.ACCEPTED: ("Đã thụ lý, chờ giải quyết", "Accepted, waits to be settled"),
        State.REFUSED: ("Không thụ lý", "Not accepted"),
        State.SETTLED: ("Đã giải quyết", "Settled"),
    },
    verbs={
        Verb.ACCEPT: ("thụ lý", "accept"),
        Verb.REFUSE: ("không thụ lý", "refuse"),
        Verb.SETTLE: ("giải quyết", "settle"),
        Verb.TAKE_BACK: ("rút khiếu nại", "take back"),
        Verb.MISS: ("quá hạn", "let a day pass"),
    },
)
