"""What the registry asks of territory: a producer's place as it is on a day."""

from __future__ import annotations

from datetime import date

from kit.refusal import Refusal
from law.places import Place, gazetteer, today
from services.registry.producers.producer import Where


class NotACommune(Refusal):
    slug = "place.not-a-commune"
    vi = "«{name}» không phải xã, phường hoặc thị trấn. Chọn đơn vị cấp xã nơi đặt cơ sở sản xuất."
    en = "“{name}” is no commune, ward or township. Choose the commune-level unit where the production is."


def where(path: str, on: date) -> Where:
    """A commune of the day, with its names; raises UnknownPlace, or NotThen for one of another period."""
    place = gazetteer().at(path, on)
    if place.level != "commune":
        raise NotACommune(pointer="/place", name=place.name)
    province = gazetteer().province_of(path, on)
    return Where(
        code=place.code, path=place.path, name=place.name, province_name=province.name if province else None, on=on
    )


def place_now(known: Where, on: date) -> Where:
    """
    Where a place lies on a later day; raises SplitNeedsAChoice when it was divided: the producer must say which part.
    """
    places = gazetteer()
    if places.exists(known.path, on):
        return where(known.path, on)
    return where(today(places, known.path, known.on, on).path, on)


def communes(text: str, on: date, limit: int = 20) -> list[Place]:
    """Communes of the day whose name has the words, accents aside."""
    found = gazetteer().search(text, on, limit=limit * 3)
    return [place for place in found if place.level == "commune"][:limit]
