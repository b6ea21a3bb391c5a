"""What is done with priority lists: what the registry publishes is kept, products are placed, a list is published."""

from __future__ import annotations

from collections.abc import Sequence

from kit.identity import Principal, is_within
from kit.refusal import Forbidden, NotFound
from kit.work import Unit
from law.lists import edition
from law.places import CENTRE, gazetteer
from law.priority import priority_rules
from programme.roles import OFFICERS
from services.reporting.priorities import announcements, list_store, rules, store
from services.reporting.priorities.candidate import Candidate, Holding
from services.reporting.priorities.commands import PublishListCommand
from services.reporting.priorities.priority_list import Placed, PriorityList
from services.reporting.standings import store as standings


async def keep_candidates(unit: Unit, said: Sequence[Candidate]) -> None:
    """Keeps products as their newest events have them. Harmless to repeat, in any order."""
    known = await store.candidates.among(unit, {one.id for one in said})
    after = dict(known)
    for one in said:
        after[one.id] = rules.newer(after.get(one.id), one)
    await store.candidates.put_all(unit, [one for id, one in after.items() if known.get(id) != one])


async def keep_holdings(unit: Unit, said: Sequence[Holding]) -> None:
    """Keeps what is held, each as its newest event has it. Harmless to repeat, in any order."""
    known = await store.holdings.among(unit, {one.id for one in said})
    await store.holdings.put_all(unit, [*rules.kept_newest(known, said)])


async def place_products(unit: Unit, area: str, most: int) -> tuple[list[Placed], int]:
    """The first products of a place in the order in which they are put first today, each explained; and among how many."""
    listed = priority_rules()
    found = rules.within(await store.may_be_placed(unit, area), area, unit.today)
    held = await store.held_by(unit, found)
    histories = await standings.histories.among(unit, [one.id for one in found])
    facts = {
        one.id: rules.facts_of(one, held.get(one.producer_id, []), histories.get(one.id), listed, unit.today)
        for one in found
    }
    return rules.ranked(found, facts, listed, most), len(found)


async def publish_list(unit: Unit, command: PublishListCommand, *, by: Principal) -> PriorityList:
    """
    Publishes an office's list as it is now, beside earlier ones: an officer of exactly that office. Raises Forbidden, what
    `rules.published` does, and of an office that is not there today what `Gazetteer.at` raises.
    """
    if command.office not in by.offices(*OFFICERS) or not unit.serves(command.office):
        raise Forbidden()
    if command.office != CENTRE:
        gazetteer().at(command.office, unit.today)
    before = await list_store.newest(unit, command.office, command.year)
    lines, among = await place_products(unit, command.office, command.places)
    made = rules.published(
        unit.new_id(),
        command,
        lines,
        priority_rules(),
        among=among,
        edition=before.edition + 1 if before else 1,
        weights_hash=edition("priority").hash,
        at=unit.now,
        on=unit.today,
        by=by,
    )
    kept = await list_store.lists.add(unit, made)
    announcements.published(unit, kept)
    return kept


def area_of(by: Principal, area: str | None) -> str:
    """The place a person asks about: in their own office's territory, or their office. Raises Forbidden, NotFound."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    if area is None:
        return own[0]
    if not any(is_within(area, one) for one in own):
        raise NotFound()
    return area
