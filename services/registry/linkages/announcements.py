"""Events about linkage contracts: one mapping from the aggregate to the contract."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from ocop_events.registry.linkage import (
    LinkageEndedV1,
    LinkageExpiringV1,
    LinkageFacts,
    LinkageRecordedV1,
    LinkageTerms,
)

from kit.mapped import mapped
from kit.work import Unit
from law.linkages import linkage_list
from services.registry.linkages.linkage import Linkage
from services.registry.products.announcements import concern

F = TypeVar("F", bound=LinkageFacts)


def of(kind: type[F], linkage: Linkage, **own: object) -> F:
    """An event of a contract; a partner that is one person is called by kind."""
    person = linkage.partner_kind in linkage_list().persons
    terms = mapped(
        LinkageTerms,
        linkage,
        partner_name=None if person else linkage.partner_name,
        **{name: _text(getattr(linkage, name)) for name in ("volume", "area_ha", "share_of_material")},
    )
    return mapped(kind, linkage, linkage_id=linkage.id, terms=terms, **concern(linkage), **own)


def recorded(unit: Unit, linkage: Linkage) -> None:
    """Announces a contract that was recorded or changed."""
    paper = linkage.paper.sha256 if linkage.paper else None
    fact = of(LinkageRecordedV1, linkage, paper_sha256=paper, recorded_on=unit.today)
    unit.announce(fact, place=linkage.place.path)


def expiring(unit: Unit, linkage: Linkage, days_left: int) -> None:
    """Announces that a contract will end in so many days."""
    unit.announce(of(LinkageExpiringV1, linkage, days_left=days_left), place=linkage.place.path)


def ended(unit: Unit, linkage: Linkage) -> None:
    """Announces that a contract ended."""
    unit.announce(of(LinkageEndedV1, linkage), place=linkage.place.path)


def _text(amount: Decimal | None) -> str | None:
    return format(amount.normalize(), "f") if amount is not None else None
