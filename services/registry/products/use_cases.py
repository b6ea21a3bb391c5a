"""What may be done with products; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.storage import Unit
from services.registry.dossiers import store as dossiers
from services.registry.producers import rules as producer_rules
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.producers.producer import Verb as ProducerVerb
from services.registry.products import announcements, rules, store
from services.registry.products.product import Product, Verb
from services.registry.roles import keeps
from services.registry.territory import place_now


async def register_product(
    unit: Unit, producer_id: str, *, name: str, set_no: int, description: str, by: Principal
) -> Product:
    """This will enter a product of a producer, in the producer's commune of today."""
    producer = await producer_to_enter_for(unit, producer_id, by)
    producer_rules.LIFECYCLE.step(producer.state, ProducerVerb.UPDATE)
    product = rules.checked(
        Product(
            id=unit.new_id(),
            name=name,
            set_no=set_no,
            description=description,
            producer_id=producer.id,
            producer_name=producer.name,
            producer_kind=producer.kind,
            place=place_now(producer.place, unit.today),
            registered_on=unit.today,
        )
    )
    kept = await store.products.add(unit, product)
    announcements.tell_registered(unit, kept)
    return kept


async def update_product(
    unit: Unit, product_id: str, *, name: str, set_no: int, description: str, by: Principal, expected: int
) -> Product:
    """This will correct a product's particulars."""
    product = await product_to_change(unit, product_id, by, expected)
    changed = rules.stepped(product, Verb.UPDATE, at=unit.now, by=by, name=name, set_no=set_no, description=description)
    if set_no != product.set_no and await dossiers.open_one(unit, product_id):
        raise rules.SetIsFixed(pointer="/set_no")
    kept = await store.products.keep(unit, rules.checked(changed))
    announcements.tell_updated(unit, kept)
    return kept


async def withdraw_product(unit: Unit, product_id: str, *, reason: str, by: Principal, expected: int) -> Product:
    """This will take a product out of the programme."""
    product = await product_to_change(unit, product_id, by, expected)
    withdrawn = rules.stepped(product, Verb.WITHDRAW, at=unit.now, by=by, note=reason)
    if not reason.strip():
        raise rules.ReasonMissing(pointer="/reason")
    if await dossiers.open_one(unit, product_id):
        raise rules.DossierIsOpen()
    kept = await store.products.keep(unit, withdrawn)
    announcements.tell_withdrawn(unit, kept, reason)
    return kept


async def producer_to_enter_for(unit: Unit, producer_id: str, by: Principal) -> Producer:
    """This will load a producer for who may enter products of it; raises NotFound, Forbidden to those who only see it."""
    producer = await producers.seen_by(unit, producer_id, by)
    producer_rules.require_keeper(by, producer.id, producer.place)
    return producer


async def product_to_change(unit: Unit, product_id: str, by: Principal, expected: int | None = None) -> Product:
    """This will load a product for who may write of it; raises NotFound, Forbidden to those who only see it."""
    product = await store.managed_by(unit, product_id, by, expected)
    if not keeps(by, product.producer_id, product.place.path):
        raise Forbidden()
    return product
