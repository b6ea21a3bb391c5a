"""What may be done with producers; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.storage import Unit
from law.places import plain
from services.registry.dossiers import store as dossiers
from services.registry.producers import announcements, rules, store
from services.registry.producers.producer import Person, Producer, Verb
from services.registry.roles import REGISTRARS, acts_for
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
    id = rules.own_id(by) or unit.new_id()
    if await store.producers.find(unit, id):
        raise rules.AlreadyRegistered()
    if tax_code and await store.producers.first(unit, {"tax_code": tax_code}):
        raise rules.AlreadyRegistered(pointer="/tax_code")
    producer = rules.registered(
        id,
        name=name,
        kind=kind,
        tax_code=tax_code,
        place=where(place, unit.today),
        representative=representative,
        language=language,
        on=unit.today,
        by=by,
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
    producer = await store.seen_by(unit, producer_id, by, expected)
    if not (acts_for(by, producer_id) or by.covers(producer.place.path, *REGISTRARS)):
        raise Forbidden()
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
    producer = await store.seen_by(unit, producer_id, by, expected)
    if not (acts_for(by, producer_id) or by.covers(producer.place.path, *REGISTRARS)):
        raise Forbidden()
    if not reason.strip():
        raise rules.ReasonMissing(pointer="/reason")
    closed = rules.stepped(producer, Verb.CLOSE, at=unit.now, by=by, note=reason)
    if unfinished := await dossiers.open_of_producer(unit, producer_id):
        raise rules.DossierIsOpen(product=unfinished.product_name)
    kept = await store.producers.keep(unit, closed)
    announcements.tell_closed(unit, kept, reason)
    return kept
