"""Places: what became of administrative units, and when."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Part, PlacePath, PlaceRef

TOPIC = "ocop.reference.place"


class Successor(Part, example={"place": {"on": "2025-07-01"}, "whole": False}):
    """Where a place, or part of it, went."""

    place: PlaceRef
    whole: bool = True


class PlaceFacts(
    EventData, key_facts=("effective_on",), example={"path": "33/330/12265", "effective_on": "2025-01-01"}
):
    """What every event of a place carries; the key is the path, as codes are reused."""

    path: PlacePath
    effective_on: date
    source: str | None = None


class PlaceMergedV1(
    PlaceFacts,
    type="vn.ocop.reference.place.merged.v1",
    topic=TOPIC,
    key="path",
    vi="Một đơn vị hành chính nhập vào đơn vị khác.",
    example={
        "place": {"code": "12265", "path": "33/330/12265", "name": "Xã Chí Tân", "on": "2023-06-01"},
        "into": {"on": "2025-07-01"},
    },
):
    """A place became part of another."""

    place: PlaceRef
    into: PlaceRef


class PlaceSplitV1(
    PlaceFacts,
    type="vn.ocop.reference.place.split.v1",
    topic=TOPIC,
    key="path",
    vi="Một đơn vị hành chính chia cho nhiều đơn vị: những gì thuộc nó cần người có thẩm quyền chọn.",
    example={
        "place": {"code": "12265", "path": "33/330/12265", "name": "Xã Chí Tân", "on": "2023-06-01"},
        "into": [{}],
    },
):
    """A place was divided among several: what was in it needs a person's choice."""

    place: PlaceRef
    into: list[Successor]


class PlaceAbolishedV1(
    PlaceFacts,
    type="vn.ocop.reference.place.abolished.v1",
    topic=TOPIC,
    key="path",
    vi="Một đơn vị hành chính chấm dứt mà không có một đơn vị kế thừa duy nhất.",
    example={
        "path": "33/330",
        "effective_on": "2025-07-01",
        "place": {"code": "330", "path": "33/330", "name": "Huyện Khoái Châu", "on": "2025-06-30"},
    },
):
    """A place ceased without a single successor (a tier of government that ended)."""

    place: PlaceRef


class PlaceCreatedV1(
    PlaceFacts,
    type="vn.ocop.reference.place.created.v1",
    topic=TOPIC,
    key="path",
    vi="Một đơn vị hành chính được thành lập.",
    example={
        "path": "33/11977",
        "effective_on": "2025-07-01",
        "place": {"on": "2025-07-01"},
        "from_places": [{"code": "12265", "path": "33/330/12265", "name": "Xã Chí Tân", "on": "2023-06-01"}],
    },
):
    """A place came into being."""

    place: PlaceRef
    from_places: list[PlaceRef] = []
