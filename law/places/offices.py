"""
The office of a level that serves a place on a day. An office exists as long as its unit does.

Whose cases go where when a level of government ends is data: `law/data/offices.yaml`.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from kit.refusal import Kind, Refusal
from law import lists
from law.levels import level as level_of
from law.levels import place_kinds
from law.places.gazetteer import Gazetteer
from law.places.held import gazetteer
from law.places.place import CENTRE, Place
from law.places.refusals import NotThen, SplitNeedsAChoice, SuccessorUnknown
from law.places.succession import today
from law.places.tables import day_after
from law.rulebooks.values import Part, Period, Text, Verified


class NoOfficeThen(Refusal):
    slug = "office.none-on-that-day"
    kind = Kind.CONFLICT
    vi = "Vào ngày {on} không có đơn vị nào ở {level} phụ trách địa bàn {place}."
    en = "On {on} there was no office at the level “{level}” for the place {place}."


class Inheritance(Part):
    """Where pending cases of a level go when it ends; `to` none: no act says."""

    level: str
    to: str | None = None
    source: Text
    verified: Verified


@lists.of_form("offices")
class Inheritances(Part):
    """The file."""

    list: str
    in_force: Period
    successions: tuple[Inheritance, ...] = ()


def office_of(level: str, place: str, on: date, *, since: date | None = None, places: Gazetteer | None = None) -> str:
    """
    The office of a level (`law.levels`) that serves a place on a day. `since`: the day of which the place's path is.

    Raises NoOfficeThen where no unit of that level is there, or none that can be told; UnknownPlace, ProvinceNotInstalled.
    """
    held, known = places or gazetteer(), level_of(level)
    if known is None:
        raise _none(level, place, on)
    if known.place not in place_kinds():
        return CENTRE
    then = since or on
    unit = _unit(held, place, then, known.place)
    if unit is None:
        # The level may have come after the place's own day.
        unit = _unit(held, _now(held, place, then, on, level).path, on, known.place)
    if unit is None:
        raise _none(level, place, on)
    return unit.path if unit.holds(on) else _now(held, unit.path, then, on, level, to=known.place).path


def office_above(office: str, on: date) -> str | None:
    """
    The nearest office above one that is there on a day, above one whose unit ended too; None above the centre. Raises
    UnknownPlace, ProvinceNotInstalled, NotThen before there was such an office.
    """
    places = gazetteer()
    above = places.ancestors(office, last_day_of(office, on) or on)
    return next((unit.path for unit in above if unit.path == CENTRE or places.exists(unit.path, on)), None)


def exists_on(office: str, on: date) -> bool:
    """Whether an office's unit is there on a day. The centre always is."""
    return gazetteer().exists(office, on)


def last_day_of(office: str, on: date) -> date | None:
    """The last day of the unit an office served, when that is before the day; None while it is there."""
    if exists_on(office, on):
        return None
    ended = [unit.valid_to for unit in gazetteer().units if unit.path == office and unit.valid_to]
    return max((day for day in ended if day < on), default=None)


def end_of(office: str, on: date) -> date | None:
    """
    The last day of the unit that an office serves on a day, where the lists know one. A unit that goes on under its path
    in the next list has not ended.
    """
    places = gazetteer()
    if not places.exists(office, on):
        return None
    last = places.at(office, on).valid_to
    while last is not None and places.exists(office, day_after(last)):
        last = places.at(office, day_after(last)).valid_to
    return last


def heir_of(level: str, on: date | None = None) -> str | None:
    """The level that takes over the pending cases of one that ended; None where no act says so."""
    return heirs(on).get(level)


@cache
def heirs(on: date | None = None) -> dict[str, str | None]:
    """Level that ended → the level that takes over, by the list of a day, or the newest."""
    read = Inheritances.model_validate(lists.content("offices", on))
    return {one.level: one.to for one in read.successions}


def _unit(held: Gazetteer, place: str, on: date, kind: str) -> Place | None:
    """The unit of a kind at or above a place on a day."""
    return next((unit for unit in (held.at(place, on), *held.ancestors(place, on)) if unit.level == kind), None)


def _now(held: Gazetteer, path: str, then: date, on: date, level: str, to: str | None = None) -> Place:
    """What stands there on the day, when the lists can tell, and is still of the kind."""
    try:
        found = today(held, path, then, on)
    except (SplitNeedsAChoice, SuccessorUnknown, NotThen) as unknown:
        raise _none(level, path, on) from unknown
    if not found.holds(on) or (to is not None and found.level != to):
        raise _none(level, path, on)
    return found


def _none(level: str, place: str, on: date) -> NoOfficeThen:
    known = level_of(level)
    return NoOfficeThen(on=on, level=known.label.pair if known else level, place=place)
