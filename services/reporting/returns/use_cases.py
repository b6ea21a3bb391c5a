"""What is done with returns: owed, filled in, handed in, approved, sent back, locked, corrected; each one transaction."""

from __future__ import annotations

from datetime import datetime, time

from kit.clock import LOCAL
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Due, Unit
from law.forms import Form, form, form_with
from law.levels import level
from law.lists import edition
from law.periods import Period, period_of, reporting_periods
from law.places import gazetteer, office_above
from programme import borders, names
from programme.roles import OFFICERS
from services.reporting.returns import announcements, refusals, rules, store
from services.reporting.returns.commands import (
    AskReturnCommand,
    CorrectReturnCommand,
    FillReturnCommand,
    PaperReturnCommand,
    ReturnSentBackCommand,
)
from services.reporting.returns.lifecycle import State, Verb
from services.reporting.returns.office_return import OfficeReturn, Scan
from services.reporting.returns.prefilling import prefill, wrong_with

RETURN_DAY = "return-day"
"""A return's next day: its office is reminded, or it is overdue."""
LOCKING = "returns-locking"
"""The returns that an approved one contains are locked, some at a time."""
AT_ONCE = 100


async def owe(unit: Unit, said: Form, hash: str, office: str, period: Period, *, asked: bool = False) -> OfficeReturn:
    """A return that an office owes from now on. `asked`: for a period that may be long over, due some days from today."""
    due = reporting_periods().due_after(unit.today, office) if asked and period.due < unit.today else period.due
    to_office = office_above(office, period.until) or office
    made = rules.opened(
        unit.new_id(),
        said,
        (hash, edition("figures").hash),
        office,
        borders.origin_of(office, period.until),
        period,
        to_office=to_office,
        due_on=due,
        on=unit.today,
        at=unit.now,
    )
    kept = await store.returns.add(unit, made)
    announcements.due(unit, kept)
    await_next_day(unit, kept, said)
    return kept


async def ask_for_return(unit: Unit, command: AskReturnCommand, *, by: Principal) -> OfficeReturn:
    """
    Has an office owe a return: an officer of an office above it, or of itself. Raises Forbidden, NoSuchPeriod, NoSuchList,
    WrongLevel, ReturnTaken, and of an office that was not there at the end of the period what `Gazetteer.at` raises.
    """
    if not by.covers(command.office, *OFFICERS) or not unit.serves(command.office):
        raise Forbidden()
    period = period_of(command.period, office=command.office)
    said, hash = form(command.form, period.until)
    known, place = level(said.owed.level), gazetteer().at(command.office, period.until)
    if known is None or place.level != known.place:
        raise refusals.WrongLevel(pointer="/office", form=said.title.pair)
    if await store.of_office(unit, command.form, command.office, command.period):
        raise refusals.ReturnTaken(
            pointer="/period", whose=names.both(names.office, command.office, period.until), period=period.label.pair
        )
    return await owe(unit, said, hash, command.office, period, asked=True)


async def fill_return(
    unit: Unit, return_id: str, command: FillReturnCommand, *, by: Principal, expected: int
) -> OfficeReturn:
    """Keeps what the office writes in its return. Raises NotFound, Forbidden, Stale, StepRefused, CellUnknown, ComputedCell."""
    one = await to_fill(unit, return_id, by, expected)
    said = form_with(one.form, one.form_hash)
    return await store.returns.keep(unit, rules.filled(one, said, command, at=unit.now, by=by))


async def take_on_paper(
    unit: Unit, return_id: str, command: PaperReturnCommand, scan: Scan, *, by: Principal, expected: int
) -> OfficeReturn:
    """
    Takes a return that came on paper: the office above enters it from here on, beside its scan. Raises NotFound, Forbidden, Stale,
    StepRefused, FilledByItsOffice, ReceivedToCome.
    """
    one = await to_decide(unit, return_id, by, expected)
    whose = names.both(names.office, one.office, one.until)
    return await store.returns.keep(
        unit, rules.taken_on_paper(one, command, scan, whose=whose, on=unit.today, at=unit.now, by=by)
    )


async def submit_return(unit: Unit, return_id: str, *, by: Principal, expected: int) -> OfficeReturn:
    """
    Hands a return in as it stands now, its figures fixed. Raises NotFound, Forbidden, Stale, StepRefused, PeriodNotOver, and
    everything that is wrong with its cells.
    """
    one = await to_fill(unit, return_id, by, expected)
    one.moved(Verb.SUBMIT)
    found = await prefill(unit, one)
    after = rules.submitted(
        one,
        found.cells,
        await wrong_with(unit, one, found),
        adjustments=found.adjustments,
        included=[below.id for below in found.included.values()],
        lacking=found.lacking,
        on=unit.today,
        at=unit.now,
        by=by,
    )
    for below in found.included.values():
        await store.returns.touch(unit, below)
    kept = await store.returns.keep(unit, after)
    unit.settle(RETURN_DAY, kept.id)
    announcements.submitted(unit, kept)
    return kept


async def send_return_back(
    unit: Unit, return_id: str, command: ReturnSentBackCommand, *, by: Principal, expected: int
) -> OfficeReturn:
    """The office above sends a return back. Raises NotFound, Forbidden, Stale, StepRefused, OwnReturn, CellUnknown."""
    one = await to_decide(unit, return_id, by, expected)
    after = rules.sent_back(one, form_with(one.form, one.form_hash), command, at=unit.now, by=by)
    kept = await store.returns.keep(unit, after)
    announcements.sent_back(unit, kept)
    return kept


async def approve_return(unit: Unit, return_id: str, *, by: Principal, expected: int) -> OfficeReturn:
    """
    The office above accepts a return; those it contains are locked. Raises NotFound, Forbidden, Stale, StepRefused, OwnReturn.
    """
    one = await to_decide(unit, return_id, by, expected)
    kept = await store.returns.keep(unit, rules.approved(one, on=unit.today, at=unit.now, by=by))
    announcements.approved(unit, kept)
    if kept.included:
        unit.defer(Due(what=LOCKING, subject=kept.id, due_at=unit.now, place=kept.office))
    return kept


async def correct_return(
    unit: Unit, return_id: str, command: CorrectReturnCommand, *, by: Principal, expected: int
) -> OfficeReturn:
    """
    The office above puts figures of a locked return right, in an edition beside the old. Raises NotFound, Forbidden, Stale,
    StepRefused, OwnReturn, CellUnknown, ComputedCell, NothingCorrected.
    """
    one = await to_decide(unit, return_id, by, expected)
    said = form_with(one.form, one.form_hash)
    kept = await store.returns.keep(unit, rules.corrected(one, said, command, on=unit.today, at=unit.now, by=by))
    announcements.corrected(unit, one, kept, command.reason)
    return kept


async def lock_what_it_contains(unit: Unit, due: Due) -> None:
    """Locks the returns that an approved one adds up, some at a time; and sees to the rest at once."""
    above = await store.returns.find(unit, due.subject)
    if above is None or above.state not in (State.APPROVED, State.LOCKED):
        return
    found = await store.to_lock(unit, above.included, AT_ONCE)
    for one in found:
        kept = await store.returns.keep(unit, rules.locked(one, above.to_office, on=unit.today, at=unit.now))
        announcements.locked(unit, kept)
        if kept.included:
            unit.defer(Due(what=LOCKING, subject=kept.id, due_at=unit.now, place=kept.office))
    if len(found) == AT_ONCE:
        unit.defer(due.model_copy(update={"due_at": unit.now}))


async def meet_a_day(unit: Unit, due: Due) -> None:
    """What a return's day brings: its office is reminded, or it is overdue."""
    one = await store.returns.find(unit, due.subject)
    if one is None or one.submitted_on is not None or not unit.serves(one.office):
        return
    await store.returns.touch(unit, one)  # its version stays: what somebody has open is not out of date for a reminder
    if rules.is_overdue(one, unit.today):
        announcements.overdue(unit, one)
    else:
        announcements.due(unit, one, reminder=True)
    await_next_day(unit, one, form_with(one.form, one.form_hash))


async def to_fill(unit: Unit, return_id: str, by: Principal, expected: int | None = None) -> OfficeReturn:
    """A return for who writes in it. Raises NotFound, Forbidden, Stale."""
    one = await store.seen_by(unit, return_id, by, expected)
    if not rules.fills(one, by):
        raise Forbidden()
    return one


async def to_decide(unit: Unit, return_id: str, by: Principal, expected: int | None = None) -> OfficeReturn:
    """A return for the office it goes to. Raises NotFound, Forbidden, Stale."""
    one = await store.seen_by(unit, return_id, by, expected)
    if not rules.decides(one, by):
        raise Forbidden()
    return one


def await_next_day(unit: Unit, one: OfficeReturn, said: Form) -> None:
    """Sets the deadline of its next day, where one comes."""
    day = rules.next_day(one, said.remind_before, unit.today)
    if day is not None:
        at = datetime.combine(day, time.min, LOCAL)
        unit.defer(Due(what=RETURN_DAY, subject=one.id, due_at=at, place=one.office))
