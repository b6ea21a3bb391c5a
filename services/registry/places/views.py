"""Places as the JSON API and the page show them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from law.places import CENTRE, Place, Succession, gazetteer, next_of
from services.registry.places.place_news import PeriodFields, PlaceNews


class Said(BaseModel):
    """One name in both languages."""

    vi: str
    en: str


class PlaceView(BaseModel):
    """A unit as it was on the day asked for. `office`: who serves it."""

    code: str
    path: str
    level: str
    name: Said
    office: Said
    parent: str | None
    valid_from: date | None
    valid_to: date | None


class OnePlaceView(PlaceView):
    """With what is around it: above, nearest first; and directly below."""

    above: list[PlaceView]
    below: list[PlaceView]


V = TypeVar("V", bound=PlaceView)


class AnnouncedView(PeriodFields):
    """How many of the changes of the day are announced."""

    changes: int
    told: int


class SuccessionView(BaseModel):
    """What a place became when its period ended. `needs_a_choice`: only a person can say which."""

    place: PlaceView
    on: date | None
    basis: str
    needs_a_choice: bool
    into: list[PlaceView]


def seen(place: Place, on: date) -> PlaceView:
    """A unit as it was on a day."""
    return _of(PlaceView, place, on)


def seen_whole(place: Place, on: date) -> OnePlaceView:
    """A unit with what was above and below it on a day."""
    places = gazetteer()
    above = places.ancestors(place.path, on)
    below = places.children(place.path, on)
    around = {"above": [seen(p, on) for p in above], "below": [seen(p, on) for p in below]}
    return _of(OnePlaceView, place, on, **around)


def succession_seen(place: Place, then: date, step: Succession | None) -> SuccessionView:
    """A place whose period has not ended goes on as it is."""
    if step is None:
        return SuccessionView(place=seen(place, then), on=None, basis="unchanged", needs_a_choice=False, into=[])
    into = [seen(new, step.on) for new in step.into]
    return mapped(SuccessionView, step, place=seen(place, then), into=into)


def announced(news: PlaceNews) -> AnnouncedView:
    """How far the announcing of a period has come."""
    return mapped(AnnouncedView, news)


def _of(kind: type[V], place: Place, on: date, **own: object) -> V:
    """A unit by a view's fields, with what it and its office were called on a day."""
    places = gazetteer()
    office = Said(vi=places.office_name(place.path, on, "vi"), en=places.office_name(place.path, on, "en"))
    name = Said(vi=place.name, en=places.name(place.path, on, "en"))
    return mapped(kind, place, name=name, office=office, **own)


def periods(today: date) -> list[tuple[str, str]]:
    """The days that may be asked for, one in every period held: (day, what it is called)."""
    days = [day.isoformat() for day in (*last_days(today), today)]
    return [("", _("Mọi thời kỳ")), *((day, day) for day in days)]


def last_days(today: date) -> list[date]:
    """The last day of every period that has ended, the oldest first."""
    return [day - timedelta(days=1) for day in gazetteer().first_days() if day <= today]


def line(place: Place, on: date) -> dict[str, Any]:
    """A unit as a row: its name and what was above it on the day."""
    places, language = gazetteer(), current_language()
    above = [unit for unit in places.ancestors(place.path, on) if unit.path != CENTRE]
    return {
        "path": place.path,
        "code": place.code,
        "on": on,
        "name": places.name(place.path, on, language),
        "above": ", ".join(places.name(unit.path, on, language) for unit in above),
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
    }


def place_history(place: Place, on: date, today: date) -> dict[str, Any]:
    """What a unit was, and period by period what it became until today."""
    steps: list[dict[str, Any]] = []
    units = [(place, on)]
    while True:
        ended = [(unit, day) for unit, day in units if not unit.holds(today)]
        if not ended:
            break
        after: list[tuple[Place, date]] = [(unit, day) for unit, day in units if unit.holds(today)]
        for unit, day in ended:
            step = next_of(gazetteer(), unit)
            if step is None:
                continue
            into = [line(new, step.on) for new in step.into]
            steps.append({"of": line(unit, day), "on": step.on, "basis": step.basis, "into": into})
            after += [(new, step.on) for new in step.into] if step.basis != "unknown" else []
        units = after
    return {"place": line(place, on), "steps": steps, "now": [line(unit, today) for unit, day in units]}
