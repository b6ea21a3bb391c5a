"""Appeals in the database, and who may see which: the office that ruled and those above, and the producer who lodged it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import MAY, OFFICERS, PRODUCER
from services.evaluation.appeals.appeal import Appeal
from services.evaluation.appeals.lifecycle import OPEN_STATES, State
from services.recusals import store as recusals

ORDERS = Orders("due", due="due_on", lodged="lodged_on", product="product.name")

SETTLERS = tuple(dict.fromkeys((*OFFICERS, *MAY.rule)))
"""Who rules at an office settles what is said against its rulings."""

appeals: Collection[Appeal] = Collection(
    Appeal,
    "appeals",
    indexes=[
        Index("ruling_id", "lodged_on"),
        Index("case_id", "lodged_on"),
        Index("producer.id", "lodged_on"),
        Index("office", "state"),
        Index("state", "due_on"),
        *ORDERS.indexes(),
    ],
)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """
    The appeals a person sees: of exactly their office where they rule there, of the offices below an officer's, and those of
    producers they act for. From the office's side none of a dossier they stood aside from, wrote in, or of their own producer.
    """
    own = by.offices(PRODUCER)
    inside = any_of({"office": within_any(by.offices(*OFFICERS))}, {"office": {"$in": by.offices(*MAY.rule)}})
    not_theirs: dict[str, Any] = {"producer.id": {"$nin": own}}
    if closed := await recusals.closed_to(unit, by):
        not_theirs["dossier_id"] = {"$nin": sorted(closed)}
    return any_of(all_of(inside, not_theirs), {"producer.id": {"$in": own}})


async def seen_by(unit: Unit, appeal_id: str, by: Principal, expected: int | None = None) -> Appeal:
    """Loads an appeal for a person. Raises NotFound, Stale."""
    return await appeals.get(unit, appeal_id, expected, within=await visible_to(unit, by))


async def listed(unit: Unit, by: Principal, turn: Turn, *, states: Iterable[State], text: str = "") -> Page[Appeal]:
    """The appeals a person sees, in some states."""
    wanted = all_of(
        await visible_to(unit, by),
        of_states(states),
        words_in(text, "product.name", "producer.name", "decision_number"),
    )
    return await appeals.turned(unit, wanted, turn)


async def open_of(unit: Unit, ruling_id: str) -> Appeal | None:
    """The appeal against a ruling that is not done with."""
    wanted = {"ruling_id": ruling_id, "state": {"$in": [one.value for one in OPEN_STATES]}}
    return await appeals.first(unit, wanted, sort=[("lodged_on", -1)])


async def of_ruling_seen_by(unit: Unit, ruling_id: str, by: Principal) -> list[Appeal]:
    """The appeals against a ruling that a person sees, the oldest first."""
    wanted = all_of(await visible_to(unit, by), {"ruling_id": ruling_id})
    return await appeals.select(unit, wanted, sort=[("lodged_on", 1)], limit=20)


async def of_dossier(unit: Unit, dossier_id: str, case_ids: Iterable[str]) -> list[Appeal]:
    """The appeals of a dossier's cases."""
    found = await appeals.select(unit, {"case_id": {"$in": sorted(case_ids)}}, limit=0)
    return [one for one in found if one.dossier_id == dossier_id]


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many appeals wait for a person's own offices."""
    wanted = all_of(
        await visible_to(unit, by),
        {"office": {"$in": by.offices(*SETTLERS)}, "state": {"$in": [one.value for one in OPEN_STATES]}},
    )
    return await appeals.count(unit, wanted, most=1000)


async def waiting(unit: Unit) -> dict[State, tuple[int, str | None]]:
    """By state: how many appeals wait, and the earliest day due; grouped in the database."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": [one.value for one in OPEN_STATES]}}},
        {"$group": {"_id": "$state", "rows": {"$sum": 1}, "due": {"$min": "$due_on"}}},
    ]
    return {State(row["_id"]): (row["rows"], row["due"]) async for row in appeals.raw(unit).aggregate(stages)}
