"""The lines of a paper's head, written by the layout: number and symbol, place and day, subject."""

from __future__ import annotations

from datetime import date

from kit.papers.layout import Layout
from kit.papers.paper import Paper

BLANK = "\u2003" * 3
"""Room for a pen, where a draft has no number or day yet."""


def number_line(paper: Paper, layout: Layout) -> str:
    """`Số: 05/QĐ-UBND`; with room for the number in a draft."""
    number = BLANK if paper.number is None else _padded(paper.number, layout.leading_zero.number_below)
    return layout.words["number"].format(number=number, symbol=paper.symbol)


def place_and_date(paper: Paper, layout: Layout) -> str:
    """`Hưng Yên, ngày 05 tháng 02 năm 2026`; with room for day and month in a draft."""
    return layout.words["place_and_date"].format(place=paper.place, **_day(paper.on, paper.year, layout))


def kind_line(paper: Paper, layout: Layout) -> str:
    """`QUYẾT ĐỊNH`; empty for a letter. Raises KeyError for a kind the layout does not know."""
    return layout.kinds[paper.kind]


def annex_reference(paper: Paper, layout: Layout) -> str:
    """`(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2026)`, under the title of an annex."""
    day = _day(paper.on, paper.year, layout)
    number = BLANK if paper.number is None else _padded(paper.number, layout.leading_zero.number_below)
    kind = (kind_line(paper, layout) or layout.words["letter"]).capitalize()
    return layout.words["annex_of"].format(kind=kind, number=number, symbol=paper.symbol, **day)


def grounds_lines(paper: Paper) -> list[str]:
    """The grounds, one a line: semicolons, the last ends in a full stop."""
    bare = [ground.rstrip(" ;.") for ground in paper.grounds]
    return [f"{ground}{'.' if at == len(bare) - 1 else ';'}" for at, ground in enumerate(bare)]


def marks_of(marks: str, at: int) -> str:
    """The mark before the item `at` (from 0) of a list."""
    if marks == "a)":
        return f"{_LETTERS[at % len(_LETTERS)] * (at // len(_LETTERS) + 1)})"
    return "–" if marks == "-" else f"{at + 1}."


_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of Vietnamese lists: without f, j, w, z, with đ."""


def _day(on: date | None, year: int, layout: Layout) -> dict[str, str]:
    if on is None:
        return {"day": BLANK, "month": BLANK, "year": str(year)}
    zero = layout.leading_zero
    return {
        "day": _padded(on.day, zero.day_below),
        "month": _padded(on.month, zero.month_below),
        "year": str(on.year),
    }


def _padded(number: int, below: int) -> str:
    return f"0{number}" if number < below else str(number)
