"""A list written as CSV that every spreadsheet opens and none takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


def as_csv(rows: Iterable[Sequence[str | int]]) -> str:
    """
    Rows, the first with the names of the columns. It begins with the mark by which spreadsheets know UTF-8; a text that
    would be run as a formula has an apostrophe before it, which spreadsheets do not show.
    """
    return "\ufeff" + as_text([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def as_text(rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as plain CSV, to be read again here: no spreadsheet opens it."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def inert(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" \ufeff").startswith(_ACTIVE) or text.startswith(_ACTIVE) else text
