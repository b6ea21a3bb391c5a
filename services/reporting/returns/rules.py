"""What must hold of a return, and what becomes of it. Pure: time, ids and places are arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.refusal import Refusal, Several
from law.forms import Form
from law.periods import Period
from programme.roles import OFFICERS
from services.reporting.returns import refusals
from services.reporting.returns.commands import (
    CorrectReturnCommand,
    FillReturnCommand,
    PaperReturnCommand,
    ReturnSentBackCommand,
)
from services.reporting.returns.lifecycle import OPEN, State, Verb
from services.reporting.returns.office_return import (
    Adjustment,
    CellValue,
    Earlier,
    OfficeReturn,
    Scan,
    Written,
)

_DAY = timedelta(days=1)


def opened(
    id: str,
    form: Form,
    hashes: tuple[str, str],
    office: str,
    origin: str,
    period: Period,
    *,
    to_office: str,
    due_on: date,
    on: date,
    at: datetime,
) -> OfficeReturn:
    """
    A return that an office owes. What is learned after its period closed is none of its figures; of one that is asked for later,
    what is learned after that. `hashes`: of the editions of the form and of the figures.
    """
    return OfficeReturn(
        id=id,
        form=form.id,
        form_hash=hashes[0],
        figures_hash=hashes[1],
        level=form.owed.level,
        office=office,
        origin=origin,
        to_office=to_office,
        period=period.code,
        kind=period.kind,
        since=period.since,
        until=period.until,
        due_on=due_on,
        known_by=max(period.closing, at),
        opened_on=on,
    )


def fills(one: OfficeReturn, by: Principal) -> bool:
    """Whether a person writes in it: an officer of its office; of the one above, where it came on paper."""
    return (one.to_office if one.on_paper else one.office) in by.offices(*OFFICERS)


def decides(one: OfficeReturn, by: Principal) -> bool:
    """Whether a person works for the office it goes to."""
    return one.to_office in by.offices(*OFFICERS)


def had_a_hand(one: OfficeReturn, by: Principal) -> bool:
    """Whether a person handed it in, which nobody approves who did; a paper return is entered by the office above itself."""
    return any(step.by.id == by.id for step in one.steps if step.verb == Verb.SUBMIT.value)


def may_read_cells(one: OfficeReturn, by: Principal) -> bool:
    """Whether a person reads what is written in it: its office always, those above once it was handed in."""
    return fills(one, by) or one.office in by.offices(*OFFICERS) or one.state not in (State.DUE, State.FILLING)


def filled(one: OfficeReturn, form: Form, command: FillReturnCommand, *, at: datetime, by: Principal) -> OfficeReturn:
    """With what the office wrote, the whole of it. Raises StepRefused, CellUnknown."""
    if wrong := list(_misplaced(form, command)):
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    codes = [cell.code for cell in form.cells]
    written = {
        code: Written(
            value=command.values.get(code),
            words=command.words.get(code) or None,
            why=command.reasons.get(code) or None,
        )
        for code in codes
        if code in command.values or command.words.get(code) or command.reasons.get(code)
    }
    if one.state is State.DUE:
        return one.stepped(Verb.FILL, at=at, by=by, office=_whose(one), written=written)
    return one.moved(Verb.FILL, written=written)


def _misplaced(form: Form, command: FillReturnCommand) -> Iterator[Refusal]:
    for name, codes in (("values", command.values), ("words", command.words), ("reasons", command.reasons)):
        for code in codes:
            cell = form.cell(code)
            if cell is None or (name != "reasons" and (name == "words") != (cell.typed == "words")):
                yield refusals.CellUnknown(pointer=f"/{name}/{code}", code=code)
            elif name == "values" and cell.formula is not None:
                yield refusals.ComputedCell(pointer=f"/values/{code}", cell=cell.label.pair)


def taken_on_paper(
    one: OfficeReturn,
    command: PaperReturnCommand,
    scan: Scan,
    *,
    whose: tuple[str, str],
    on: date,
    at: datetime,
    by: Principal,
) -> OfficeReturn:
    """Entered by the office above, for one that does not fill it in itself. Raises StepRefused, FilledByItsOffice, ReceivedToCome."""
    if one.state is State.FILLING and not one.on_paper:
        raise refusals.FilledByItsOffice(whose=whose)
    if command.received_on > on:
        raise refusals.ReceivedToCome(pointer="/received_on", on=command.received_on)
    return one.stepped(
        Verb.TAKE_PAPER,
        at=at,
        by=by,
        office=one.to_office,
        note=scan.sha256,
        on_paper=True,
        scan=scan,
        came_on=command.received_on,
    )


def submitted(
    one: OfficeReturn,
    cells: Sequence[CellValue],
    wrong: Sequence[Refusal],
    *,
    adjustments: Sequence[Adjustment] = (),
    included: Sequence[str] = (),
    lacking: Sequence[str] = (),
    on: date,
    at: datetime,
    by: Principal | Actor,
) -> OfficeReturn:
    """
    Handed in, its figures fixed. What came on paper was handed in on the day it came. Raises StepRefused, PeriodNotOver, and what
    is wrong with its cells, all at once.
    """
    one.moved(Verb.SUBMIT)
    if on <= one.until:
        raise refusals.PeriodNotOver(until=one.until)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    came = one.came_on if one.on_paper and one.came_on else on
    return one.stepped(
        Verb.SUBMIT,
        at=at,
        by=by,
        office=_whose(one),
        cells=tuple(cells),
        adjustments=tuple(adjustments),
        included=tuple(sorted(included)),
        lacking=tuple(sorted(lacking)),
        submitted_on=came,
        submitted_at=at,
        on_time=came <= one.due_on if one.on_time is None else one.on_time,
        sent_back_for=None,
        cell_reasons={},
    )


def sent_back(
    one: OfficeReturn, form: Form, command: ReturnSentBackCommand, *, at: datetime, by: Principal
) -> OfficeReturn:
    """Sent back with reasons. Raises StepRefused, OwnReturn, CellUnknown."""
    one.moved(Verb.SEND_BACK)
    _require_another(one, by)
    for code in command.cells:
        if form.cell(code) is None:
            raise refusals.CellUnknown(pointer=f"/cells/{code}", code=code)
    reasons = {code: why for code, why in command.cells.items() if why}
    return one.stepped(
        Verb.SEND_BACK,
        at=at,
        by=by,
        office=one.to_office,
        note=command.reason,
        sent_back_for=command.reason,
        cell_reasons=reasons,
    )


def approved(one: OfficeReturn, *, on: date, at: datetime, by: Principal) -> OfficeReturn:
    """Accepted by the office above. Raises StepRefused, OwnReturn."""
    one.moved(Verb.APPROVE)
    _require_another(one, by)
    return one.stepped(Verb.APPROVE, at=at, by=by, office=one.to_office, approved_on=on)


def locked(one: OfficeReturn, by_office: str, *, on: date, at: datetime) -> OfficeReturn:
    """Fixed, for what contains it was approved. Raises StepRefused."""
    return one.stepped(Verb.LOCK, at=at, by=SYSTEM, office=by_office, locked_on=on, locked_by=by_office)


def corrected(
    one: OfficeReturn, form: Form, command: CorrectReturnCommand, *, on: date, at: datetime, by: Principal
) -> OfficeReturn:
    """
    Another edition, the one before beside it; cells made of others follow. Raises StepRefused, CellUnknown, ComputedCell,
    NothingCorrected.
    """
    one.moved(Verb.CORRECT)
    for code in command.values:
        cell = form.cell(code)
        if cell is None or cell.typed == "words":
            raise refusals.CellUnknown(pointer=f"/values/{code}", code=code)
        if cell.formula is not None:
            raise refusals.ComputedCell(pointer=f"/values/{code}", cell=cell.label.pair)
    cells = _with_values(form, one.cells, command.values, command.reason)
    if [cell.value for cell in cells] == [cell.value for cell in one.cells]:
        raise refusals.NothingCorrected(pointer="/values")
    before = Earlier(edition=one.edition, cells=one.cells, replaced_on=on, why=command.reason)
    return one.stepped(
        Verb.CORRECT,
        at=at,
        by=by,
        office=one.to_office,
        note=command.reason,
        cells=cells,
        edition=one.edition + 1,
        earlier=(*one.earlier, before),
    )


def _with_values(form: Form, cells: Sequence[CellValue], values: Mapping[str, int], why: str) -> tuple[CellValue, ...]:
    after = {
        cell.code: cell.model_copy(update={"value": values[cell.code], "why": why}) if cell.code in values else cell
        for cell in cells
    }
    for cell in form.cells:
        if cell.formula is not None:
            plus = sum(after[code].value or 0 for code in cell.formula.plus)
            minus = sum(after[code].value or 0 for code in cell.formula.minus)
            after[cell.code] = after[cell.code].model_copy(update={"value": plus - minus})
    return tuple(after[cell.code] for cell in cells)


def is_overdue(one: OfficeReturn, on: date) -> bool:
    """Whether its day passed without it being handed in."""
    return one.state in OPEN and one.submitted_on is None and on > one.due_on


def next_day(one: OfficeReturn, remind_before: Sequence[int], on: date) -> date | None:
    """The next day after one on which its office is reminded, or it is overdue; None once it was handed in or is overdue."""
    if one.submitted_on is not None:
        return None
    days = [*(one.due_on - timedelta(days=before) for before in remind_before), one.due_on + _DAY]
    return min((day for day in days if day > on), default=None)


def _require_another(one: OfficeReturn, by: Principal) -> None:
    if had_a_hand(one, by) and not one.on_paper:
        raise refusals.OwnReturn()


def _whose(one: OfficeReturn) -> str:
    return one.to_office if one.on_paper else one.office


def changed(before: OfficeReturn, after: OfficeReturn) -> dict[str, tuple[int, int]]:
    """The cells of which a correction made something else: what they were and are."""
    was: dict[str, Any] = {cell.code: cell.value for cell in before.cells}
    return {
        cell.code: (was.get(cell.code) or 0, cell.value or 0)
        for cell in after.cells
        if cell.words is None and cell.value != was.get(cell.code)
    }
