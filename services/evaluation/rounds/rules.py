"""
The law of a round: its days, which case is in it, whether it will be done in time, when it may be closed. Pure.

The rounds an act sets are its rulebook's (Decision 26/2026/QĐ-TTg, Article 5); where it sets none they are the office's plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from law.calendar import RoundDates, rounds_of
from law.rulebooks import Rulebook
from services.evaluation.cases.case import Case, Placed
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.rules import ENDED
from services.evaluation.rounds import refusals
from services.evaluation.rounds.commands import ChangePlanCommand, PlanRoundCommand
from services.evaluation.rounds.lifecycle import State, Verb
from services.evaluation.rounds.round import Carried, Round, RoundPlan

DONE = ENDED | {CaseState.FORWARDED}
"""Where a case waits for nothing of this office any more: the round has its result."""
WAITING = frozenset(CaseState) - DONE

LIVE = (State.PLANNED, State.OPEN)
"""Rounds that take cases."""

_DAY = timedelta(days=1)


def key(office: str, proposals_by: date) -> str:
    """What there is one round of: an office's last day for proposals."""
    return f"{office}|{proposals_by.isoformat()}"


def by_the_act(id: str, office: str, dates: RoundDates, rulebook: Rulebook, *, at: datetime) -> Round:
    """A round that the act sets: it takes proposals from the day after the last day of the one before."""
    year = dates.submit_by.year
    of_year = rounds_of(rulebook, dates.level, year)
    before = [one.submit_by for one in rounds_of(rulebook, dates.level, year - 1) + of_year]
    earlier = [day for day in before if day < dates.submit_by]
    no = of_year.index(dates) + 1
    return Round(
        id=id,
        key=key(office, dates.submit_by),
        office=office,
        tier=dates.level,
        name=f"Đợt {no} năm {year}",
        no=no,
        year=year,
        opens_on=max(earlier) + _DAY,
        proposals_by=dates.submit_by,
        ends_by=dates.done_by,
        by_rule=_article(rulebook, dates),
        opened_at=at,
        opened_by=SYSTEM,
    )


def _article(rulebook: Rulebook, dates: RoundDates) -> str:
    """The article that sets a round; the act where its rulebook does not say which one."""
    for at, one in enumerate(rulebook.rounds):
        if one.level == dates.level and dates.submit_by.isoformat().endswith(one.submit_by):
            ground = rulebook.ground(f"/rounds/{at}")
            return ground.source.vi if ground else rulebook.title.vi
    return rulebook.title.vi


def planned(
    id: str,
    command: PlanRoundCommand,
    tier: str,
    others: Iterable[Round],
    *,
    on: date,
    at: datetime,
    by: Principal | Actor,
) -> Round:
    """A round an office plans; open at once where its first day has come. Raises DaysReversed, RoundOver, RoundsOverlap."""
    _require_days(command, others, on)
    return Round(
        id=id,
        **dict(command),
        key=key(command.office, command.proposals_by),
        tier=tier,
        year=command.proposals_by.year,
        state=State.OPEN if command.opens_on <= on else State.PLANNED,
        opened_at=at,
        opened_by=Actor.of(by),
    )


def _require_days(plan: RoundPlan, others: Iterable[Round], on: date) -> None:
    if not plan.opens_on <= plan.proposals_by <= plan.ends_by:
        raise refusals.DaysReversed(pointer="/proposals_by" if plan.opens_on > plan.proposals_by else "/ends_by")
    if plan.ends_by < on:
        raise refusals.RoundOver(pointer="/ends_by", day=_said(plan.ends_by))
    for one in others:
        if one.opens_on <= plan.proposals_by and plan.opens_on <= one.proposals_by:
            raise refusals.RoundsOverlap(
                pointer="/opens_on", name=one.name, first=_said(one.opens_on), last=_said(one.proposals_by)
            )


def changed(
    round: Round,
    command: ChangePlanCommand,
    others: Iterable[Round],
    cases: Sequence[Case],
    *,
    on: date,
    at: datetime,
    by: Principal | Actor,
) -> Round:
    """
    The planned round with another name and other days, which still takes the cases it holds. Raises StepRefused, DaysReversed,
    RoundOver, RoundsOverlap, CasesComeLater.
    """
    round.moved(Verb.CHANGE)
    _require_days(command, others, on)
    if later := [case.opened_on for case in cases if case.opened_on > command.proposals_by]:
        raise refusals.CasesComeLater(
            pointer="/proposals_by", count=len(later), day=_said(command.proposals_by), latest=_said(max(later))
        )
    said = {"key": key(round.office, command.proposals_by), "year": command.proposals_by.year}
    return _stepped(round, Verb.CHANGE, at, by, **dict(command), **said)


def discarded(round: Round, reason: str, *, at: datetime, by: Principal | Actor) -> Round:
    """The planned round that will not be; another may be planned to its last day for proposals. Raises StepRefused."""
    return _stepped(round, Verb.DISCARD, at, by, note=reason, key=f"{round.key}|{round.id}")


def opened(round: Round, *, at: datetime) -> Round:
    """The planned round whose first day has come."""
    return round.stepped(Verb.OPEN, at=at, by=SYSTEM)


def taking(rounds: Sequence[Round], on: date) -> Round | None:
    """Of an office's rounds that are not closed, the one that takes what comes on a day: the first whose last day has not passed."""
    return min((one for one in rounds if on <= one.proposals_by), key=lambda one: one.proposals_by, default=None)


def after(rounds: Iterable[Round], round: Round) -> Round | None:
    """The round that follows one."""
    later = [one for one in rounds if one.proposals_by > round.proposals_by and one.state in LIVE]
    return min(later, key=lambda one: one.proposals_by, default=None)


def came_late(rounds: Iterable[Round], on: date) -> bool:
    """Whether what comes on a day comes after the last day for proposals of a round that is under way."""
    return any(one.state is State.OPEN and one.proposals_by < on <= one.ends_by for one in rounds)


def placed(
    round: Round, on: date, *, late: bool = False, was: Placed | None = None, reason: str | None = None
) -> Placed:
    """A case's place in a round. `was`: where it was, of one that is carried over."""
    return Placed(
        round_id=round.id,
        round=round.name,
        on=on,
        proposals_by=round.proposals_by,
        ends_by=round.ends_by,
        late=late,
        was_round_id=was.round_id if was else None,
        reason=reason,
    )


def replaced(place: Placed, round: Round) -> Placed:
    """A case's place in its round, whose name or days changed."""
    made = placed(round, place.on, late=place.late)
    return made.model_copy(update={"was_round_id": place.was_round_id, "reason": place.reason})


def waits_in(case: Case, round: Round) -> bool:
    """Whether a case waits for its result in a round."""
    return case.placed is not None and case.placed.round_id == round.id and case.state in WAITING


def carried_over(
    round: Round, cases: Sequence[Case], to: Round, reason: str, *, at: datetime, by: Principal | Actor
) -> Round:
    """The round with the cases it leaves to another. Raises StepRefused, NotInThisRound."""
    for case in cases:
        if not waits_in(case, round):
            raise refusals.NotInThisRound(pointer="/cases", number=case.dossier.number)
    left = tuple(Carried(case_id=case.id, reason=reason, to_round_id=to.id) for case in cases)
    gone = {one.case_id for one in left}
    kept = tuple(one for one in round.carried if one.case_id not in gone)
    return _stepped(round, Verb.CARRY_OVER, at, by, note=f"{len(left)}: {reason}", carried=(*kept, *left))


def closed(round: Round, by_state: Mapping[CaseState, int], *, on: date, at: datetime, by: Principal | Actor) -> Round:
    """The round that is over, with counts. Raises StepRefused, RoundTakesProposals, CasesNotDecided."""
    round.moved(Verb.CLOSE)
    if on <= round.proposals_by:
        raise refusals.RoundTakesProposals(day=_said(round.proposals_by))
    if left := sum(count for state, count in by_state.items() if state in WAITING):
        raise refusals.CasesNotDecided(count=left)
    counts = {state.value: count for state, count in sorted(by_state.items()) if count}
    if round.carried:
        counts["carried-over"] = len(round.carried)
    return _stepped(round, Verb.CLOSE, at, by, closed_on=on, counts=counts)


def _stepped(round: Round, verb: Verb, at: datetime, by: Principal | Actor, **more: Any) -> Round:
    """A step that its office takes."""
    return round.stepped(verb, at=at, by=by, office=round.office, **more)


def is_endangered(round: Round, *, waiting: int, done: int, on: date) -> bool:
    """Whether a round will not be done by its last day at the pace it has had since it opened."""
    if not waiting:
        return False
    gone, left = max(1, (on - round.opens_on).days), (round.ends_by - on).days
    return left <= 0 or done * left < waiting * gone


def is_to_be_looked_at(round: Round, before: Iterable[int], on: date) -> bool:
    """Whether a day has come on which it is looked at whether the round will be done, since it last was."""
    since = round.looked_on or date.min
    return any(since < round.ends_by - timedelta(days=days) <= on for days in before)


def next_day(round: Round, before: Iterable[int], on: date) -> date | None:
    """The next day after one on which something is due of a round: its first, that after its last for proposals, the looks."""
    days = [round.opens_on, round.proposals_by + _DAY, *(round.ends_by - timedelta(days=days) for days in before)]
    return min((day for day in days if day > on), default=None)


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
