"""
Who may see a case and who may act on it; asked by use cases, queries and views alike.

A person stands on the office's side of a case, on its council, or on the producer's side. What is left of a case on the
producer's side is decided here too: one mask for list, single, filter, count and version. The producer sees what is done
with the dossier, never the council, never what it does.
"""

from __future__ import annotations

from collections.abc import Collection

from kit.identity import Principal
from law.roles import leading_roles
from programme.roles import COUNCIL, COUNCIL_STAFF, JUDGES, OFFICERS, PRODUCER
from services.evaluation.cases import refusals
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier
from services.evaluation.cases.lifecycle import State

Why = tuple[str, str]

OF_THE_PRODUCER: Why = ("là người của chủ thể nộp hồ sơ", "acts for the producer of the dossier")
WROTE_IT: Why = ("đã tham gia lập hồ sơ", "helped write the dossier")
STOOD_ASIDE: Why = ("đã từ chối tham gia với hồ sơ", "stood aside from the dossier")

BEFORE_RULING = frozenset({State.COUNCIL, State.SCORING, State.SCORED})
"""Where the council stands is the council's business until it has ruled: these are one state to the producer."""


def acts_for(case: Case, by: Principal, *also: str) -> bool:
    """
    Whether a person works for exactly the case's office: its officers, and `also` other roles there. A seat carries its
    right: whoever leads the case's council does what the roles of that part may.
    """
    return any(by.holds(role, case.office) for role in (*OFFICERS, *also)) or (
        not leading_roles().isdisjoint(also) and presides(case, by)
    )


def presides(case: Case, by: Principal) -> bool:
    """Whether a person leads the case's council, and holds a role at its office by which they may."""
    return case.presiding == by.id and any(by.holds(role, case.office) for role in leading_roles())


def conflict(dossier: Dossier, person_id: str, producers: Collection[str]) -> Why | None:
    """
    Why a person must not judge a dossier; None when nothing is known against it. `producers`: those they act for.

    The producer's own people, those of a record that was merged into it, and whoever wrote the dossier (council regulations: conflict of interest).
    """
    if not {dossier.producer.id, *dossier.former_producers}.isdisjoint(producers):
        return OF_THE_PRODUCER
    return WROTE_IT if person_id in dossier.written_by else None


def conflict_of(case: Case, by: Principal) -> Why | None:
    """The same for the caller, as their grants are now."""
    return conflict(case.dossier, by.id, by.offices(PRODUCER))


def require_no_conflict(case: Case, by: Principal) -> None:
    """Raises InConflict for the producer's side: whatever else they are, they do nothing for the office or its council."""
    if why := conflict_of(case, by):
        raise refusals.InConflict(why=why)


def sits(case: Case, by: Principal) -> bool:
    """
    Whether a person has a seat on the case's council that counts: while they hold a council's role at its office.

    The same line as the registry draws for the dossier's papers.
    """
    return by.id in case.seated and any(by.holds(role, case.office) for role in COUNCIL)


def judges(case: Case, by: Principal) -> bool:
    """Whether a person's seat is one that scores by its role; whether they owe a sheet, the scoring says."""
    return sits(case, by) and any(by.holds(role, case.office) for role in JUDGES)


def advises(case: Case, by: Principal) -> bool:
    """Whether a person was given the advisory team's work on the case, and holds a council's role at its office now."""
    return by.id in case.advisers and any(by.holds(role, case.office) for role in COUNCIL)


def stands_inside(case: Case, by: Principal) -> bool:
    """
    Whether a person stands on the office's side of the case: its officers and those above, its council, its council's staff; but
    nobody who acts for its producer. Who wrote the dossier sees it, and is refused every act.
    """
    if any(by.holds(PRODUCER, one) for one in (case.dossier.producer.id, *case.dossier.former_producers)):
        return False
    council_staff = by.covers(case.office, *OFFICERS) or any(by.holds(role, case.office) for role in COUNCIL_STAFF)
    return council_staff or sits(case, by) or advises(case, by)


def sees_all(case: Case, by: Principal) -> bool:
    """
    Whether a person stands on the office's side of the case rather than the producer's. Nobody does who stood aside
    (`cases.store` notes them on the case, whichever office's council it was).
    """
    return by.id not in case.recused and stands_inside(case, by)


def owns(case: Case, by: Principal) -> bool:
    """Whether it is their own dossier: it is never closed to them, and never more than the producer's side of it."""
    return by.holds(PRODUCER, case.dossier.producer.id)


def before_ruling(state: State) -> State:
    """What a producer is shown while the council works."""
    return State.COUNCIL if state in BEFORE_RULING else state


def shown_as(state: State) -> list[str]:
    """The states a producer is shown as the one that this state is shown as."""
    return sorted(one.value for one in State if before_ruling(one) is before_ruling(state))


def as_seen_by(case: Case, by: Principal) -> Case:
    """The case as a person may see it: whole, or with the council taken out of it."""
    if sees_all(case, by):
        return case
    hidden = {
        "state": before_ruling(case.state),
        "seated": (),
        "recused": (),
        "presiding": None,
        "advisers": (),
        "advice": None,
        "step_due": None,
        "meets_at": None,
        "due_on": None,
        "steps": (),
        "version": 0,
    }
    return case.model_copy(update=hidden)
