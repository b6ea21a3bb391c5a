"""Who handed in, and two periods side by side: JSON views, spreadsheet and page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.language import gettext as _
from kit.mapped import mapped
from law.rulebooks.values import Text
from programme import names
from services.reporting.returns import rules
from services.reporting.returns.lifecycle import LIFECYCLE, State
from services.reporting.returns.office_return import OfficeReturn, OfOffice, OfPeriod
from services.reporting.returns.views import COLOURS


class OfficeRow(OfOffice):
    """How one office stands to a return it owes."""

    vi: str
    en: str
    return_id: str
    state: State
    due_on: date
    submitted_on: date | None
    on_time: bool | None
    on_paper: bool
    days_late: int


class TableView(OfPeriod):
    """Expected, received, on time of a form and period: counted from the returns themselves."""

    on: date
    expected: int
    received: int
    on_time: int
    late: int = Field(description="Received after the last day")
    missing: int = Field(description="Not received, though the last day has passed")
    approved: int
    offices: list[OfficeRow]


class ComparedCell(BaseModel):
    """A cell that two forms have in common, added up over the offices of each."""

    code: str
    vi: str
    en: str
    one: int | None
    other: int | None


class ComparedSide(OfPeriod):
    """One side: a form, a period, how many offices owe it and were accepted."""

    expected: int
    accepted: int


class ComparisonView(BaseModel):
    """Two periods side by side, whatever the level that reported then."""

    one: ComparedSide
    other: ComparedSide
    cells: list[ComparedCell]


def table(form_id: str, period: str, found: Sequence[OfficeReturn], on: date) -> TableView:
    """Expected, received, on time."""
    rows = [_office(one, on) for one in found]
    return TableView(
        form=form_id,
        period=period,
        on=on,
        expected=len(rows),
        received=sum(one.submitted_on is not None for one in found),
        on_time=sum(bool(one.on_time) for one in found),
        late=sum(one.on_time is False for one in found),
        missing=sum(rules.is_overdue(one, on) for one in found),
        approved=sum(one.approved_on is not None for one in found),
        offices=sorted(rows, key=lambda row: (-row.days_late, row.submitted_on is not None, row.office)),
    )


def compared(
    one: Sequence[OfficeReturn],
    other: Sequence[OfficeReturn],
    labels: Mapping[str, Text],
    sides: Sequence[tuple[str, str]],
) -> ComparisonView:
    """Two periods side by side: of what was accepted, the cells both have."""
    sums = [_sums(some) for some in (one, other)]
    codes = [code for code in labels if code in sums[0] or code in sums[1]]
    return ComparisonView(
        one=_side(sides[0], one),
        other=_side(sides[1], other),
        cells=[
            ComparedCell(
                code=code, vi=labels[code].vi, en=labels[code].en, one=sums[0].get(code), other=sums[1].get(code)
            )
            for code in codes
        ],
    )


def _side(side: tuple[str, str], found: Sequence[OfficeReturn]) -> ComparedSide:
    accepted = sum(one.approved_on is not None for one in found)
    return ComparedSide(form=side[0], period=side[1], expected=len(found), accepted=accepted)


def _sums(found: Iterable[OfficeReturn]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in found:
        if one.approved_on is not None:
            for cell in one.cells:
                if cell.value is not None:
                    sums[cell.code] = sums.get(cell.code, 0) + cell.value
    return sums


def _office(one: OfficeReturn, on: date) -> OfficeRow:
    vi, en = names.both(names.office, one.office, one.until)
    until = one.submitted_on if one.submitted_on is not None else on
    late = (until - one.due_on).days if one.on_time is not True else 0
    return mapped(OfficeRow, one, return_id=one.id, vi=vi, en=en, days_late=max(0, late))


def table_rows(found: TableView) -> list[list[str | int]]:
    """The same as a spreadsheet has it."""
    head: list[str | int] = [
        _("Mã cơ quan"), _("Cơ quan"), _("Trạng thái"), _("Hạn nộp"), _("Ngày nộp"), _("Đúng hạn"), _("Bản giấy"), _("Số ngày trễ")
    ]  # fmt: skip
    rows: list[list[str | int]] = [
        [
            one.office,
            names.said((one.vi, one.en)),
            names.state(LIFECYCLE, one.state),
            one.due_on.isoformat(),
            one.submitted_on.isoformat() if one.submitted_on else "",
            "" if one.on_time is None else _("Có") if one.on_time else _("Không"),
            _("Có") if one.on_paper else "",
            one.days_late,
        ]
        for one in found.offices
    ]
    return [head, *rows]


def table_page(found: TableView) -> list[dict[str, Any]]:
    """The rows of the page of who handed in."""
    return [
        {
            **dict(one),
            "name": names.said((one.vi, one.en)),
            "state": names.state(LIFECYCLE, one.state),
            "colour": COLOURS[one.state],
        }
        for one in found.offices
    ]
