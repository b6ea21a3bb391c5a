"""What changed on the first day of a period, as facts for whoever announces them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from law.places.gazetteer import Gazetteer
from law.places.place import Place
from law.places.succession import next_of
from law.places.tables import day_before


class PlaceChange(BaseModel):
    """
    One change of a day.

    `merged`: `place` became (part of) `into[0]`. `split`: it was divided among `into`. `abolished`: it ended with no
    single heir, or none that the lists name. `created`: `place` is new; `sources` passed into it.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["merged", "split", "abolished", "created"]
    on: date
    place: Place
    into: tuple[Place, ...] = ()
    sources: tuple[Place, ...] = ()


def changes_on(places: Gazetteer, on: date) -> list[PlaceChange]:
    """Every merger, split, end and beginning of the day, in path order: what ended first, then what began."""
    ended: list[PlaceChange] = []
    sources: dict[str, list[Place]] = {}
    for old in (unit for unit in places.units if unit.valid_to == day_before(on)):
        step = next_of(places, old)
        if step is None or _is_itself(old, step.into):
            continue
        if step.basis in ("crosswalk", "same-code"):
            for new in step.into:
                sources.setdefault(new.path, []).append(old)
        if step.basis == "unknown" or not step.into:
            ended.append(PlaceChange(kind="abolished", on=on, place=old))
        elif len(step.into) > 1:
            ended.append(PlaceChange(kind="split", on=on, place=old, into=step.into))
        else:
            ended.append(PlaceChange(kind="merged", on=on, place=old, into=step.into))
    began = [
        PlaceChange(kind="created", on=on, place=new, sources=tuple(sources.get(new.path, ())))
        for new in places.units
        if new.valid_from == on and not _went_on(places, new, on)
    ]
    return sorted(ended, key=lambda c: c.place.path) + sorted(began, key=lambda c: c.place.path)


def _is_itself(old: Place, into: tuple[Place, ...]) -> bool:
    """A list of a new period names every unit anew; one that goes on under its path and name did not change."""
    return [(place.path, place.name) for place in into] == [(old.path, old.name)]


def _went_on(places: Gazetteer, new: Place, on: date) -> bool:
    return places.exists(new.path, day_before(on)) and places.at(new.path, day_before(on)).name == new.name
