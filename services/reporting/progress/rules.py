"""From the facts of a dossier's way to where each of its cases stands. Pure; the order of arrival makes no difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kit.mapped import mapped
from programme import journeys
from programme.journeys import Case, CaseStanding, ordered
from services.reporting.progress.journey import CaseProgress, Fact, Journey
from services.reporting.progress.refusals import PeriodReversed

AGES = (7, 15, 30, 60, 90)
"""Ages of a case are counted in these steps, in days; the last step has no end."""

YEAR = timedelta(days=365)


def with_facts(journey: Journey, facts: Iterable[Fact]) -> Journey:
    """The journey with some facts more; one that is known already changes nothing."""
    known = ordered(journey.facts, facts)
    return journey.model_copy(update={"version": len(known), "facts": known})


def cases(journey: Journey) -> list[CaseProgress]:
    """Where each case of a dossier stands; a case whose opening no event brought yet is left out."""
    # Whoever stood aside from one case stands aside from the dossier, at every office of it.
    aside = tuple(sorted({person for fact in journey.facts for person in fact.recused}))
    number = next((f.opening.number for f in journey.facts if f.opening and f.opening.number), "")
    walked = journeys.cases(journey.facts)
    return [_progress(id, journey, case, number or "", aside) for id, case in walked.items()]


def is_overdue(case: CaseProgress, on: date) -> bool:
    """Whether an office's period is over, on a day, without the step it is for."""
    return case.ended_on is None and case.answered_on is None and case.due_on is not None and case.due_on < on


def age(opened_on: date, on: date) -> str:
    """The step of the ages a case is in: `7`, `15`, … for at most so many days, and what is older `older`."""
    passed = (on - opened_on).days
    return next((str(most) for most in AGES if passed <= most), "older")


def listed_ages() -> Sequence[str]:
    """All steps of the ages, youngest first."""
    return [*(str(most) for most in AGES), "older"]


def period(since: date | None, until: date | None, today: date) -> tuple[date, date]:
    """First and last day looked at, both counted: up to today and a year back unless given; raises PeriodReversed."""
    last = until or today
    first = since or last - min(YEAR, last - date.min)
    if first > last:
        raise PeriodReversed(pointer="/until", since=f"{first:%d/%m/%Y}", until=f"{last:%d/%m/%Y}")
    return first, last


def _progress(id: str, journey: Journey, case: Case[Fact], number: str, aside: tuple[str, ...]) -> CaseProgress:
    return mapped(
        CaseProgress,
        case.opened.opening,
        id=id,
        version=journey.version,
        dossier_id=journey.id,
        number=number,
        **dict(mapped(CaseStanding, case)),
        late=case.due_on is not None and case.answered_on is not None and case.answered_on > case.due_on,
        recused=aside,
    )
