"""What is done with products: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from typing import Any

from kit.command import Reason
from kit.facts import Fact
from kit.identity import Principal, is_within
from kit.refusal import Forbidden
from kit.storage import Collection
from kit.work import Unit
from programme.places import place_now
from programme.roles import OFFICERS, acts_for, keeps
from services.registry.producers import rules as producer_rules
from services.registry.producers import store as producers
from services.registry.producers.commands import MergeCommand
from services.registry.producers.lifecycle import Verb as ProducerVerb
from services.registry.producers.producer import Producer
from services.registry.products import announcements, rules, store
from services.registry.products.commands import NewProductCommand, ProductCommand, ProductionEndedCommand
from services.registry.products.product import Certified, Concern, Product
from services.registry.products.refusals import OfAnotherProducer, TooManyAtOnce

MOST_MOVED = 40
"""So many products of one producer are moved in one transaction, which somebody waits for."""
MOST_CONCERNS = 300
"""So many records of one kind about one producer follow it in one transaction."""


class ProductChanging(Fact):
    """A product is about to take over other particulars: who holds something that hangs on the old ones refuses."""

    before: Product
    after: Product


class ProductLeaving(Fact):
    """A product is about to be withdrawn: who still works on it refuses."""

    product: Product


class ProductionEnded(Fact):
    """The commune confirmed that a product is no longer made: who keeps its certificate has a person look at it."""

    product: Product
    because: str
    by: Principal


class ProductNamed(Fact):
    """A product was entered, or is called otherwise: who keeps what is alike looks again."""

    product: Product


class ProductMerged(Fact):
    """A twin was merged into another record: what belonged to it belongs to that one."""

    product: Product
    into: Product
    by: Principal
    reason: str


class ProductMoved(Fact):
    """A product is another producer's record now, by a merging: what names its producer follows."""

    product: Product
    reason: str


async def register_product(unit: Unit, command: NewProductCommand, *, by: Principal, looked: bool = True) -> Product:
    """
    Enters a product of a producer, in the producer's commune of today. Not `looked`: who enters it is warned of likely
    twins first. Raises NotFound, StepRefused, LikelyTwin.
    """
    producer = await producer_to_enter_for(unit, command.producer_id, by)
    producer.lifecycle.step(producer.state, ProducerVerb.UPDATE)
    await producers.producers.touch(unit, producer)  # so that none is closed or merged while a product of it is entered
    place = place_now(producer.place, unit.today)
    product = rules.registered(unit.new_id(), command.particulars(), producer=producer, place=place, on=unit.today)
    if not looked:
        rules.warn_of(await store.like(unit, product, by))
    kept = await store.products.add(unit, product)
    announcements.registered(unit, kept)
    await unit.happens(ProductNamed(product=kept))
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
    if kept.likeness != product.likeness:
        await unit.happens(ProductNamed(product=kept))
    return kept


async def merge_product(unit: Unit, product_id: str, command: MergeCommand, *, by: Principal, expected: int) -> Product:
    """
    Merges a twin into the record that is kept, which then has its dossiers and certificates: a registrar of both places.
    Answers the kept one. Raises NotFound, Stale, Forbidden, StepRefused, MergeReasonMissing, MergedWithItself, and what
    other slices refuse with.
    """
    product = await store.managed_by(unit, product_id, by, expected)
    into = await store.managed_by(unit, command.into, by)
    for one in (product, into):
        producer_rules.require_registrar(by, one.place)
    gone, filled = rules.merged(product, into, command.reason, at=unit.now, by=by)
    gone = await store.products.keep(unit, gone)
    kept = await store.products.keep(unit, filled)
    if kept.producer_id != into.producer_id:  # it named none
        await unit.happens(ProductMoved(product=kept, reason=command.reason))
    await unit.happens(ProductMerged(product=product, into=kept, by=by, reason=command.reason))
    announcements.merged(unit, gone, kept, command.reason)
    kept = await store.products.get(unit, kept.id)  # with what other slices brought along
    announcements.updated(unit, kept)
    await unit.happens(ProductNamed(product=kept))
    return kept


async def move_products(unit: Unit, producer: Producer, into: Producer, *, reason: str) -> None:
    """Has the products of a merged producer belong to the record that is kept. Raises TooManyAtOnce."""
    of_it = await store.products.select(unit, {"producer_id": producer.id}, limit=MOST_MOVED + 1)
    if len(of_it) > MOST_MOVED:
        raise TooManyAtOnce(most=MOST_MOVED)
    for product in of_it:
        kept = await store.products.keep(unit, rules.of_producer(product, into))
        if kept.merged_into is None:
            announcements.updated(unit, kept)
            await unit.happens(ProductNamed(product=kept))
        await unit.happens(ProductMoved(product=kept, reason=reason))


async def show_latest(unit: Unit, product_id: str, latest: Certified | None) -> None:
    """Shows the recognition by which a product is found now: of a twin's certificates too."""
    product = await store.products.get(unit, product_id)
    await store.products.keep(unit, rules.recognised_by(product, latest))


async def withdraw_product(unit: Unit, product_id: str, command: Reason, *, by: Principal, expected: int) -> Product:
    """Takes a product out of the programme; raises NotFound, Stale, StepRefused, and what other slices refuse with."""
    product = await product_to_change(unit, product_id, by, expected)
    withdrawn = rules.withdrawn(product, command, at=unit.now, by=by)
    await unit.happens(ProductLeaving(product=product))
    kept = await store.products.keep(unit, withdrawn)
    announcements.withdrawn(unit, kept, command.reason)
    return kept


async def confirm_production_ended(
    unit: Unit, product_id: str, command: ProductionEndedCommand, *, by: Principal, expected: int
) -> Product:
    """
    Confirms that a product is no longer made: an officer of its place, in the name of the lowest office of theirs that covers
    it. Nothing of its certificate changes. Raises NotFound, Stale, Forbidden, StepRefused, ProductionNoteMissing,
    ProductionEndsLater.
    """
    product = await product_to_confirm_of(unit, product_id, by, expected)
    office = max((one for one in by.offices(*OFFICERS) if is_within(product.place.path, one)), key=len)
    after = rules.production_ended(product, command, office=office, on=unit.today, at=unit.now, by=by)
    kept = await store.products.keep(unit, after)
    announcements.production_ended(unit, kept)
    await unit.happens(ProductionEnded(product=kept, because=command.note, by=by))
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


async def product_to_confirm_of(unit: Unit, product_id: str, by: Principal, expected: int | None = None) -> Product:
    """Loads a product for an officer of its place who is not its producer; raises NotFound, Stale, Forbidden."""
    product = await store.managed_by(unit, product_id, by, expected)
    if not by.covers(product.place.path, *OFFICERS) or acts_for(by, product.producer_id):
        raise Forbidden()
    return product


async def concerned(
    unit: Unit, producer_id: str, product_id: str | None, by: Principal
) -> tuple[Producer, Product | None]:
    """
    Loads whom and what a record is to be about, for who may write of them; the producer is touched, so that none is closed
    or merged meanwhile. Raises NotFound, Forbidden, StepRefused, OfAnotherProducer.
    """
    producer = await producer_to_enter_for(unit, producer_id, by)
    producer.lifecycle.step(producer.state, ProducerVerb.UPDATE)
    product = await store.managed_by(unit, product_id, by) if product_id else None
    if product is not None and product.producer_id != producer.id:
        raise OfAnotherProducer(pointer="/product_id")
    if unit.session is not None:
        await producers.producers.touch(unit, producer)
    return producer, product


async def move_concerns_of_producer(unit: Unit, records: Collection[Any], producer: Producer, into: Producer) -> None:
    """Has the records about a merged producer be about the one that is kept. Raises TooManyAtOnce."""
    for one in await _concerns(unit, records, {"producer_id": producer.id}):
        now = {"producer_id": into.id, "producer_name": into.name, "producer_kind": into.kind}
        await records.keep(unit, one.model_copy(update=now))


async def move_concerns_of_product(unit: Unit, records: Collection[Any], product: Product, into: Product) -> None:
    """Has the records about a merged product be about the one that is kept. Raises TooManyAtOnce."""
    now = dict(Concern.of(None, into, into.place))
    del now["place"]  # a record stays where it was made
    for one in await _concerns(unit, records, {"product_id": product.id}):
        await records.keep(unit, one.model_copy(update=now))


async def _concerns(unit: Unit, records: Collection[Any], about: dict[str, str]) -> list[Any]:
    found = await records.select(unit, about, limit=MOST_CONCERNS + 1)
    if len(found) > MOST_CONCERNS:
        raise TooManyAtOnce(most=MOST_CONCERNS)
    return found
