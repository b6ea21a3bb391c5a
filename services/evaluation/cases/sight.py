"""
From which side a person sees a case, and what is left of it on the producer's side: one mask for list, single, filter,
count and version. The producer sees what is done with the dossier, never the council, never what it does.
"""

from __future__ import annotations

from kit.identity import Principal
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State
from services.evaluation.standing import stands_inside

BEFORE_RULING = frozenset({State.COUNCIL, State.SCORING, State.SCORED})
"""Where the council stands is the council's business until it has ruled: these are one state to the producer."""


def sees_all(case: Case, by: Principal) -> bool:
    """
    Whether a person stands on the office's side of the case rather than the producer's. Nobody does who stood aside
    (`cases.store` notes them on the case, whichever office's council it was).
    """
    return by.id not in case.recused and stands_inside(case, by)


def owns(case: Case, by: Principal) -> bool:
    """Whether it is their own dossier: it is never closed to them, and never more than the producer's side of it."""
    return by.holds("producer", case.dossier.producer.id)


def before_ruling(state: State) -> State:
    """What a producer is told while the council works."""
    return State.COUNCIL if state in BEFORE_RULING else state


def told_as(state: State) -> list[str]:
    """The states a producer is told as the one that this state is told as."""
    return sorted(one.value for one in State if before_ruling(one) is before_ruling(state))


def as_seen_by(case: Case, by: Principal) -> Case:
    """The case as a person may see it: whole, or with the council taken out of it."""
    if sees_all(case, by):
        return case
    hidden = {"state": before_ruling(case.state), "seated": (), "recused": (), "steps": (), "version": 0}
    return case.model_copy(update=hidden)
