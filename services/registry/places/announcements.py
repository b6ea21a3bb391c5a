"""Events about administrative units: one mapping from a change to the contract."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.reference.place import (
    PlaceAbolishedV1,
    PlaceCreatedV1,
    PlaceMergedV1,
    PlaceSplitV1,
    Successor,
)
from ocop_events.vocabulary import PlaceRef

from kit.mapped import mapped
from kit.work import Unit
from law.places import Place, PlaceChange
from law.places.tables import day_before
from programme.places import where_of


def changed(unit: Unit, change: PlaceChange) -> None:
    """Announces one change, at the place it happened to."""
    unit.announce(fact_of(change), place=change.place.path)


def fact_of(change: PlaceChange) -> EventData:
    """The event of a change. What ended is named as on its last day, what came of it as on the first of its own."""
    if change.kind == "created":
        return PlaceCreatedV1(
            path=change.place.path,
            effective_on=change.on,
            place=place_ref(change.place, change.on),
            from_places=[place_ref(source, day_before(change.on)) for source in change.sources],
        )
    ended = place_ref(change.place, day_before(change.on))
    path, on = change.place.path, change.on
    if change.kind == "merged":
        return PlaceMergedV1(path=path, effective_on=on, place=ended, into=place_ref(change.into[0], on))
    if change.kind == "split":
        parts = [Successor(place=place_ref(part, on), whole=False) for part in change.into]
        return PlaceSplitV1(path=path, effective_on=on, place=ended, into=parts)
    return PlaceAbolishedV1(path=path, effective_on=on, place=ended)


def place_ref(place: Place, on: date) -> PlaceRef:
    """A place in the contract's form."""
    return mapped(PlaceRef, where_of(place, on))
