"""What is done with linkage contracts: recorded, changed, told of before their end, ended; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.web.files import Stored
from kit.work import Due, Unit
from law.lists import stamp
from programme.places import place_now
from services.registry.credentials.credential import Paper
from services.registry.credentials.rules import midnight
from services.registry.linkages import announcements, rules, store
from services.registry.linkages.commands import EndLinkageCommand, LinkageCommand, NewLinkageCommand
from services.registry.linkages.lifecycle import State
from services.registry.linkages.linkage import Linkage
from services.registry.linkages.refusals import LinkagesFull
from services.registry.products.product import Concern
from services.registry.products.use_cases import concerned

CALENDAR = "linkage-calendar"
"""The deadline that walks down a contract's ladder, rung by rung."""
LISTS = ("linkages",)


async def record_linkage(
    unit: Unit, command: NewLinkageCommand, file: Stored | None = None, *, by: Principal
) -> Linkage:
    """
    Records a contract of a producer, by its own person or a registrar of its place; the paper's content is in the file store
    already. Raises NotFound, Forbidden, StepRefused, OfAnotherProducer, LinkagesFull, and what `rules.recorded` raises.
    """
    concern = await concern_to_record_for(unit, command.producer_id, command.product_id, by)
    terms = LinkageCommand(**command.model_dump(exclude={"producer_id", "product_id"}))
    paper = Paper(**dict(file)) if file else None
    made = rules.recorded(unit.new_id(), terms, concern=concern, paper=paper, on=unit.today, lists=stamp(*LISTS))
    if await store.count_of(unit, concern.producer_id) >= rules.MOST_LINKAGES:
        raise LinkagesFull(most=rules.MOST_LINKAGES)
    kept = await store.linkages.add(unit, made)
    announcements.recorded(unit, kept)
    _await_next_rung(unit, kept)
    return kept


async def must_record(unit: Unit, command: NewLinkageCommand, *, by: Principal) -> str:
    """What would refuse a contract, asked before its paper is kept; answers its producer's id."""
    concern = await concern_to_record_for(unit, command.producer_id, command.product_id, by)
    terms = LinkageCommand(**command.model_dump(exclude={"producer_id", "product_id"}))
    rules.recorded("–", terms, concern=concern, paper=None, on=unit.today, lists={})
    return concern.producer_id


async def concern_to_record_for(unit: Unit, producer_id: str, product_id: str | None, by: Principal) -> Concern:
    """Whom a contract is to be of, for who may record it; raises NotFound, Forbidden, StepRefused, OfAnotherProducer."""
    producer, product = await concerned(unit, producer_id, product_id, by)
    return Concern.of(producer, product, product.place if product else place_now(producer.place, unit.today))


async def change_linkage(
    unit: Unit, linkage_id: str, command: LinkageCommand, *, by: Principal, expected: int
) -> Linkage:
    """Changes the terms of a contract, or prolongs it; raises NotFound, Forbidden, Stale, and what `rules.changed` raises."""
    linkage = await linkage_to_change(unit, linkage_id, by, expected)
    kept = await store.linkages.keep(unit, rules.changed(linkage, command, at=unit.now, on=unit.today, by=by))
    announcements.recorded(unit, kept)
    unit.settle(CALENDAR, kept.id)
    _await_next_rung(unit, kept)
    return kept


async def end_linkage(
    unit: Unit, linkage_id: str, command: EndLinkageCommand, *, by: Principal, expected: int
) -> Linkage:
    """Notes that the partners ended a contract; raises NotFound, Forbidden, Stale, and what `rules.ended` raises."""
    linkage = await linkage_to_change(unit, linkage_id, by, expected)
    kept = await store.linkages.keep(unit, rules.ended(linkage, command, at=unit.now, on=unit.today, by=by))
    unit.settle(CALENDAR, kept.id)
    announcements.ended(unit, kept)
    return kept


async def walk_the_ladder(unit: Unit, due: Due) -> None:
    """Announces what today's rung says, and sets the deadline of the next one."""
    linkage = await store.linkages.find(unit, due.subject)
    if linkage is None or linkage.state is not State.IN_FORCE or linkage.until is None:
        return
    left = (linkage.until - unit.today).days
    if left < 0:
        announcements.ended(unit, await store.linkages.keep(unit, rules.expired(linkage, at=unit.now)))
        return
    announcements.expiring(unit, linkage, left)
    _await_next_rung(unit, linkage)


async def linkage_to_change(unit: Unit, linkage_id: str, by: Principal, expected: int | None = None) -> Linkage:
    """Loads a contract for who may write of it; raises NotFound, Forbidden to those who only see it, Stale."""
    linkage = await store.seen_by(unit, linkage_id, by, expected)
    if not rules.may_write(linkage, by):
        raise Forbidden()
    return linkage


def _await_next_rung(unit: Unit, linkage: Linkage) -> None:
    rung = rules.next_rung(linkage, unit.today)
    if rung is not None:
        unit.defer(Due(what=CALENDAR, subject=linkage.id, due_at=midnight(rung), place=linkage.place.path))
