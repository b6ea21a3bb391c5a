"""A workbook (XLSX, ECMA-376) as rows: the first sheet with something in it, values and not formulas, within bounds."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
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
