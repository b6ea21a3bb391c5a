"""Events about designs: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.registry.design import DesignFacts, DesignOfferedV1, DesignPublishedV1, DesignWithdrawnV1

from kit.mapped import mapped
from kit.work import Unit
from services.registry.designs.design import Design
from services.registry.marks.announcements import picture_ref
from services.registry.producers.announcements import producer_ref

F = TypeVar("F", bound=DesignFacts)


def of(kind: type[F], design: Design, /, **own: object) -> F:
    """An event of a design; who designed it is the register's own."""
    producer = producer_ref(design.producer_id, design.producer_name, design.producer_kind, design.place)
    pictures = [picture_ref(one) for one in design.pictures]
    return mapped(kind, design, **{"design_id": design.id, "producer": producer, "pictures": pictures, **own})


def offered(unit: Unit, design: Design) -> None:
    """Announces that a design was offered to the gallery."""
    unit.announce(of(DesignOfferedV1, design, offered_on=unit.today), place=design.place.path)


def published(unit: Unit, design: Design) -> None:
    """Announces that a design is in the gallery."""
    unit.announce(of(DesignPublishedV1, design, published_on=unit.today), place=design.place.path)


def withdrawn(unit: Unit, design: Design, reason: str) -> None:
    """Announces that a design left the gallery, or was not taken into it."""
    fact = of(DesignWithdrawnV1, design, reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=design.place.path)
