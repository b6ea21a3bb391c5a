"""The event of a priority list: one mapping from the aggregate to the contract."""

from __future__ import annotations

from ocop_events.reporting.priority_list import PriorityLine, PriorityListPublishedV1
from ocop_events.vocabulary import PlaceRef, ProducerRef, ProductRef

from kit.mapped import mapped
from kit.work import Unit
from services.reporting.priorities.priority_list import Placed, PriorityList


def published(unit: Unit, made: PriorityList) -> None:
    """Announces a list as it stays."""
    fact = mapped(PriorityListPublishedV1, made, list_id=made.id, lines=[line(one) for one in made.lines])
    unit.announce(fact, place=made.office)


def line(one: Placed) -> PriorityLine:
    """A product's place as events carry it."""
    place = PlaceRef(code=one.place.rpartition("/")[2], path=one.place, name=one.place_name, on=one.place_on)
    return mapped(
        PriorityLine,
        one,
        product=ProductRef(id=one.product_id, name=one.product_name, set_no=one.set_no),
        producer=ProducerRef(id=one.producer_id, name=one.producer_name, kind=one.producer_kind, place=place),
    )
