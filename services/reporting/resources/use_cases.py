"""What is done with money for the programme: lines are begun, entries made, carried over and put right; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Forbidden, NotFound
from kit.work import Unit
from law.lists import stamp
from law.places import CENTRE, gazetteer
from law.resources import resource_list
from programme.roles import OFFICERS
from services.reporting.priorities import store as priorities
from services.reporting.resources import announcements, rules, store, views
from services.reporting.resources.commands import (
    AllocateMoneyCommand,
    CarryOverCommand,
    CorrectMoneyCommand,
    PlanMoneyCommand,
    ResourceCommand,
    SpendMoneyCommand,
)
from services.reporting.resources.refusals import ResourceThereAlready
from services.reporting.resources.resource import Resource, Scan

LISTS = ("resources",)


async def open_resource(unit: Unit, command: ResourceCommand, *, by: Principal) -> Resource:
    """
    Begins a line of money: an officer of exactly its office. Raises Forbidden, ResourceThereAlready, what `rules.opened`
    does, and of an office that is not there today what `Gazetteer.at` raises.
    """
    must_be_of(command.office, by, unit)
    name = await _name_of(unit, command)
    made = rules.opened(unit.new_id(), command, resource_list(), name=name, on=unit.today, lists=stamp(*LISTS))
    if await store.same(unit, made, made.year):
        raise ResourceThereAlready(name=made.object_name or str(made.year), year=str(made.year))
    return await store.resources.add(unit, made)


async def plan_money(
    unit: Unit, resource_id: str, command: PlanMoneyCommand, *, by: Principal, expected: int
) -> Resource:
    """Notes what is planned; raises NotFound, Forbidden, Stale, and what `rules.planned` does."""
    known = await resource_to_write(unit, resource_id, by, expected)
    after = rules.planned(known, unit.new_id(), command, at=unit.now, on=unit.today, by=by)
    kept = await store.resources.keep(unit, after)
    announcements.planned(unit, kept, kept.entries[-1])
    return kept


async def allocate_money(
    unit: Unit, resource_id: str, command: AllocateMoneyCommand, scan: Scan | None, *, by: Principal, expected: int
) -> Resource:
    """Notes an allocation and its paper; raises NotFound, Forbidden, Stale, and what `rules.allocated` does."""
    known = await resource_to_write(unit, resource_id, by, expected)
    source = resource_list().source_of(known.source)
    after = rules.allocated(known, unit.new_id(), command, source, scan=scan, at=unit.now, on=unit.today, by=by)
    kept = await store.resources.keep(unit, after)
    announcements.allocated(unit, kept, kept.entries[-1])
    return kept


async def spend_money(
    unit: Unit, resource_id: str, command: SpendMoneyCommand, *, by: Principal, expected: int
) -> Resource:
    """Notes what was spent; raises NotFound, Forbidden, Stale, and what `rules.spent` does."""
    known = await resource_to_write(unit, resource_id, by, expected)
    after = rules.spent(known, unit.new_id(), command, at=unit.now, on=unit.today, by=by)
    kept = await store.resources.keep(unit, after)
    announcements.spent(unit, kept, kept.entries[-1])
    return kept


async def carry_over(
    unit: Unit, resource_id: str, command: CarryOverCommand, *, by: Principal, expected: int
) -> Resource:
    """
    Moves what is left into the next year's line, which is begun where there is none. Raises NotFound, Forbidden, Stale,
    and what `rules.opened` and `rules.carried_over` do.
    """
    known = await resource_to_write(unit, resource_id, by, expected)
    there = await store.same(unit, known, known.year + 1)
    asked = ResourceCommand.model_construct(
        **{name: getattr(known, name) for name in ResourceCommand.model_fields} | {"year": known.year + 1}
    )
    into = there or rules.opened(
        unit.new_id(), asked, resource_list(), name=known.object_name, on=unit.today, lists=stamp(*LISTS)
    )
    ids = (unit.new_id(), unit.new_id())
    out, came = rules.carried_over(known, into, ids, command, at=unit.now, on=unit.today, by=by)
    kept = await store.resources.keep(unit, out)
    target = await (store.resources.keep if there else store.resources.add)(unit, came)
    announcements.carried_over(unit, kept, target, kept.entries[-1])
    announcements.allocated(unit, target, target.entries[-1], carried_from_year=kept.year)
    return kept


async def correct_entry(
    unit: Unit, resource_id: str, entry_id: str, command: CorrectMoneyCommand, *, by: Principal, expected: int
) -> Resource:
    """
    Puts an entry right by another one beside it; of money carried over, in both years at once. Raises NotFound,
    Forbidden, Stale, and what `rules.corrected` does.
    """
    known = await resource_to_write(unit, resource_id, by, expected)
    entry = known.entry(entry_id)
    first = known.entry(entry.corrects or entry.id) if entry else None
    if entry is None or first is None:
        raise NotFound()
    was = rules.amount_now(known, first)
    after = rules.corrected(known, first, unit.new_id(), command, at=unit.now, day=unit.today, by=by)
    kept = await store.resources.keep(unit, after)
    announcements.corrected(unit, kept, first, kept.entries[-1], was)
    if first.other and first.twin:
        other = await store.resources.get(unit, first.other)
        twin = other.entry(first.twin)
        if twin is not None:
            followed = rules.followed(other, twin, unit.new_id(), command, at=unit.now, day=unit.today, by=by)
            came = await store.resources.keep(unit, followed)
            announcements.corrected(unit, came, twin, came.entries[-1], was)
    return kept


async def resource_to_write(unit: Unit, resource_id: str, by: Principal, expected: int | None = None) -> Resource:
    """Loads a line for its own office; raises NotFound, Forbidden to those who only see it, Stale."""
    known = await store.seen_by(unit, resource_id, by, expected)
    must_be_of(known.office, by, unit)
    return known


def must_be_of(office: str, by: Principal, unit: Unit) -> None:
    """Raises Forbidden unless a person is an officer of exactly that office; what `Gazetteer.at` does of one that is not there today."""
    if office not in by.offices(*OFFICERS) or not unit.serves(office):
        raise Forbidden()
    if office != CENTRE:
        gazetteer().at(office, unit.today)


async def total_year(unit: Unit, by: Principal, year: int) -> views.YearView:
    """What a year's money comes to, of what a person may see; raises Forbidden."""
    by_source = await store.totals(unit, by, year, "source")
    by_office = await store.totals(unit, by, year, "office")
    return views.year(year, by_source, by_office, unit.today)


async def _name_of(unit: Unit, command: ResourceCommand) -> str | None:
    """What a product or producer is called that the registry has announced; None for everything else."""
    if not command.object_id:
        return None
    if command.object_kind == "product":
        known = await priorities.candidates.find(unit, command.object_id)
        return known.name if known else None
    if command.object_kind == "producer":
        known = await priorities.candidates.first(unit, {"producer_id": command.object_id})
        return known.producer_name if known else None
    return None
