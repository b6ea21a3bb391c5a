"""Places as the JSON doors show them."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from law.places import Place, Succession, gazetteer


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


class SuccessionView(BaseModel):
    """What a place became when its period ended. `needs_a_choice`: only a person can say which."""

    place: PlaceView
    on: date | None
    basis: str
    needs_a_choice: bool
    into: list[PlaceView]


def seen(place: Place, on: date) -> PlaceView:
    return PlaceView(**_facts(place, on))


def seen_whole(place: Place, on: date) -> OnePlaceView:
    places = gazetteer()
    above = places.ancestors(place.path, on)
    below = places.children(place.path, on)
    return OnePlaceView(**_facts(place, on), above=[seen(p, on) for p in above], below=[seen(p, on) for p in below])


def succession_seen(place: Place, then: date, step: Succession | None) -> SuccessionView:
    """A place whose period has not ended goes on as it is."""
    if step is None:
        return SuccessionView(place=seen(place, then), on=None, basis="unchanged", needs_a_choice=False, into=[])
    return SuccessionView(
        place=seen(place, then),
        on=step.on,
        basis=step.basis,
        needs_a_choice=step.needs_a_choice,
        into=[seen(new, step.on) for new in step.into],
    )


def _facts(place: Place, on: date) -> dict[str, object]:
    places = gazetteer()
    return {
        "code": place.code,
        "path": place.path,
        "level": place.level,
        "name": Said(vi=place.name, en=places.name(place.path, on, "en")),
        "office": Said(vi=places.office_name(place.path, on, "vi"), en=places.office_name(place.path, on, "en")),
        "parent": place.parent,
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
    }
