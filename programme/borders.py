"""
Borders: where something that was somewhere lies in the borders of another day.

An origin is a path in the period of a code list (`33/332/12367@`, `33/11977@2025-07-01`): the same code in another
period is another place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kit.identity import is_within
from kit.refusal import Refusal
from law.levels import smallest
from law.places import CENTRE, NotThen, Place, SplitNeedsAChoice, SuccessorUnknown, UnknownPlace, gazetteer, today

_UNPLACED = (SplitNeedsAChoice, SuccessorUnknown, UnknownPlace, NotThen)


class PlaceTooGeneral(Refusal):
    """A fact names a place above the communes."""

    slug = "place.too-general"
    vi = "Sự kiện chỉ ghi {name}, không ghi xã. Cần một người chọn xã."
    en = "The fact names {name} only, no commune. A person must choose the commune."


@dataclass(frozen=True)
class Found:
    """Where an origin lies: a commune, or the smallest unit known to hold it and why nothing smaller can be said."""

    path: str
    unplaced: Refusal | None = None


def origin_of(path: str, on: date) -> str:
    """A place as it was on a day, in one text that is the same for every day of its period."""
    return f"{path}@{_period(on)}"


def path_of(origin: str) -> str:
    """The path of an origin."""
    return origin.rpartition("@")[0]


def root_of(origin: str) -> str:
    """The first code of an origin: a province's, or what stands in its place."""
    return path_of(origin).partition("/")[0]


def day_of(origin: str) -> date:
    """A day on which an origin was what it is."""
    period = origin.rpartition("@")[2]
    if period:
        return date.fromisoformat(period)
    began = gazetteer().first_days()
    return began[0] - timedelta(days=1) if began else date.max


def find(origin: str, borders: date) -> Found:
    """Where an origin lies in the borders of a day. What only a person can say is never guessed."""
    return _find(origin, _period(borders))


def origins_within(path: str, borders: date) -> frozenset[str]:
    """Every origin the code lists know that lies within a place, in the borders of a day."""
    return _within(path, _period(borders))


def step_below(path: str, within: str) -> str | None:
    """The unit directly below `within` that holds `path`; None for `within` itself and what is not inside it."""
    if path in (within, CENTRE):
        return None
    if within == CENTRE:
        return path.partition("/")[0]
    if not path.startswith(f"{within}/"):
        return None
    return within + "/" + path[len(within) + 1 :].partition("/")[0]


@lru_cache(maxsize=10_000)
def _period(on: date) -> str:
    began = [day for day in gazetteer().first_days() if day <= on]
    return began[-1].isoformat() if began else ""


@lru_cache(maxsize=20_000)
def _find(origin: str, period: str) -> Found:
    path, then, borders = path_of(origin), day_of(origin), day_of(f"@{period}")
    try:
        place = _standing(path, then, borders)
    except _UNPLACED as unplaced:
        return Found(_held_by(path, then, borders), unplaced)
    return Found(place.path, None if place.level == smallest() else PlaceTooGeneral(name=place.name))


def _held_by(path: str, then: date, borders: date) -> str:
    while "/" in path:
        path = path.rpartition("/")[0]
        try:
            return _standing(path, then, borders).path
        except _UNPLACED:
            continue
    return CENTRE


def _standing(path: str, then: date, borders: date) -> Place:
    place = today(gazetteer(), path, then, borders)
    if not place.holds(borders):  # an origin younger than the borders asked for
        return gazetteer().at(place.path, borders)
    return place


@lru_cache(maxsize=4_000)
def _within(path: str, period: str) -> frozenset[str]:
    return frozenset(origin for origin in origins() if is_within(_find(origin, period).path, path))


@lru_cache(maxsize=1)
def origins() -> tuple[str, ...]:
    """Every unit that there is or was, each as an origin."""
    first = gazetteer().first_days()[0]
    return tuple(origin_of(unit.path, unit.valid_from or first - timedelta(days=1)) for unit in gazetteer().units)
