"""Places: what became of administrative units, and when."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Part, PlacePath, PlaceRef

TOPIC = "ocop.reference.place"


class Successor(Part):
    """Where a place, or part of it, went."""

    place: PlaceRef
    whole: bool = True


class PlaceFacts(EventData, key_facts=("effective_on",)):
    """What every event of a place carries; the key is the path, as codes are reused."""

    path: PlacePath
    effective_on: date
    source: str | None = None


class PlaceMergedV1(PlaceFacts, type="vn.ocop.reference.place.merged.v1", topic=TOPIC, key="path"):
    """A place became part of another."""

    place: PlaceRef
    into: PlaceRef


class PlaceSplitV1(PlaceFacts, type="vn.ocop.reference.place.split.v1", topic=TOPIC, key="path"):
    """A place was divided among several: what was in it needs a person's choice."""

    place: PlaceRef
    into: list[Successor]


class PlaceAbolishedV1(PlaceFacts, type="vn.ocop.reference.place.abolished.v1", topic=TOPIC, key="path"):
    """A place ceased without a single successor (a tier of government that ended)."""

    place: PlaceRef


class PlaceCreatedV1(PlaceFacts, type="vn.ocop.reference.place.created.v1", topic=TOPIC, key="path"):
    """A place came into being."""

    place: PlaceRef
    from_places: list[PlaceRef] = []
