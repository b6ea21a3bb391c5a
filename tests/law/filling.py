"""Ways to fill a sheet, for tests."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from law.rulebooks import Sheet, shelf
from law.scoring import Filled, Seats

FULL = shelf().in_force(max(r.in_force.first for r in shelf().all()))
"""The rulebook that ships with all its sheets: the one in force last."""


def best(sheet: Sheet) -> Filled:
    return Filled(answers={leaf.id: max(leaf.options, key=lambda o: o.points).id for leaf in sheet.leaves})


def least(sheet: Sheet) -> Filled:
    return Filled(answers={leaf.id: min(leaf.options, key=lambda o: o.points).id for leaf in sheet.leaves})


def changed(filled: Filled, **answers: str) -> Filled:
    return filled.model_copy(update={"answers": {**filled.answers, **answers}})


def with_answer(filled: Filled, criterion: str, option: str) -> Filled:
    return filled.model_copy(update={"answers": {**filled.answers, criterion: option}})


def by_parts(a: str, b: str, c: str) -> Filled:
    return Filled(parts={"A": Decimal(a), "B": Decimal(b), "C": Decimal(c)})


def seats(*members: str, recused: tuple[str, ...] = (), secretary: str | None = None) -> Seats:
    return Seats(members=members, chair=members[0], secretary=secretary, recused=recused)


def filled_sheets(sheet: Sheet) -> st.SearchStrategy[Filled]:
    """Any complete choice of options."""
    return st.fixed_dictionaries(
        {leaf.id: st.sampled_from([option.id for option in leaf.options]) for leaf in sheet.leaves}
    ).map(lambda answers: Filled(answers=answers))
