"""What is known of products for putting them first, in the database: officers see those of their territory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from law.places import CENTRE
from programme import borders
from programme.roles import OFFICERS
from services.reporting.priorities.candidate import Candidate, Holding

BY_NAME = Orders("name", name="name", producer="producer_name")
FEW = 60
"""So many origins or producers are asked for by name; of more, those of the whole province are read."""
candidates: Collection[Candidate] = Collection(
    Candidate,
    "priority_candidates",
    indexes=[Index("root"), Index("origin"), Index("producer_id"), *BY_NAME.indexes()],
)
holdings: Collection[Holding] = Collection(Holding, "priority_holdings", indexes=[Index("producer_id"), Index("root")])


def at_place(area: str, on: date) -> dict[str, Any]:
    """The filter of products that may lie at a place in the borders of a day, gone ones left out."""
    there = {"gone": False, "ended": False}
    if area == CENTRE:
        return there
    origins = sorted(borders.origins_within(area, on))
    if len(origins) <= FEW:
        return {**there, "origin": {"$in": origins}}
    return {**there, "root": {"$in": sorted({borders.root_of(origin) for origin in origins})}}


async def may_be_placed(unit: Unit, area: str) -> list[Candidate]:
    """The products that may lie at a place; whether each does is for the rules."""
    return await candidates.select(unit, at_place(area, unit.today), limit=0)


async def named(unit: Unit, by: Principal, text: str, turn: Turn) -> Page[Candidate]:
    """The products of a person's territory by words of their name or their producer's. Raises Forbidden."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    there = any_of(*(at_place(area, unit.today) for area in own))
    return await candidates.turned(unit, all_of(there, words_in(text, "name", "producer_name")), turn)


async def held_by(unit: Unit, found: Sequence[Candidate]) -> dict[str, list[Holding]]:
    """What the producers of some products, and their products, hold; of many, all of their provinces is read."""
    producers = sorted({one.producer_id for one in found})
    some = {"producer_id": {"$in": producers}}
    wanted = some if len(producers) <= FEW else {"root": {"$in": sorted({one.root for one in found})}}
    held: dict[str, list[Holding]] = {}
    for one in await holdings.select(unit, wanted, limit=0):
        held.setdefault(one.producer_id, []).append(one)
    return held
