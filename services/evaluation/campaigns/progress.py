"""How a campaign's lines stand by place, in the borders of then or of today. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kit.collation import vietnamese_key
from kit.refusal import Refusal
from law.levels import smallest
from law.places import gazetteer
from programme import names
from programme.places import Where
from services.evaluation.campaigns.line import Line
from services.evaluation.campaigns.line_lifecycle import FILED, Stage

BORDERS = ("then", "now")
UNITS = ("above", "own")
"""By commune, or by the unit directly above: a district while there were any, else the province."""


@dataclass
class PlaceProgress:
    """The lines of one unit. `filed`: whose dossier is in; `done`: which ended, by whatever; `late`: without a dossier after the last day."""

    path: str
    name: str
    lines: int = 0
    reviewed: int = 0
    waiting: int = 0
    late: int = 0
    filed: int = 0
    done: int = 0
    stages: Counter[Stage] = field(default_factory=Counter)


def by_place(lines: Iterable[Line], *, borders: str, unit: str, on: date) -> list[PlaceProgress]:
    """How the lines of each unit stand on a day, in the order of the units' names."""
    found: dict[str, PlaceProgress] = {}
    for line in lines:
        where = line.place_then if borders == "then" else line.place_now
        path = _unit(where, unit)
        one = found.setdefault(path, PlaceProgress(path, names.place(path, where.on, where.name)))
        one.lines += 1
        one.reviewed += line.review is not None
        one.stages[line.state] += 1
        one.waiting += line.waits
        one.late += line.late(on)
        one.filed += line.state in FILED
        one.done += not line.waits and line.state not in FILED
    return sorted(found.values(), key=lambda one: vietnamese_key(one.name))


def _unit(where: Where, unit: str) -> str:
    """Lists of earlier years may name a district only: that is then its own unit."""
    if unit == "own" or "/" not in where.path:
        return where.path
    try:
        is_commune = gazetteer().at(where.path, where.on).level == smallest()
    except Refusal:
        return where.path
    return where.path.rpartition("/")[0] if is_commune else where.path
