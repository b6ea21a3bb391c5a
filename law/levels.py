"""Levels of government: which there are, who stands above whom, and which role works at each. Data: `law/data/levels.yaml`."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified


class Level(Part):
    """One level. `place`: the level of place its offices serve; `role`: the grant their officers hold."""

    id: str
    place: str
    role: str
    label: Text


@lists.of_form("levels")
class LevelList(Part):
    """The file: levels from the lowest upwards."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    levels: tuple[Level, ...] = Field(min_length=1)


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
