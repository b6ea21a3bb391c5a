"""What is shown of returns: JSON views and the view models of their pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from pydantic import Field

from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import Options, form
from law.forms import Cell, Section, forms_held, forms_in_force
from law.periods import NoSuchPeriod, period_of
from law.places import gazetteer
from programme import names
from programme.roles import OFFICERS
from services.reporting.figures import views as figure_views
from services.reporting.returns import rules
from services.reporting.returns.commands import AskReturnCommand, PaperReturnCommand
from services.reporting.returns.filling import figure_of
from services.reporting.returns.lifecycle import LIFECYCLE, OPEN, State
from services.reporting.returns.office_return import NONE, Adjustment, Asked, CellValue, Earlier, OfficeReturn, Written
from services.reporting.returns.prefilling import Prefilled

COLOURS = {
    State.DUE: "grey",
    State.FILLING: "blue",
    State.SUBMITTED: "yellow",
    State.SENT_BACK: "orange",
    State.APPROVED: "green",
    State.LOCKED: "turquoise",
}


class ReturnRow(Asked):
    """A return in a list."""

    id: str
    version: int
    state: State
    edition: int
    level: str
    to_office: str
    since: date
    until: date
    due_on: date
    submitted_on: date | None
    on_time: bool | None
    approved_on: date | None
    locked_on: date | None
    on_paper: bool
    overdue: bool


class CellView(CellValue):
    """A cell. `differs`: it is another than the platform counts, whatever the reason."""

    is_other: bool = Field(alias="differs", serialization_alias="differs")
    rows: str | None = Field(None, description="Address of the happenings it was counted from")


class ReturnView(ReturnRow):
    """
    A return with its cells: as they stand now while its office has it, as they were handed in since; none to readers above
    before that.
    """

    form_hash: str
    figures_hash: str
    known_by: datetime
    written: dict[str, Written]
    cells: list[CellView]
    adjustments: list[Adjustment]
    lacking: list[str] = Field(description="Offices below without an approved return")
    came_on: date | None
    scan_sha256: str | None
    sent_back_for: str | None
    cell_reasons: dict[str, str]
    earlier: list[Earlier]


def view_row(one: OfficeReturn, on: date) -> ReturnRow:
    """A return in a list."""
    return mapped(ReturnRow, one, overdue=rules.is_overdue(one, on))


def view(one: OfficeReturn, filled: Prefilled, by: Principal, on: date) -> ReturnView:
    """A return for one reader."""
    reads = rules.may_read_cells(one, by)
    cells = [
        CellView(**cell.model_dump(), differs=cell.differs, rows=_rows(one, filled, cell.code)) for cell in filled.cells
    ]
    return mapped(
        ReturnView,
        one,
        overdue=rules.is_overdue(one, on),
        written=one.written if reads else {},
        cells=cells if reads else [],
        adjustments=filled.adjustments,
        lacking=filled.lacking,
        scan_sha256=one.scan.sha256 if one.scan else None,
    )


def row(one: OfficeReturn, on: date) -> dict[str, Any]:
    """A return as a row of the page's list."""
    return {
        "id": one.id,
        "of_office": names.office(one.office, one.until),
        "title": form_title(one.form, one.until),
        "of_period": period_name(one.period),
        "due_on": one.due_on,
        "submitted_on": one.submitted_on,
        "overdue": (on - one.due_on).days if rules.is_overdue(one, on) else 0,
        "state": names.state(LIFECYCLE, one.state),
        "colour": COLOURS[one.state],
        "on_paper": one.on_paper,
        "edition": one.edition,
    }


def whole(one: OfficeReturn, filled: Prefilled, by: Principal, on: date) -> dict[str, Any]:
    """A return as a page, with what may be done about it."""
    open_, decides = one.state in OPEN, rules.decides(one, by)
    fills = rules.fills(one, by) and open_
    reads = rules.may_read_cells(one, by)
    return {
        "one": one,
        "line": row(one, on),
        "to_office": names.office(one.to_office, one.until),
        "closes": one.until,
        "closed": on > one.until,
        "unverified": filled.form.verified != "yes",
        "source": filled.form.source.say(current_language()),
        "fills": fills,
        "reads": reads,
        "may_submit": fills and on > one.until,
        "may_decide": decides and one.state is State.SUBMITTED and (one.on_paper or not rules.had_a_hand(one, by)),
        "may_correct": decides and one.state is State.LOCKED,
        "may_take_paper": decides and one.state is State.DUE and not rules.fills(one, by),
        "paper_asked": form(PaperReturnCommand),
        "sections": [_section(one, filled, section) for section in filled.form.sections] if reads or fills else [],
        "adjustments": [_adjustment(filled, said) for said in filled.adjustments],
        "lacking": [names.office(path, one.until) for path in filled.lacking],
        "consolidates": bool(filled.form.consolidates),
        "included": len(one.included) if not open_ else len(filled.included),
        "earlier": [
            {
                "edition": past.edition,
                "replaced_on": past.replaced_on,
                "why": past.why,
                "changes": _changes(one, filled, past),
            }
            for past in one.earlier
        ],
        "steps": [
            {
                "at": step.at,
                "verb": names.verb(LIFECYCLE, step.verb),
                "by": step.by.name,
                "office": names.office(step.office, on) if step.office else "–",
                "note": step.note or "–",
            }
            for step in reversed(one.steps)
        ],
    }


def _section(one: OfficeReturn, filled: Prefilled, section: Section) -> dict[str, Any]:
    values = {cell.code: cell for cell in filled.cells}
    return {
        "title": section.title.say(current_language()),
        "cells": [_cell(one, filled, cell, values.get(cell.code, CellValue(code=cell.code))) for cell in section.cells],
    }


def _cell(one: OfficeReturn, filled: Prefilled, cell: Cell, value: CellValue) -> dict[str, Any]:
    language = current_language()
    written = one.written.get(cell.code, Written())
    return {
        "code": cell.code,
        "label": cell.label.say(language),
        "unit": cell.unit.say(language) if cell.unit else "",
        "note": cell.note.say(language) if cell.note else None,
        "value": value.value,
        "words": value.words,
        "counted": value.counted,
        "below": value.below,
        "late": value.late,
        "differs": value.differs,
        "why": value.why,
        "said_wrong": one.cell_reasons.get(cell.code),
        "is_words": cell.typed == "words",
        "is_made": cell.formula is not None,
        "is_counted": value.counted is not None and cell.formula is None,
        "own": written.value,
        "own_words": written.words or "",
        "own_reason": written.why or "",
        "page": _page(one, filled, cell.code),
        "parts": [(_by(by), [(_part(by, name, one.until), count) for name, count in parts.items()]) for by, parts in value.parts.items() if parts],
    }  # fmt: skip


def _page(one: OfficeReturn, filled: Prefilled, code: str) -> str | None:
    """The page of the rows a cell was counted from."""
    cell = filled.form.cell(code)
    figure = figure_of(cell, filled.figures) if cell else None
    return figure_views.address(figure, one.office, one.since, one.until, one.known_by) if figure else None


def _rows(one: OfficeReturn, filled: Prefilled, code: str) -> str | None:
    page = _page(one, filled, code)
    return page.replace("?", "/rows?", 1) if page else None


def _by(by: str) -> str:
    return {
        "place": _("Theo địa bàn"),
        "star": _("Theo hạng sao"),
        "sector": _("Theo nhóm ngành"),
        "producer-kind": _("Theo loại chủ thể"),
        "kind": _("Theo loại"),
        "result": _("Theo kết quả"),
    }.get(by, by)


def _part(by: str, name: str, on: date) -> str:
    if name == NONE:
        return _("Chưa xác định")
    if by == "place":
        return names.place(name, on)
    if by == "star":
        return _("{count} sao", count=name)
    if by == "sector":
        return names.sector(name)
    return names.producer_kind(name) if by == "producer-kind" else names.credential_kind(name)


def _adjustment(filled: Prefilled, said: Adjustment) -> dict[str, Any]:
    cell = filled.form.cell(said.code)
    return {
        "of_period": period_name(said.of_period),
        "label": cell.label.say(current_language()) if cell else said.code,
        "was": said.was,
        "now": said.now,
        "how": _("sửa sau khi khóa") if said.corrected else _("ghi nhận sau khi chốt kỳ"),
    }


def _changes(one: OfficeReturn, filled: Prefilled, past: Earlier) -> list[tuple[str, int | None, int | None]]:
    now = {cell.code: cell.value for cell in one.cells}
    labels = {cell.code: cell.label.say(current_language()) for cell in filled.form.cells}
    return [
        (labels.get(cell.code, cell.code), cell.value, now.get(cell.code))
        for cell in past.cells
        if cell.value != now.get(cell.code)
    ]


def asking(by: Principal, on: date) -> dict[str, Any]:
    """The form by which an office is asked for a return."""
    choices: dict[str, Options] = {
        "form": [(said.id, said.title.say(current_language())) for said in forms_held()],
        "office": [(office, names.office(office, on)) for office in offices_below(by, on)],
    }
    return {"asked": form(AskReturnCommand, None, choices)}


def offices_below(by: Principal, on: date) -> list[str]:
    """The offices a person may ask: their own and those right below, as they are on a day or were before."""
    found: dict[str, None] = {}
    for own in by.offices(*OFFICERS):
        found[own] = None
        for day in (on, *reversed([first - timedelta(days=1) for first in gazetteer().first_days()])):
            found |= {unit.path: None for unit in gazetteer().children(own, day)}
    return list(found)


def form_title(id: str, on: date) -> str:
    """What a form is called; its id where none is held for the day."""
    return next((said.title.say(current_language()) for said, _hash in forms_in_force(on) if said.id == id), id)


def period_name(code: str) -> str:
    """What a period is called."""
    try:
        return period_of(code).label.say(current_language())
    except NoSuchPeriod:
        return code
