"""What is done with year plans: drawn up, approved, amended, and followed by what becomes of their lines; each one transaction."""

from __future__ import annotations

from kit.command import Reason
from kit.identity import Principal
from kit.refusal import Forbidden, NotFound
from kit.work import Due, Unit
from law.lists import stamp
from law.places import gazetteer, office_above
from law.planning import close_on
from programme.roles import OFFICERS
from services.registry.credentials.rules import midnight
from services.registry.plans import announcements, rules, store
from services.registry.plans.commands import ApprovePlanCommand, LineProductCommand, NewPlanCommand, PlanLineCommand
from services.registry.plans.lifecycle import Stage, State, Verb
from services.registry.plans.plan import Plan, line_of
from services.registry.plans.refusals import NobodyAbove, OwnPlan, PlanThereAlready
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Concern, Product

CLOSING = "plan-closing"
"""The day on which a plan is closed by itself."""
LISTS = ("plans", "classification", "dossier-kinds")


async def make_plan(unit: Unit, command: NewPlanCommand, *, by: Principal) -> Plan:
    """
    Begins an office's plan of a year: an officer of exactly that office. Raises Forbidden, PlanThereAlready, NobodyAbove,
    YearOutOfReach, and of an office that is not there today what `Gazetteer.at` raises.
    """
    if command.office not in by.offices(*OFFICERS):
        raise Forbidden()
    gazetteer().at(command.office, unit.today)
    to_office = office_above(command.office, unit.today)
    if to_office is None:
        raise NobodyAbove(pointer="/office")
    made = rules.made(unit.new_id(), command, to_office=to_office, on=unit.today)
    if await store.of_office(unit, command.office, command.year):
        raise PlanThereAlready(pointer="/year", year=str(command.year))
    kept = await store.plans.add(unit, made)
    due = midnight(close_on(kept.year))
    unit.defer(Due(what=CLOSING, subject=kept.id, due_at=due, place=kept.office))
    return kept


async def add_line(unit: Unit, plan_id: str, command: PlanLineCommand, *, by: Principal, expected: int) -> Plan:
    """Adds a line to a plan; raises NotFound, Forbidden, Stale, and what `rules.with_line` raises."""
    plan = await plan_to_write(unit, plan_id, by, expected)
    concern = await _concern(unit, command, by)
    written = rules.with_line(plan, unit.new_id(), command, concern=concern, new=True, on=unit.today)
    return await store.plans.keep(unit, written)


async def change_line(
    unit: Unit, plan_id: str, line_id: str, command: PlanLineCommand, *, by: Principal, expected: int
) -> Plan:
    """Changes a line of a plan; raises NotFound, Forbidden, Stale, and what `rules.with_line` raises."""
    plan = await plan_to_write(unit, plan_id, by, expected)
    if line_of(plan.lines, line_id) is None:
        raise NotFound()
    concern = await _concern(unit, command, by)
    written = rules.with_line(plan, line_id, command, concern=concern, new=False, on=unit.today)
    return await store.plans.keep(unit, written)


async def remove_line(unit: Unit, plan_id: str, line_id: str, *, by: Principal, expected: int) -> Plan:
    """Takes a line out of a plan that is being written; raises NotFound, Forbidden, Stale, StepRefused."""
    plan = await plan_to_write(unit, plan_id, by, expected)
    if line_of(plan.lines, line_id) is None:
        raise NotFound()
    return await store.plans.keep(unit, rules.without_line(plan, line_id))


async def submit_plan(unit: Unit, plan_id: str, *, by: Principal, expected: int) -> Plan:
    """Hands a plan to the office above; raises NotFound, Forbidden, Stale, StepRefused, PlanEmpty."""
    plan = await plan_to_write(unit, plan_id, by, expected)
    kept = await store.plans.keep(unit, rules.submitted(plan, at=unit.now, on=unit.today, by=by))
    announcements.submitted(unit, kept)
    return kept


async def send_plan_back(unit: Unit, plan_id: str, command: Reason, *, by: Principal, expected: int) -> Plan:
    """The office above sends a plan back; raises NotFound, Forbidden, Stale, StepRefused, ReasonMissing."""
    plan = await plan_to_approve(unit, plan_id, by, expected)
    kept = await store.plans.keep(unit, rules.sent_back(plan, command, at=unit.now, by=by))
    announcements.sent_back(unit, kept)
    return kept


async def approve_plan(unit: Unit, plan_id: str, command: ApprovePlanCommand, *, by: Principal, expected: int) -> Plan:
    """
    The office above approves a plan, whose products are announced as planned. Raises NotFound, Forbidden, Stale,
    OwnPlan, StepRefused, SignedToCome.
    """
    plan = await plan_to_approve(unit, plan_id, by, expected)
    after = rules.approved(plan, command, at=unit.now, on=unit.today, by=by, lists=stamp(*LISTS))
    kept = await store.plans.keep(unit, after)
    announcements.approved(unit, kept)
    await _announce_planned(unit, plan, kept)
    for line, was in rules.moved_lines(plan, kept):
        announcements.advanced(unit, kept, line, was)
    return kept


async def amend_plan(unit: Unit, plan_id: str, command: Reason, *, by: Principal, expected: int) -> Plan:
    """Opens an approved plan for an amendment; raises NotFound, Forbidden, Stale, StepRefused, ReasonMissing."""
    plan = await plan_to_write(unit, plan_id, by, expected)
    return await store.plans.keep(unit, rules.amending(plan, command, at=unit.now, by=by))


async def tie_line(
    unit: Unit, plan_id: str, line_id: str, command: LineProductCommand, *, by: Principal, expected: int
) -> Plan:
    """
    Says which product an approved idea became; raises NotFound, Forbidden, Stale, StepRefused, LineHasProduct, ElsewhereThan.
    """
    plan = await plan_to_write(unit, plan_id, by, expected)
    plan.lifecycle.step(plan.state, Verb.AMEND)
    if line_of(plan.approved, line_id) is None:
        raise NotFound()
    product = await products.managed_by(unit, command.product_id, by)
    return await _went_on(unit, plan, rules.tied(plan, line_id, product, on=unit.today), product)


async def follow_registration(unit: Unit, product: Product) -> None:
    """Ties the approved ideas that a product is by its name to it, in the plans of the offices that serve its place."""
    path, places = product.place.path, gazetteer()
    on = unit.today if places.exists(path, unit.today) else product.place.on
    if not places.exists(path, on):
        return
    offices = [path, *(one.path for one in places.ancestors(path, on))]
    for plan in await store.living_of(unit, offices):
        if line := rules.became(plan, product):
            await _went_on(unit, plan, rules.tied(plan, line.id, product, on=unit.today), product)


async def advance(unit: Unit, product_id: str, stage: Stage, *, star: int | None = None) -> None:
    """
    Has the approved lines of a product go forward by a fact of today: its dossier was handed in, it was recognised. What
    happens before a plan's year is none of its results.
    """
    for plan in await store.with_product(unit, product_id):
        if plan.state is not State.CLOSED and unit.today.year >= plan.year:
            await _went_on(unit, plan, rules.advanced(plan, product_id, stage, on=unit.today, star=star))


async def drop_product(unit: Unit, product: Product) -> None:
    """Takes a product that leaves the programme off the plans it is on."""
    for plan in await store.with_product(unit, product.id):
        if plan.state is not State.CLOSED:
            await _went_on(unit, plan, rules.dropped(plan, product.id, on=unit.today))


async def follow_product(unit: Unit, product_id: str, product: Product) -> None:
    """Has the lines of a product that was merged or moved (`product_id`: its id before) name it as it is now."""
    for plan in await store.naming(unit, "product_id", product_id):
        await store.plans.keep(unit, rules.following(plan, product_id, product))


async def follow_producer(unit: Unit, producer_id: str, producer: Producer) -> None:
    """Has the lines of a merged producer name the record that is kept."""
    for plan in await store.naming(unit, "producer_id", producer_id):
        await store.plans.keep(unit, rules.following_producer(plan, producer_id, producer))


async def close_plan(unit: Unit, due: Due) -> None:
    """Closes a plan whose year is over; one that never was approved quietly."""
    plan = await store.plans.find(unit, due.subject)
    if plan is None or plan.state is State.CLOSED or unit.today < close_on(plan.year):
        return
    kept = await store.plans.keep(unit, rules.closed(plan, at=unit.now, on=unit.today))
    if kept.edition:
        announcements.closed(unit, kept)


async def plan_to_write(unit: Unit, plan_id: str, by: Principal, expected: int | None = None) -> Plan:
    """Loads a plan for its own office; raises NotFound, Forbidden to those who only see it, Stale."""
    plan = await store.seen_by(unit, plan_id, by, expected)
    if not rules.may_write(plan, by):
        raise Forbidden()
    return plan


async def plan_to_approve(unit: Unit, plan_id: str, by: Principal, expected: int | None = None) -> Plan:
    """Loads a plan for the office above it; raises NotFound, Forbidden to those who only see it, OwnPlan, Stale."""
    plan = await store.seen_by(unit, plan_id, by, expected)
    if not rules.may_approve(plan, by):
        raise OwnPlan() if rules.works_above(plan, by) else Forbidden()
    return plan


async def plans_waiting(unit: Unit, by: Principal) -> int:
    """How many plans wait for a person's office to approve them."""
    return await store.waiting_before(unit, by, 1000)


async def _concern(unit: Unit, command: PlanLineCommand, by: Principal) -> Concern | None:
    """Whom and what a line is about, of what the person may see; None for an idea of a producer to be."""
    if command.product_id:
        return rules.concern_of(await products.managed_by(unit, command.product_id, by))
    if command.producer_id:
        producer = await producers.seen_by(unit, command.producer_id, by)
        return Concern.of(producer, None, producer.place)
    return None


async def _announce_planned(unit: Unit, before: Plan, plan: Plan) -> None:
    had = {one.product_id for one in before.approved if one.stage is not Stage.DROPPED}
    new = [
        one for one in plan.approved if one.product_id and one.product_id not in had and one.stage is not Stage.DROPPED
    ]
    known = await products.products.among(unit, [one.product_id for one in new if one.product_id])
    for line in new:
        if product := known.get(line.product_id or ""):
            announcements.planned(unit, plan, line, product)


async def _went_on(unit: Unit, plan: Plan, after: Plan, tied: Product | None = None) -> Plan:
    if after == plan:
        return plan
    kept = await store.plans.keep(unit, after)
    for line, was in rules.moved_lines(plan, kept):
        announcements.advanced(unit, kept, line, was)
        if tied is not None and line.product_id == tied.id:
            announcements.planned(unit, kept, line, tied)
    return kept
