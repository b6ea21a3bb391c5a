"""What may be done with producers; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.storage import Unit
from law.places import plain
from services.registry.dossiers import store as dossiers
from services.registry.producers import announcements, rules, store
from services.registry.producers.producer import Person, Producer, Verb
from services.registry.roles import REGISTRARS
from services.registry.territory import where


async def register_producer(
    unit: Unit,
    *,
    name: str,
    kind: str,
    tax_code: str | None,
    place: str,
    representative: Person,
    language: str,
    by: Principal,
) -> Producer:
    """This will enter a producer: its own person (under the id it signs in for), or an officer of its commune."""
    id, located = rules.own_id(by) or unit.new_id(), where(place, unit.today)
    # Who may not enter one is not told whether there is one.
    rules.require_keeper(by, id, located)
    if await store.producers.find(unit, id):
        raise rules.AlreadyRegistered()
    if tax_code and await store.producers.first(unit, {"tax_code": tax_code}):
        raise rules.AlreadyRegistered(pointer="/tax_code")
    producer = rules.registered(
        id,
        name=name,
        kind=kind,
        tax_code=tax_code,
        place=located,
        representative=representative,
        language=language,
        on=unit.today,
    )
    kept = await store.producers.add(unit, producer)
    announcements.tell_registered(unit, kept)
    return kept


async def update_producer(
    unit: Unit,
    producer_id: str,
    *,
    name: str,
    kind: str,
    tax_code: str | None,
    place: str,
    representative: Person,
    language: str,
    by: Principal,
    expected: int,
) -> Producer:
    """This will correct a producer's particulars."""
    producer = await producer_to_change(unit, producer_id, by, expected)
    rules.LIFECYCLE.step(producer.state, Verb.UPDATE)
    if tax_code and tax_code != producer.tax_code and await store.producers.first(unit, {"tax_code": tax_code}):
        raise rules.AlreadyRegistered(pointer="/tax_code")
    rules.check(name=name, kind=kind, tax_code=tax_code, representative=representative, on=unit.today)
    changed = rules.stepped(
        producer,
        Verb.UPDATE,
        at=unit.now,
        by=by,
        name=name,
        kind=kind,
        tax_code=tax_code or None,
        place=producer.place if place == producer.place.path else where(place, unit.today),
        representative=representative,
        language=language,
        sort_key=plain(name),
    )
    kept = await store.producers.keep(unit, changed)
    announcements.tell_updated(unit, kept)
    return kept


async def close_producer(unit: Unit, producer_id: str, *, reason: str, by: Principal, expected: int) -> Producer:
    """This will close a producer that ended its business."""
    producer = await producer_to_change(unit, producer_id, by, expected)
    if not reason.strip():
        raise rules.ReasonMissing(pointer="/reason")
    closed = rules.stepped(producer, Verb.CLOSE, at=unit.now, by=by, note=reason)
    if unfinished := await dossiers.open_of_producer(unit, producer_id):
        raise rules.DossierIsOpen(product=unfinished.product_name)
    kept = await store.producers.keep(unit, closed)
    announcements.tell_closed(unit, kept, reason)
    return kept


async def may_enter(unit: Unit, by: Principal) -> bool:
    """Whether a person has a producer to enter: a registrar always, a producer's own person until it is entered."""
    own = rules.own_id(by)
    return by.has(*REGISTRARS) or (own is not None and await store.producers.find(unit, own) is None)


async def producer_to_change(unit: Unit, producer_id: str, by: Principal, expected: int | None = None) -> Producer:
    """
    This will load a producer for who may write of it; raises NotFound to those who may not see it, Forbidden to those who
    only see it. The pages ask it before they show a form.
    """
    producer = await store.seen_by(unit, producer_id, by, expected)
    rules.require_keeper(by, producer_id, producer.place)
    return producer
