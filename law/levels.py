"""Levels of government: which there are, who stands above whom, and which role works at each. Data: `law/data/levels.yaml`."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified


class Level(Part):
    """
    One level. `place`: the kind of place its offices serve; `code_digits`: how long the official code of such a place is
    (None: any length); `role`: the grant their officers hold.
    """

    id: str
    place: str
    role: str
    label: Text
    code_digits: int | None = Field(None, gt=0)


@lists.of_form("levels")
class LevelList(Part):
    """The file: levels from the lowest upwards."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    levels: tuple[Level, ...] = Field(min_length=2)


@cache
def levels(on: date | None = None) -> tuple[Level, ...]:
    """The levels known on a day, from the lowest upwards; without a day those of the newest list."""
    return LevelList.model_validate(lists.content("levels", on)).levels


def level(id: str) -> Level | None:
    """A level by its id; None where no list has it."""
    return next((one for one in levels() if one.id == id), None)


def officers() -> tuple[str, ...]:
    """The roles of those who work for an office, from the lowest level upwards."""
    return tuple(one.role for one in levels())


@cache
def place_kinds() -> tuple[str, ...]:
    """The kinds of place that code lists hold, from the smallest upwards; the place of the highest level is in none."""
    return tuple(dict.fromkeys(one.place for one in levels()[:-1]))


def smallest() -> str:
    """The kind of place in which producers are: that of the lowest level."""
    return place_kinds()[0]


def largest() -> str:
    """The kind of place at the head of a code list."""
    return place_kinds()[-1]


@cache
def code_digits() -> dict[str, int | None]:
    """Kind of place → how long its official code is; None: any length."""
    return {one.place: one.code_digits for one in levels()[:-1]}
