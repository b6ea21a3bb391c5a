"""What is done with likely twins: found, set apart, merged; each one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from kit.command import Reason
from kit.identity import Principal
from kit.work import Unit
from services.registry.producers import store as producers
from services.registry.producers import use_cases as producer_use_cases
from services.registry.producers.commands import MergeCommand
from services.registry.producers.likeness import keys
from services.registry.producers.producer import Producer
from services.registry.products import rules as product_rules
from services.registry.products import store as products
from services.registry.products import use_cases as product_use_cases
from services.registry.products.product import Product
from services.registry.twins import rules, store
from services.registry.twins.commands import MergeTwinsCommand
from services.registry.twins.pair import Kind, Pair


@dataclass(frozen=True)
class Both:
    """A pair with its two records."""

    pair: Pair
    one: Producer | Product
    other: Producer | Product


async def both_of(unit: Unit, pair_id: str, by: Principal, expected: int | None = None) -> Both:
    """A pair with its records, for who may see both; raises NotFound, Stale."""
    pair = await store.seen_by(unit, pair_id, by, expected)
    if pair.kind is Kind.PRODUCER:
        return Both(pair, *[await producers.seen_by(unit, id, by) for id in (pair.one, pair.other)])
    return Both(pair, *[await products.managed_by(unit, id, by) for id in (pair.one, pair.other)])


async def merge_twins(unit: Unit, pair_id: str, command: MergeTwinsCommand, *, by: Principal, expected: int) -> Pair:
    """
    Merges one of a pair into the other. Raises NotFound, Stale, NeitherOfTheTwo, and what merging producers or products
    raises.
    """
    both = await both_of(unit, pair_id, by, expected)
    keep, gone, seen = rules.kept_and_gone(both.pair, command)
    rules.check_seen(both.pair, command, both.one.version, both.other.version)
    after = rules.merged(both.pair, command.reason, at=unit.now, by=by)
    merge = MergeCommand(into=keep, reason=command.reason)
    kept = await store.pairs.keep(unit, after)
    if both.pair.kind is Kind.PRODUCER:
        await producer_use_cases.merge_producer(unit, gone, merge, by=by, expected=seen)
    else:
        await product_use_cases.merge_product(unit, gone, merge, by=by, expected=seen)
    return kept


async def part_twins(unit: Unit, pair_id: str, command: Reason, *, by: Principal, expected: int) -> Pair:
    """Marks a pair as not the same: it is not asked about again. Raises NotFound, Stale, PartingReasonMissing, StepRefused."""
    pair = await store.seen_by(unit, pair_id, by, expected)
    return await store.pairs.keep(unit, rules.parted(pair, command, at=unit.now, by=by))


async def ask_again(unit: Unit, pair_id: str, *, by: Principal, expected: int) -> Pair:
    """Takes back that a pair is not the same. Raises NotFound, Stale, StepRefused."""
    pair = await store.seen_by(unit, pair_id, by, expected)
    return await store.pairs.keep(unit, rules.asked_again(pair, at=unit.now, by=by))


async def note_producers_like(unit: Unit, producer: Producer) -> None:
    """Keeps the pairs a producer is one of now, with its place; those set apart stay so."""
    await store.meet(unit, producer.likeness or ())
    await _note(unit, producer.id, rules.producers_like(producer, await producers.candidates(unit, producer)))


async def note_products_like(unit: Unit, product: Product) -> None:
    """Keeps the pairs a product is one of now; those set apart stay so."""
    await store.meet(unit, product.likeness or ())
    await _note(unit, product.id, rules.products_like(product, await products.candidates(unit, product)))


async def forget_record(unit: Unit, record: str) -> None:
    """Takes away the pairs of a record that was merged or ended and is nobody's twin any more; what was decided of a pair stays."""
    for pair in await store.open_with(unit, record):
        await store.pairs.remove(unit, pair)


async def look_at_producer(unit: Unit, producer_id: str) -> None:
    """Gives a producer of an earlier release what names like its own are found by, and keeps the pairs it is one of."""
    known = await producers.producers.find(unit, producer_id)
    if known is not None and known.likeness is None:
        given = () if known.merged_into else keys(known.name)
        kept = await producers.producers.keep(unit, known.model_copy(update={"likeness": given}))
        await note_producers_like(unit, kept)


async def look_at_product(unit: Unit, product_id: str) -> None:
    """Gives a product of an earlier release what names like its own are found by, and keeps the pairs it is one of."""
    known = await products.products.find(unit, product_id)
    if known is not None and known.likeness is None:
        given = product_rules.likeness(known.name, known.producer_id, known.place.path)
        kept = await products.products.keep(unit, known.model_copy(update={"likeness": given}))
        await note_products_like(unit, kept)


async def _note(unit: Unit, record: str, found: list[Pair]) -> None:
    ids = {pair.id for pair in found}
    for before in await store.open_with(unit, record):
        if before.id not in ids:  # called otherwise by now
            await store.pairs.remove(unit, before)
    for pair in found:
        known = await store.known_or_none(unit, pair.id)
        after = known and rules.as_found(known, pair)
        if known is None:
            await store.pairs.add(unit, pair.model_copy(update={"open_since": unit.now}))
        elif after and after != known:
            await store.pairs.keep(unit, after)
