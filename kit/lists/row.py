"""One row of a list, before anybody asks what its cells mean."""

from __future__ import annotations

from dataclasses import dataclass

BREAK = "\u2028"
"""A line break inside a cell: whatever the file had for it."""


@dataclass(frozen=True)
class Row:
    """`number`: the line of the file it begins on, or the row of the worksheet; the first is 1."""

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it, as in the rows that spreadsheets leave at the end."""
        return not any(cell.strip() for cell in self.cells)
