"""Columns found by their names, however these are written, wherever the line of names stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.lists.reading import List
from kit.lists.refusals import ColumnsMissing, ColumnTwice
from kit.lists.row import Row
from kit.normalization import MarksPiled, nfd

WITHIN = 20
"""Lines in which the line of names is looked for; lists have titles above it."""


@dataclass(frozen=True)
class Columns:
    """`head`: the line of names. `rows`: the lines below it, each with its cells by column; what no column is called so is left."""

    head: Row
    rows: tuple[tuple[int, dict[str, str]], ...]


def columns(found: List, names: Sequence[str], also: Mapping[str, str] = {}, more: Sequence[str] = ()) -> Columns:
    """
    The cells of a list by column. `names` must be there, `more` may; `also`: other names, and the column each means.

    Raises ColumnsMissing (of the line that has most of them), ColumnTwice.
    """
    known = {_plain(name): name for name in (*names, *more)} | {_plain(said): name for said, name in also.items()}
    best: tuple[int, Row | None, list[str | None]] = (-1, None, [])
    for row in found.rows[:WITHIN]:
        called = [known.get(_plain(cell)) for cell in row.cells]
        has = len({name for name in called if name in names})
        if has > best[0]:
            best = (has, row, called)
    _, head, called = best
    missing = [name for name in names if name not in called]
    if head is None or missing:
        said = {name: words for words, name in reversed(list(also.items()))}
        vi = ", ".join(f"{said[name]} ({name})" if name in said else name for name in missing or names)
        raise ColumnsMissing(pointer="/file", columns=(vi, ", ".join(missing or names)), within=WITHIN)
    for name in filter(None, called):
        if called.count(name) > 1:
            raise ColumnTwice(pointer="/file", column=name)
    below = (row for row in found.rows if row.number > head.number)
    return Columns(head, tuple((row.number, _named(row, called)) for row in below))


def _named(row: Row, called: Sequence[str | None]) -> dict[str, str]:
    return {name: cell for name, cell in zip(called, row.cells, strict=False) if name}


def _plain(name: str) -> str:
    try:
        return re.sub(r"[^0-9a-z]", "", nfd(name.lower().replace("đ", "d")))
    except MarksPiled:  # no name of a column; whose cell it is, says so
        return ""
