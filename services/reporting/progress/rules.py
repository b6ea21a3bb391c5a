"""From the facts of a dossier's way to where each of its cases stands. Pure; the order of arrival makes no difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from law.calendar import Pause, calendar_held, due_on
from services.reporting.progress.journey import CaseProgress, Fact, Journey, Opening, Stage, What
from services.reporting.progress.refusals import PeriodReversed

AGES = (7, 15, 30, 60, 90)
"""Ages of a case are counted in these steps, in days; the last step has no end."""

YEAR = timedelta(days=365)

_STAGES = {
    What.OPENED: Stage.OPENED,
    What.RETURNED: Stage.RETURNED,
    What.SUPPLEMENTED: Stage.OPENED,
    What.SCREENED: Stage.SCREENED,
    What.SCORING: Stage.SCORING,
    What.SCORED: Stage.SCORED,
    What.DECLINED: Stage.DECLINED,
    What.FORWARDED: Stage.FORWARDED,
    What.HANDED_OVER: Stage.HANDED_OVER,
    What.SENT_DOWN: Stage.SENT_DOWN,
    What.REFERRED_BACK: Stage.REFERRED_BACK,
    What.RECOGNISED: Stage.RECOGNISED,
    What.NOT_RECOGNISED: Stage.NOT_RECOGNISED,
    What.WITHDRAWN: Stage.WITHDRAWN,
}

ENDED = frozenset(
    {
        Stage.DECLINED,
        Stage.HANDED_OVER,
        Stage.SENT_DOWN,
        Stage.RECOGNISED,
        Stage.NOT_RECOGNISED,
        Stage.WITHDRAWN,
    }
)
"""No step of this office is awaited any more."""

ANSWERS = frozenset({What.DECLINED, What.SCORING, What.FORWARDED, What.SENT_DOWN, What.RECOGNISED, What.NOT_RECOGNISED})
"""The steps an office's period is for: its answer, or that its council is at work."""

_REOPENS = frozenset({What.REFERRED_BACK})
_ORDER = {what: at for at, what in enumerate(What)}


@dataclass
class _Case:
    opening: Opening
    opened_on: date
    since: date
    stage: Stage = Stage.OPENED
    due_on: date | None = None
    pauses: list[Pause] = field(default_factory=list)
    answered_on: date | None = None
    ended_on: date | None = None


def with_facts(journey: Journey, facts: Iterable[Fact]) -> Journey:
    """The journey with some facts more; one that is known already changes nothing."""
    known = {(fact.identity, fact.part): fact for fact in journey.facts}
    known |= {(fact.identity, fact.part): fact for fact in facts}
    ordered = tuple(sorted(known.values(), key=_moment))
    return journey.model_copy(update={"version": len(ordered), "facts": ordered})


def cases(journey: Journey) -> list[CaseProgress]:
    """Where each case of a dossier stands; a case whose opening no event brought yet is left out."""
    walked: dict[str, _Case] = {}
    withdrawn: Fact | None = None
    for fact in sorted(journey.facts, key=_moment):
        if fact.what is What.OPENED and fact.case_id and fact.opening and fact.case_id not in walked:
            opened = walked[fact.case_id] = _Case(fact.opening, fact.on, fact.on, due_on=fact.opening.due_on)
            if withdrawn:  # the office that opens a case has not learned of it yet; the dossier will not come back
                _step(opened, withdrawn)
        elif fact.case_id is None:
            withdrawn = fact if fact.what is What.WITHDRAWN else withdrawn
            for case in walked.values():
                _step(case, fact)
        elif fact.case_id in walked:
            _step(walked[fact.case_id], fact)
    # Whoever stood aside from one case stands aside from the dossier, at every office of it.
    aside = tuple(sorted({person for fact in journey.facts for person in fact.recused}))
    number = next((f.opening.number for f in journey.facts if f.opening and f.opening.number), "")
    return [_progress(id, journey, case, number or "", aside) for id, case in walked.items()]


def is_overdue(case: CaseProgress, on: date) -> bool:
    """Whether an office's period is over, on a day, without the step it is for."""
    return case.ended_on is None and case.answered_on is None and case.due_on is not None and case.due_on < on


def is_provisional(case: CaseProgress) -> bool:
    """Whether the last day was counted over a holiday that no decision had fixed in the case's calendar."""
    calendar = calendar_held(case.calendar)
    return case.due_on is not None and bool(calendar.provisional_between(case.opened_on, case.due_on))


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


def _step(case: _Case, fact: Fact) -> None:
    if case.ended_on is not None and fact.what not in _REOPENS:
        return
    if fact.what is What.SUPPLEMENTED and case.stage is not Stage.RETURNED:
        return
    if fact.what is What.HANDED_OVER and case.stage is Stage.REFERRED_BACK:
        return  # the higher office's ruling travels on another topic than its receipt
    if fact.what in (What.OPENED, What.SEATED):
        return
    _run_clock(case, fact)
    case.stage, case.since = _STAGES[fact.what], max(fact.on, case.opened_on)
    case.ended_on = case.since if case.stage in ENDED else None
    if fact.what in ANSWERS and case.answered_on is None:
        case.answered_on = fact.on


def _run_clock(case: _Case, fact: Fact) -> None:
    """
    The office's clock stands still while the producer owes a supplement, and runs on from there (law.calendar). One
    whose days were not given cannot be set going again: it has no last day any more.
    """
    if fact.what is What.RETURNED:
        case.pauses.append(Pause(since=fact.on))
    elif fact.what is What.SUPPLEMENTED and case.pauses:
        case.pauses[-1] = Pause(since=case.pauses[-1].since, until=fact.on)
    else:
        return
    days, counted = case.opening.period_days, case.opening.period_counted
    calendar = calendar_held(case.opening.calendar)
    case.due_on = (
        due_on(case.opened_on, days, counted, pauses=case.pauses, calendar=calendar) if days and counted else None
    )


def _progress(id: str, journey: Journey, case: _Case, number: str, aside: tuple[str, ...]) -> CaseProgress:
    opening = case.opening
    return CaseProgress(
        id=id,
        version=journey.version,
        dossier_id=journey.id,
        number=number,
        product=opening.product,
        producer=opening.producer,
        place_name=opening.place_name,
        office=opening.office,
        tier=opening.tier,
        stage=case.stage,
        open=case.ended_on is None,
        opened_on=case.opened_on,
        since=case.since,
        due_on=case.due_on,
        calendar=opening.calendar,
        answered_on=case.answered_on,
        late=case.due_on is not None and case.answered_on is not None and case.answered_on > case.due_on,
        ended_on=case.ended_on,
        recused=aside,
    )


def _moment(fact: Fact) -> tuple[object, ...]:
    return fact.at, _ORDER[fact.what], fact.version, fact.identity, fact.part
