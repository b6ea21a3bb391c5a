"""Events about resources: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.reporting.resource import (
    CorrectedEntry,
    ResourceAllocatedV1,
    ResourceCarriedOverV1,
    ResourceCorrectedV1,
    ResourceFacts,
    ResourcePlannedV1,
    ResourceSpentV1,
)
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from law.resources import resource_list
from services.reporting.resources.resource import Entry, Resource

F = TypeVar("F", bound=ResourceFacts)


def of(kind: type[F], resource: Resource, **own: object) -> F:
    """An event of a resource: fields of the same name are its own."""
    named = resource_list().programme_of(resource.programme or "")
    programme = named.label.vi if named else resource.programme
    return mapped(
        kind, resource, resource_id=resource.id, programme=programme, object_name=resource.object_name or None, **own
    )


def planned(unit: Unit, resource: Resource, entry: Entry) -> None:
    """Announces what is planned."""
    unit.announce(of(ResourcePlannedV1, resource, amount=entry.amount, planned_on=entry.on), place=resource.office)


def allocated(unit: Unit, resource: Resource, entry: Entry, carried_from_year: int | None = None) -> None:
    """Announces that money was allocated, or came over from the year before."""
    fact = of(
        ResourceAllocatedV1,
        resource,
        amount=entry.amount,
        total=resource.money.allocated + resource.money.carried_in,
        paper=paper(entry),
        carried_from_year=carried_from_year,
        entry_id=entry.id,
        allocated_on=entry.on,
    )
    unit.announce(fact, place=resource.office)


def spent(unit: Unit, resource: Resource, entry: Entry) -> None:
    """Announces that money was spent."""
    fact = of(
        ResourceSpentV1,
        resource,
        amount=entry.amount,
        total=resource.money.spent,
        reason=entry.reason,
        entry_id=entry.id,
        spent_on=entry.on,
    )
    unit.announce(fact, place=resource.office)


def carried_over(unit: Unit, resource: Resource, into: Resource, entry: Entry) -> None:
    """Announces that money goes on into the next year."""
    fact = of(
        ResourceCarriedOverV1,
        resource,
        amount=entry.amount,
        to_year=into.year,
        to_resource_id=into.id,
        entry_id=entry.id,
        carried_on=entry.on,
    )
    unit.announce(fact, place=resource.office)


def corrected(unit: Unit, resource: Resource, first: Entry, correction: Entry, was: int) -> None:
    """Announces that an entry was put right; `first`: as it was made, `was`: what it had come to."""
    fact = of(
        ResourceCorrectedV1,
        resource,
        reason=correction.reason,
        planned_total=resource.money.planned,
        allocated_total=resource.money.allocated + resource.money.carried_in,
        spent_total=resource.money.spent,
        entry_id=first.id,
        entry=CorrectedEntry(kind=first.kind.value, amount=correction.amount, was=was, on=first.on),
        corrected_on=correction.on,
    )
    unit.announce(fact, place=resource.office)


def paper(entry: Entry) -> OfficialPaper | None:
    """The paper behind an entry; None where none is named. Whose it is is not asked."""
    if not entry.paper_number or not entry.paper_signed_on:
        return None
    scan = entry.scan
    return OfficialPaper(
        number=entry.paper_number,
        signed_on=entry.paper_signed_on,
        kind=_symbol(entry.paper_number),
        name=scan.name if scan else None,
        sha256=scan.sha256 if scan else None,
    )


def _symbol(number: str) -> str:
    """The kind in a number: `QĐ` of `77/QĐ-UBND`; all that follows the first slash where there is no hyphen."""
    return number.partition("/")[2].partition("-")[0] or "QĐ"
