"""What is done with products: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from kit.command import Reason
from kit.facts import Fact
from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Unit
from programme.places import place_now
from programme.roles import keeps
from services.registry.producers import rules as producer_rules
from services.registry.producers import store as producers
from services.registry.producers.lifecycle import Verb as ProducerVerb
from services.registry.producers.producer import Producer
from services.registry.products import announcements, rules, store
from services.registry.products.commands import NewProductCommand, ProductCommand
from services.registry.products.product import Certified, Product


class ProductChanging(Fact):
    """A product is about to take over other particulars: who holds something that hangs on the old ones refuses."""

    before: Product
    after: Product


class ProductLeaving(Fact):
    """A product is about to be withdrawn: who still works on it refuses."""

    product: Product


async def register_product(unit: Unit, command: NewProductCommand, *, by: Principal) -> Product:
    """Enters a product of a producer, in the producer's commune of today; raises NotFound, StepRefused."""
    producer = await producer_to_enter_for(unit, command.producer_id, by)
    producer.lifecycle.step(producer.state, ProducerVerb.UPDATE)
    place = place_now(producer.place, unit.today)
    product = rules.registered(unit.new_id(), command.particulars(), producer=producer, place=place, on=unit.today)
    kept = await store.products.add(unit, product)
    announcements.registered(unit, kept)
    return kept


async def update_product(
    unit: Unit, product_id: str, command: ProductCommand, *, by: Principal, expected: int
) -> Product:
    """Corrects a product's particulars; raises NotFound, Stale, StepRefused, and what other slices refuse with."""
    product = await product_to_change(unit, product_id, by, expected)
    changed = rules.updated(product, command, at=unit.now, by=by)
    await unit.happens(ProductChanging(before=product, after=changed))
    kept = await store.products.keep(unit, changed)
    announcements.updated(unit, kept)
    return kept


async def withdraw_product(unit: Unit, product_id: str, command: Reason, *, by: Principal, expected: int) -> Product:
    """Takes a product out of the programme; raises NotFound, Stale, StepRefused, and what other slices refuse with."""
    product = await product_to_change(unit, product_id, by, expected)
    withdrawn = rules.withdrawn(product, command, at=unit.now, by=by)
    await unit.happens(ProductLeaving(product=product))
    kept = await store.products.keep(unit, withdrawn)
    announcements.withdrawn(unit, kept, command.reason)
    return kept


async def certify_product(unit: Unit, product_id: str, certified: Certified) -> Product:
    """Shows a recognition on its product, and announces the product's state; raises NotFound, StepRefused."""
    product = rules.certified(await store.products.get(unit, product_id), certified)
    kept = await store.products.keep(unit, product)
    announcements.state(unit, kept)
    return kept


async def producer_to_enter_for(unit: Unit, producer_id: str, by: Principal) -> Producer:
    """Loads a producer for who may enter products of it; raises NotFound, Forbidden to those who only see it."""
    producer = await producers.seen_by(unit, producer_id, by)
    producer_rules.require_keeper(by, producer.id, producer.place)
    return producer


async def product_to_change(unit: Unit, product_id: str, by: Principal, expected: int | None = None) -> Product:
    """Loads a product for who may write of it; raises NotFound, Forbidden to those who only see it."""
    product = await store.managed_by(unit, product_id, by, expected)
    if not keeps(by, product.producer_id, product.place.path):
        raise Forbidden()
    return product
