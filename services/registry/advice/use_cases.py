"""What is done with advice: given, followed up, and laid beside the lines of plans it supports; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.work import Unit
from programme.places import place_now
from services.registry.advice import announcements, rules, store
from services.registry.advice.commands import AdviceCommand, CloseAdviceCommand
from services.registry.advice.counsel import Counsel
from services.registry.advice.refusals import LineUnknown
from services.registry.plans import store as plans
from services.registry.plans.lifecycle import Stage, State
from services.registry.producers import store as producers
from services.registry.products import store as products
from services.registry.products.product import Concern
from services.registry.products.refusals import OfAnotherProducer


async def give_advice(unit: Unit, command: AdviceCommand, *, by: Principal) -> Counsel:
    """
    Records an advice by an office that serves the producer's place. One about a product that is on an approved plan of the
    year supports its line. Raises NotFound, Forbidden, OfAnotherProducer, LineUnknown, and what `rules.given` raises.
    """
    concern = await concern_to_advise(unit, command.producer_id, command.product_id, by)
    office = rules.office_of(by, concern.place.path)
    line = await _line(unit, command, by)
    counsel = rules.given(unit.new_id(), command, concern=concern, office=office, line=line, on=unit.today)
    kept = await store.counsels.add(unit, counsel)
    announcements.given(unit, kept)
    return kept


async def concern_to_advise(unit: Unit, producer_id: str, product_id: str | None, by: Principal) -> Concern:
    """Whom and what an advice is about, for an officer of its place; raises NotFound, Forbidden, OfAnotherProducer."""
    producer = await producers.seen_by(unit, producer_id, by)
    product = await products.managed_by(unit, product_id, by) if product_id else None
    if product is not None and product.producer_id != producer.id:
        raise OfAnotherProducer(pointer="/product_id")
    place = product.place if product else place_now(producer.place, unit.today)
    rules.office_of(by, place.path)
    return Concern.of(producer, product, place)


async def close_advice(
    unit: Unit, advice_id: str, command: CloseAdviceCommand, *, by: Principal, expected: int
) -> Counsel:
    """Says what became of what was to follow; raises NotFound, Forbidden, Stale, StepRefused, OutcomeMissing."""
    counsel = await advice_to_close(unit, advice_id, by, expected)
    kept = await store.counsels.keep(unit, rules.closed(counsel, command, at=unit.now, on=unit.today, by=by))
    announcements.closed(unit, kept)
    return kept


async def advice_to_close(unit: Unit, advice_id: str, by: Principal, expected: int | None = None) -> Counsel:
    """Loads an advice for the office that gave it; raises NotFound, Forbidden to those who only see it, Stale."""
    counsel = await store.seen_by(unit, advice_id, by, expected)
    if not rules.may_write(counsel, by):
        raise Forbidden()
    return counsel


async def advice_due(unit: Unit, by: Principal) -> int:
    """How many things are to follow soon, or should have, at a person's own offices."""
    return await store.due_of_offices(unit, by, 1000)


async def _line(unit: Unit, command: AdviceCommand, by: Principal) -> tuple[str, str] | None:
    """The plan and the line an advice supports: the one named, else the product's of the present year."""
    if command.plan_line_id:
        found = await plans.plans.first(unit, {"approved.id": command.plan_line_id})
        if found is None or not plans.may_see(found, by):
            raise LineUnknown(pointer="/plan_line_id")
        return found.id, command.plan_line_id
    if command.product_id:
        for plan in await plans.with_product(unit, command.product_id):
            if plan.year != unit.today.year or plan.state is State.CLOSED:
                continue
            for line in plan.approved:
                if line.product_id == command.product_id and line.stage is not Stage.DROPPED:
                    return plan.id, line.id
    return None
