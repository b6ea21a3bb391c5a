"""What is done with rounds: opened by the act or planned, cases placed and carried over, looked at, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from kit.command import Reason
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Due, Unit
from law.calendar import RoundDates, next_round, rounds_of
from law.levels import level
from law.rounds import round_rules
from law.rulebooks import Rulebook, shelf
from programme.roles import OFFICERS
from services.evaluation.cases import access, legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case, Placed
from services.evaluation.rounds import announcements, refusals, rules, store
from services.evaluation.rounds.commands import MOST_CARRIED, CarryOverCommand, ChangePlanCommand, PlanRoundCommand
from services.evaluation.rounds.lifecycle import State, Verb
from services.evaluation.rounds.round import Round

ROUND_DAY = "round-day"
"""The deadline of a round's next day: it opens, its last day for proposals is over, it is looked at."""


async def place_of(unit: Unit, case: Case) -> Placed | None:
    """
    The place in a round of a case that has come: in the session its act sets, opened when its first case comes, or in what its
    office planned. None of a case that is screened, that has a period of its own under an act with sessions, or where none is planned.
    """
    if case.screens:
        return None
    rulebook = legal.rulebook_of(case.dossier)
    live = await store.live_of(unit, case.office)
    if rounds_of(rulebook, case.tier, case.opened_on.year):
        dates = legal.round_of(case)
        round = await _of_the_act(unit, case.office, dates, rulebook) if dates else None
    else:
        round = rules.taking([one for one in live if one.by_rule is None], case.opened_on)
    if round is None:
        return None
    if round.state is State.PLANNED:
        await store.rounds.touch(unit, round)  # it may be changed or discarded at this moment
    others = [one for one in live if one.id != round.id]
    return rules.placed(round, unit.today, late=rules.came_late(others, case.opened_on))


def say_where(unit: Unit, case: Case) -> None:
    """Announces the round of a case that has come, where it is in one."""
    if case.placed is not None:
        announcements.placed(unit, case)


async def place_again(unit: Unit, case_id: str) -> None:
    """Has a case that came back be in a round that is not over."""
    case = await case_store.cases.get(unit, case_id)
    round = await store.rounds.find(unit, case.placed.round_id) if case.placed else None
    if round is not None and round.state in rules.LIVE:
        return
    at_return = case.model_copy(update={"opened_on": unit.today})
    if (place := await place_of(unit, at_return)) is not None:
        was = case.placed.round_id if case.placed else None
        await _keep_placed(unit, case, place.model_copy(update={"was_round_id": was}))


async def place_case(unit: Unit, case_id: str) -> None:
    """Places a pending case that is in no round yet, if there is one for it."""
    case = await case_store.cases.get(unit, case_id)
    if case.placed is None and unit.serves(case.office) and (place := await place_of(unit, case)) is not None:
        await _keep_placed(unit, case, place)


async def plan_round(unit: Unit, command: PlanRoundCommand, *, by: Principal) -> Round:
    """
    Plans a round of an office whose act sets none, and places in it what waits for one. Raises NotARoundOffice, OfficeNotServed,
    OfficeEnded, RoundsByTheAct, and what `rules.planned` raises.
    """
    tier = planning_tier(by, command.office)
    if tier is None:
        raise refusals.NotARoundOffice(pointer="/office")
    if not unit.serves(command.office):
        raise refusals.OfficeNotServed(pointer="/office")
    legal.require_office(command.office, unit.today)
    rulebook = shelf().in_force(unit.today)
    if set_ := rounds_of(rulebook, tier, unit.today.year):
        days = ", ".join(f"{one.submit_by:%d/%m}" for one in set_)
        raise refusals.RoundsByTheAct(pointer="/office", act=rulebook.title.pair, days=days)
    live = await store.live_of(unit, command.office)
    round = rules.planned(unit.new_id(), command, tier, live, on=unit.today, at=unit.now, by=by)
    kept = await store.rounds.add(unit, round)
    if kept.state is State.OPEN:
        announcements.opened(unit, kept)
    _await_next_day(unit, kept)
    for case in await store.without_a_round(unit, kept.office, kept.proposals_by):
        late = rules.came_late(live, case.opened_on)
        await _keep_placed(unit, case, rules.placed(kept, unit.today, late=late))
    return kept


async def change_plan(unit: Unit, round_id: str, command: ChangePlanCommand, *, by: Principal, expected: int) -> Round:
    """
    Changes the name and the days of a planned round; the communes of cases in it are told the new days. A round whose first day
    has come opens. Raises NotFound, Stale, Forbidden, OwnCaseInRound, TooManyInRound, and what `rules.changed` raises.
    """
    round, cases = await _to_replan(unit, round_id, by, expected)
    others = [one for one in await store.live_of(unit, round.office) if one.id != round.id]
    after = rules.changed(round, command, others, cases, on=unit.today, at=unit.now, by=by)
    is_due = after.opens_on <= unit.today
    kept = await store.rounds.keep(unit, rules.opened(after, at=unit.now) if is_due else after)
    if is_due:
        announcements.opened(unit, kept)
    unit.settle(ROUND_DAY, kept.id)
    _await_next_day(unit, kept)
    for case in cases:
        if case.placed is not None:
            await _keep_placed(unit, case, rules.replaced(case.placed, kept))
    for case in await store.without_a_round(unit, kept.office, kept.proposals_by):
        await _keep_placed(unit, case, rules.placed(kept, unit.today, late=rules.came_late(others, case.opened_on)))
    return kept


async def discard_round(unit: Unit, round_id: str, command: Reason, *, by: Principal, expected: int) -> Round:
    """
    Discards a planned round; the cases in it go to the next one, with the reason. Raises NotFound, Stale, Forbidden,
    OwnCaseInRound, TooManyInRound, StepRefused, NowhereToGo.
    """
    round, cases = await _to_replan(unit, round_id, by, expected)
    kept = await store.rounds.keep(unit, rules.discarded(round, command.reason, at=unit.now, by=by))
    unit.settle(ROUND_DAY, kept.id)
    to = rules.after(await store.live_of(unit, round.office), round) if cases else None
    if cases and to is None:
        raise refusals.NowhereToGo(count=len(cases))
    if to is not None:
        await store.rounds.touch(unit, to)
        for case in cases:
            await _keep_placed(unit, case, rules.placed(to, unit.today, was=case.placed, reason=command.reason))
    return kept


async def _to_replan(unit: Unit, round_id: str, by: Principal, expected: int) -> tuple[Round, list[Case]]:
    round = await to_run(unit, round_id, by, expected)
    if await store.own_cases(unit, round, by):
        raise refusals.OwnCaseInRound()
    cases = await store.held_by(unit, round)
    if len(cases) > MOST_CARRIED:
        raise refusals.TooManyInRound(most=MOST_CARRIED)
    return round, cases


async def carry_over(unit: Unit, round_id: str, command: CarryOverCommand, *, by: Principal, expected: int) -> Round:
    """
    Carries cases over to the next round, with the reason they share; their communes are told. Raises NotFound, Stale, Forbidden,
    StepRefused, NotInThisRound, InConflict, NoNextRound.
    """
    round = await to_run(unit, round_id, by, expected)
    chosen = list(dict.fromkeys(command.cases))
    found = [await case_store.seen_inside(unit, id, by) for id in chosen]
    for case in found:
        access.require_no_conflict(case, by)
    round.moved(Verb.CARRY_OVER)
    to = await _next(unit, round)
    kept = await store.rounds.keep(unit, rules.carried_over(round, found, to, command.reason, at=unit.now, by=by))
    for one in found:
        case = await case_store.cases.get(unit, one.id)
        await _keep_placed(unit, case, rules.placed(to, unit.today, was=case.placed, reason=command.reason))
    return kept


async def close_round(unit: Unit, round_id: str, *, by: Principal, expected: int) -> Round:
    """
    Closes a round of which every case is decided or carried over. Raises NotFound, Stale, Forbidden, OwnCaseInRound, and what
    `rules.closed` raises.
    """
    round = await to_run(unit, round_id, by, expected)
    if await store.own_cases(unit, round, by):
        raise refusals.OwnCaseInRound()
    by_state = await store.by_state(unit, round)
    kept = await store.rounds.keep(unit, rules.closed(round, by_state, on=unit.today, at=unit.now, by=by))
    if kept.by_rule is None:
        unit.settle(ROUND_DAY, kept.id)
    announcements.closed(unit, kept)
    return kept


async def meet_a_day(unit: Unit, due: Due) -> None:
    """What a round's day brings: it opens, the act's next one follows, or it is looked at whether it will be done."""
    round = await store.rounds.find(unit, due.subject)
    if round is None or not unit.serves(round.office):
        return
    before = round_rules().look_before
    if round.state is State.PLANNED and round.opens_on <= unit.today:
        round = await store.rounds.keep(unit, rules.opened(round, at=unit.now))
        announcements.opened(unit, round)
    if round.by_rule is not None and round.proposals_by < unit.today:
        await _follow_up(unit, round)
    if round.state is State.OPEN and rules.is_to_be_looked_at(round, before, unit.today):
        round = await _look(unit, round)
    _await_next_day(unit, round)


async def _look(unit: Unit, round: Round) -> Round:
    by_state = await store.by_state(unit, round)
    waiting = sum(count for state, count in by_state.items() if state in rules.WAITING)
    done = sum(by_state.values()) - waiting
    is_endangered = rules.is_endangered(round, waiting=waiting, done=done, on=unit.today)
    seen = {"looked_on": unit.today, "endangered_on": unit.today if is_endangered else None}
    kept = await store.rounds.keep(unit, round.model_copy(update=seen))
    if is_endangered:
        announcements.endangered(unit, kept, by_state)
    return kept


async def to_run(unit: Unit, round_id: str, by: Principal, expected: int | None = None) -> Round:
    """A round for an act of its office. Raises NotFound, Stale, Forbidden."""
    round = await store.seen_by(unit, round_id, by)
    if not runs(round, by):
        raise Forbidden()
    return await store.rounds.get(unit, round_id, expected)


def runs(round: Round, by: Principal) -> bool:
    """Whether a person acts for the round's office."""
    return any(by.holds(role, round.office) for role in OFFICERS)


def planning_tier(by: Principal, office: str) -> str | None:
    """As an officer of which level a person plans rounds of an office; None: they do not."""
    levels = [known for one in round_rules().levels if (known := level(one))]
    return next((known.id for known in levels if by.holds(known.role, office)), None)


def planning_offices(by: Principal, on: date) -> list[str]:
    """The offices for which a person may plan rounds: of levels for which the act in force sets none."""
    rulebook = shelf().in_force(on)
    found = []
    for office in by.offices(*OFFICERS):
        tier = planning_tier(by, office)
        if tier is not None and legal.is_there(office, on) and not rounds_of(rulebook, tier, on.year):
            found.append(office)
    return list(dict.fromkeys(found))


async def next_of(unit: Unit, round: Round) -> tuple[str, date] | None:
    """The round to which one leaves what it does not decide: its name and last day; None where there is none yet."""
    to = rules.after(await store.live_of(unit, round.office), round)
    if to is not None:
        return to.name, to.ends_by
    dates = _dates_after(unit, round)
    return (f"{dates.submit_by:%d/%m/%Y}", dates.done_by) if dates else None


async def _next(unit: Unit, round: Round) -> Round:
    """The round that follows one, opened if the act sets it. Raises NoNextRound."""
    known = rules.after(await store.live_of(unit, round.office), round)
    to = known or await _follow_up(unit, round)
    if to is None:
        raise refusals.NoNextRound()
    await store.rounds.touch(unit, to)
    return to


async def _follow_up(unit: Unit, round: Round) -> Round | None:
    dates = _dates_after(unit, round)
    return await _of_the_act(unit, round.office, dates, shelf().in_force(unit.today)) if dates else None


def _dates_after(unit: Unit, round: Round) -> RoundDates | None:
    rulebook = shelf().in_force(unit.today)
    return next_round(rulebook, round.tier, round.proposals_by + timedelta(days=1))


async def _of_the_act(unit: Unit, office: str, dates: RoundDates, rulebook: Rulebook) -> Round:
    """The act's round of an office, opened if it is not there yet."""
    known = await store.of_key(unit, rules.key(office, dates.submit_by))
    if known is not None:
        return known
    round = await store.rounds.add(unit, rules.by_the_act(unit.new_id(), office, dates, rulebook, at=unit.now))
    announcements.opened(unit, round)
    _await_next_day(unit, round)
    return round


async def _keep_placed(unit: Unit, case: Case, place: Placed) -> None:
    kept = await case_store.cases.keep(unit, case.model_copy(update={"placed": place}))
    announcements.placed(unit, kept)


def _await_next_day(unit: Unit, round: Round) -> None:
    days: Iterable[int] = round_rules().look_before if round.state is not State.CLOSED else ()
    if day := rules.next_day(round, days, unit.today):
        at = datetime.combine(day, time.min, LOCAL)
        unit.defer(Due(what=ROUND_DAY, subject=round.id, due_at=at, place=round.office))
