"""From the facts of a dossier's way to its stays at offices. Pure; the order of arrival makes no difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from law.calendar import Pause, calendar_held, due_on
from services.registry.journeys.journey import Fact, Journey, Opening, Ruled, Stage, Stay, What

_STAGES = {
    What.OPENED: Stage.OPENED,
    What.RETURNED: Stage.RETURNED,
    What.SUPPLEMENTED: Stage.OPENED,
    What.SCREENED: Stage.SCREENED,
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

_ANSWERS = frozenset({What.DECLINED, What.FORWARDED, What.SENT_DOWN, What.RECOGNISED, What.NOT_RECOGNISED})
_ORDER = {what: at for at, what in enumerate(What)}


@dataclass
class _Case:
    opening: Opening
    opened_on: date
    since: date
    due_on: date | None
    stage: Stage = Stage.OPENED
    pauses: list[Pause] = field(default_factory=list)
    supplement_by: date | None = None
    answered_on: date | None = None
    ended_on: date | None = None
    ruled: Ruled | None = None


def with_facts(journey: Journey, facts: Iterable[Fact]) -> Journey:
    """The journey with some facts more; one that is known already changes nothing."""
    known = {(fact.identity, fact.part): fact for fact in (*journey.facts, *facts)}
    ordered = tuple(sorted(known.values(), key=_moment))
    return journey.model_copy(update={"version": len(ordered), "facts": ordered})


def stays(journey: Journey) -> list[Stay]:
    """The dossier's stays at offices, the first opened first; one whose opening no event brought yet is left out."""
    walked: dict[str, _Case] = {}
    for fact in journey.facts:
        if fact.what is What.OPENED and fact.case_id and fact.opening:
            walked.setdefault(fact.case_id, _Case(fact.opening, fact.on, fact.on, fact.opening.due_on))
    for fact in journey.facts:
        if fact.what is What.OPENED:
            continue
        for id, case in walked.items():
            if fact.case_id in (None, id):
                _step(case, fact)
    return [_stay(id, journey, case) for id, case in walked.items()]


def is_provisional(stay: Stay) -> bool:
    """Whether the last day was counted over a holiday that no decision had fixed in the case's calendar."""
    calendar = calendar_held(stay.calendar)
    return stay.due_on is not None and bool(calendar.provisional_between(stay.opened_on, stay.due_on))


def _step(case: _Case, fact: Fact) -> None:
    if case.ended_on is not None and fact.what is not What.REFERRED_BACK:
        return
    if fact.what is What.SUPPLEMENTED and case.stage is not Stage.RETURNED:
        return
    if fact.what is What.HANDED_OVER and case.stage is Stage.REFERRED_BACK:
        return  # the higher office's ruling travels on another topic than its receipt
    _run_clock(case, fact)
    case.stage, case.since = _STAGES[fact.what], max(fact.on, case.opened_on)
    case.supplement_by = fact.supplement_by
    case.ended_on = case.since if case.stage in ENDED else None
    case.ruled = fact.ruled or case.ruled
    if fact.what in _ANSWERS and case.answered_on is None:
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


def _stay(id: str, journey: Journey, case: _Case) -> Stay:
    opening = case.opening
    return Stay(
        id=id,
        version=journey.version,
        dossier_id=journey.id,
        **opening.model_dump(include={"office", "tier", "product", "producer", "producer_id", "place"}),
        stage=case.stage,
        open=case.ended_on is None,
        opened_on=case.opened_on,
        since=case.since,
        due_on=case.due_on,
        calendar=opening.calendar,
        counted=opening.period_counted,
        supplement_by=case.supplement_by,
        answered_on=case.answered_on,
        ended_on=case.ended_on,
        ruled=case.ruled,
    )


def _moment(fact: Fact) -> tuple[object, ...]:
    return fact.at, _ORDER[fact.what], fact.version, fact.identity, fact.part
