"""Text with separators (RFC 4180 and what spreadsheets make of it) as rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from kit.lists.refusals import ListBroken
from kit.lists.row import BREAK, Row

_SEPARATORS = ",;\t|"
_SAID = re.compile(r"sep=(.)", re.IGNORECASE)
_LOOKED_AT = 20
"""Lines in which the separator is looked for: lists have a title above the names of their columns."""
CELL = 100_000
"""Characters of a cell; beyond this a quotation mark was not closed."""


def rows_of(text: str) -> list[Row]:
    """
    The rows, each with the line it begins on. The separator is the one that `sep=` names, else the one the first lines have
    most. A line ends as most do; the other sign is then a break inside a cell. Raises ListBroken.
    """
    text = _with_plain_ends(text.removeprefix("\ufeff"))
    first, rest = text.partition("\n")[::2]
    if said := _SAID.fullmatch(first.strip("\r\n ")):
        return _rows(rest, said[1], 1)
    return _rows(text, _separator(text), 0)


def _with_plain_ends(text: str) -> str:
    if "\n" not in text:
        return text.replace("\r", "\n")
    return text.replace("\r\n", "\n").replace("\r", BREAK)


def _separator(text: str) -> str:
    seen: Counter[str] = Counter()
    for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT]:
        bare = re.sub(r'"[^"]*"', "", line)
        for sign in _SEPARATORS:
            seen[sign] = max(seen[sign], bare.count(sign))
    return max(_SEPARATORS, key=lambda sign: seen[sign])


def _rows(text: str, separator: str, before: int) -> list[Row]:
    found: list[Row] = []
    csv.field_size_limit(CELL)
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
    begins = before + 1
    try:
        for cells in reader:
            found.append(Row(begins, tuple(cell.replace("\n", BREAK) for cell in cells)))
            begins = before + reader.line_num + 1
    except csv.Error as broken:
        raise ListBroken(pointer="/file", line=begins, why=_why(str(broken))) from broken
    return found


def _why(said: str) -> tuple[str, str]:
    if "expected after" in said:
        return (
            "dấu nháy kép đứng giữa một ô; trong ô có dấu nháy phải viết hai dấu nháy liền nhau",
            "a quotation mark stands inside a cell; write two of them where one is meant",
        )
    return ("dấu nháy kép mở ra mà không đóng", "a quotation mark is opened and never closed")
