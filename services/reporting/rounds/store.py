"""Rounds and the places of cases in the database, and who may see which: the officers of a round's office and of those above."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.storage.filters import parts
from kit.work import Unit
from programme.journeys import Stage
from programme.roles import OFFICERS
from services.reporting.progress import store as progress
from services.reporting.rounds.round import CasePlace, Round

ORDERS = Orders("-ends", ends="ends_by", opens="opens_on", name="name")
MOST_CASES = 5000
"""Cases of one round that are counted."""

rounds: Collection[Round] = Collection(Round, "rounds", indexes=[Index("office", "ends_by"), *ORDERS.indexes()])
places: Collection[CasePlace] = Collection(CasePlace, "round_places", indexes=[Index("round_id")])


async def known_to(unit: Unit, by: Principal, turn: Turn, *, text: str = "") -> Page[Round]:
    """The rounds of a person's offices and of those below. Raises Forbidden for who works for no office."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    return await rounds.turned(unit, all_of({"office": within_any(own)}, words_in(text, "name")), turn)


async def counted(unit: Unit, round: Round, by: Principal) -> tuple[dict[Stage, int], int]:
    """How many cases of a round are at which stage, of those a person may see; and how many came late."""
    placed = await places.select(unit, {"round_id": round.id}, sort=[("_id", 1)], limit=MOST_CASES)
    found: dict[Stage, int] = {}
    for some in parts([one.id for one in placed]):
        match = all_of(progress.visible_to(by), {"_id": {"$in": some}})
        stages: list[dict[str, Any]] = [{"$match": match}, {"$group": {"_id": "$stage", "cases": {"$sum": 1}}}]
        async for row in progress.cases.raw(unit).aggregate(stages):
            stage = Stage(row["_id"])
            found[stage] = found.get(stage, 0) + row["cases"]
    return found, sum(one.late for one in placed)
