"""A workbook (XLSX, ECMA-376): rows read from the first sheet with something in it, within bounds; and rows written."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from kit.lists.refusals import ListUnreadable
from kit.lists.row import BREAK, Row

COLUMNS = 200
"""Columns that are looked at; a cell far to the right would make every row as wide."""


def rows_of(content: bytes, most: int) -> list[Row]:
    """At most `most` + 1 rows that are not blank. Raises ListUnreadable."""
    import openpyxl  # three hundred modules: whoever reads no workbook does without

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a workbook may hold beside its cells
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return next((rows for sheet in book.worksheets if (rows := list(_rows(sheet, most)))), [])
            finally:
                book.close()
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        EOFError,
        OSError,
        SyntaxError,
    ) as broken:
        # `openpyxl` lets whatever its parts raise go by; ParseError of the XML library is a SyntaxError.
        raise ListUnreadable(pointer="/file", why=_BROKEN) from broken


Cell = str | int | date | None
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a text."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its head bold and frozen, days as days, numbers as numbers, no text a formula. `widths`: in characters."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int]


def written(
    title: str, sheet_name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]
) -> bytes:
    """A workbook of one sheet. 500 rows take some tens of milliseconds: run it in a thread."""
    return book(title, [Sheet(sheet_name, head, rows, widths)])


def book(title: str, sheets: Sequence[Sheet], *, at: datetime | None = None) -> bytes:
    """A workbook of some sheets. `at`: the instant its properties name; with it the same sheets make the same bytes."""
    import openpyxl  # three hundred modules: whoever writes no workbook does without
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for one in sheets:
        sheet = made.create_sheet(one.name)
        for row in (one.head, *one.rows):
            sheet.append([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULAS) else cell for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for number, width in enumerate(one.widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = "A2"
    made.properties.title = title
    made.properties.creator = "OCOP"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue() if at is None else _dated(out.getvalue(), at)


_CLOCKS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _dated(content: bytes, at: datetime) -> bytes:
    """A workbook in which every clock says one instant: those of its properties, and those of the archive."""
    moment, out = at.astimezone(UTC), io.BytesIO()
    said = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated:
        for part in parts.infolist():
            found = parts.read(part)
            if part.filename == "docProps/core.xml":
                found = _CLOCKS.sub(rb"\g<1>" + said, found)
            dated.writestr(zipfile.ZipInfo(part.filename, moment.timetuple()[:6]), found, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _rows(sheet: Any, most: int) -> Iterator[Row]:
    found = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS, values_only=True), start=1):
        row = Row(number, _trimmed([_text(cell) for cell in cells]))
        if not row.blank:
            yield row
            found += 1
        if found > most or number > 10 * most:
            return


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    """Without the empty cells by which a sheet is as wide as its widest row."""
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _text(value: object) -> str:
    """A value as a person would have typed it: a day as YYYY-MM-DD, a whole number without `.0`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("\r\n", BREAK).replace("\n", BREAK).replace("\r", BREAK)


_BROKEN = ("sổ bảng tính bị hỏng hoặc không phải .xlsx", "the workbook is damaged, or no .xlsx")
