"""Where a person stands towards a case: for its office, on its council, or on the producer's side. Asked by use cases and views alike."""

from __future__ import annotations

from collections.abc import Collection

from kit.identity import Principal
from services.evaluation.cases import refusals
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier
from services.evaluation.roles import COUNCIL, COUNCIL_DESK, JUDGES, OFFICERS

Why = tuple[str, str]

OF_THE_PRODUCER: Why = ("là người của chủ thể nộp hồ sơ", "acts for the producer of the dossier")
WROTE_IT: Why = ("đã tham gia lập hồ sơ", "helped write the dossier")


def acts_for(case: Case, by: Principal, *also: str) -> bool:
    """Whether a person works for exactly the case's office: its officers, and `also` other roles there."""
    return any(by.holds(role, case.office) for role in (*OFFICERS, *also))


def conflict(dossier: Dossier, person_id: str, producers: Collection[str]) -> Why | None:
    """
    Why a person must not judge a dossier; None when nothing is known against it. `producers`: those they act for.

    The producer's own people and whoever wrote the dossier (council regulations: conflict of interest).
    """
    if dossier.producer.id in producers:
        return OF_THE_PRODUCER
    return WROTE_IT if person_id in dossier.written_by else None


def conflict_of(case: Case, by: Principal) -> Why | None:
    """The same for the caller, as their grants are now."""
    return conflict(case.dossier, by.id, by.offices("producer"))


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


def stands_inside(case: Case, by: Principal) -> bool:
    """
    Whether a person stands on the office's side of the case: its officers and those above, its council, its desk; but
    nobody who acts for its producer. Who wrote the dossier sees it, and is refused every act.
    """
    if by.holds("producer", case.dossier.producer.id):
        return False
    desk = by.covers(case.office, *OFFICERS) or any(by.holds(role, case.office) for role in COUNCIL_DESK)
    return desk or sits(case, by)
