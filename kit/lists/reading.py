"""A file as a list: what it is, how its letters are written, and its rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kit.lists import separated, workbook
from kit.lists.refusals import ListTooLong, ListUnreadable
from kit.lists.row import Row
from kit.lists.writings import Writing, converted, decoded, likely

LINES = 20_000
"""Lines of a list that are not blank."""
_SAMPLES = 5


@dataclass(frozen=True)
class List:
    """
    A list as it is read. `rows` hold no blank ones. `writing`: how its letters were taken; `writings`: how else they may be
    meant, likeliest first. `samples`: cells that reading changed, as the file has them and as they are read.
    """

    kind: Literal["csv", "xlsx"]
    rows: tuple[Row, ...]
    writing: Writing
    writings: tuple[Writing, ...]
    samples: tuple[tuple[str, str], ...] = ()


def read(content: bytes, writing: Writing | None = None, *, most: int = LINES) -> List:
    """
    The list that some bytes hold, by what is in them. `writing`: how a person says its letters are written, in place of what
    is found out.

    Raises ListUnreadable, ListBroken, ListTooLong.
    """
    kind: Literal["csv", "xlsx"] = "xlsx" if content.startswith(b"PK\x03\x04") else "csv"
    found, made = _of_workbook(content, most, writing) if kind == "xlsx" else _of_text(content, writing)
    rows = tuple(row for row in made if not row.blank)
    if len(rows) > most:
        raise ListTooLong(pointer="/file", limit=most, what=("dòng", "lines"))
    if not rows:
        raise ListUnreadable(pointer="/file", why=("không có dòng nào", "there is nothing in it"))
    before = rows if found[0] == "unicode" else tuple(row for row in as_kept(content, most) if not row.blank)
    return List(kind, rows, found[0], found, tuple(_changed(before, rows)))


def as_kept(content: bytes, most: int = LINES) -> list[Row]:
    """The rows with their letters as a program shows them that knows nothing of the old fonts."""
    if content.startswith(b"PK\x03\x04"):
        return workbook.rows_of(content, most)
    try:
        return separated.rows_of(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return separated.rows_of(content.decode("cp1252", "replace"))


def _of_text(content: bytes, said: Writing | None) -> tuple[tuple[Writing, ...], list[Row]]:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ListUnreadable(pointer="/file", why=_OLD_WORKBOOK)
    if content.startswith(b"%PDF"):
        raise ListUnreadable(pointer="/file", why=("đây là tệp PDF", "it is a PDF"))
    found, text = decoded(content, said)
    return found, separated.rows_of(text)


def _of_workbook(content: bytes, most: int, said: Writing | None) -> tuple[tuple[Writing, ...], list[Row]]:
    rows = workbook.rows_of(content, most)
    found = likely("\n".join(cell for row in rows for cell in row.cells), said)
    if found[0] == "unicode":
        return found, rows
    return found, [Row(row.number, tuple(converted(cell, found[0]) for cell in row.cells)) for row in rows]


def _changed(before: tuple[Row, ...], after: tuple[Row, ...]) -> Iterator[tuple[str, str]]:
    pairs = (
        (old, new)
        for one, other in zip(before, after, strict=False)
        for old, new in zip(one.cells, other.cells, strict=False)
        if old != new
    )
    return itertools.islice(dict.fromkeys(pairs), _SAMPLES)


_OLD_WORKBOOK = (
    "đây là sổ bảng tính kiểu cũ (.xls) hoặc có mật khẩu",
    "it is a workbook of the old kind (.xls), or has a password",
)
