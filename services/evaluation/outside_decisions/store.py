"""Outside decisions in the database, and who may see which: whoever sees the office's side of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import MAY, OFFICERS, PRODUCER
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.outside_decisions.lifecycle import State
from services.evaluation.outside_decisions.outside_decision import OutsideDecision
from services.recusals import store as recusals

ORDERS = Orders("entered", entered="entered_on", decided="decided_on", product="product_name")

MOST = 50
"""Entries of one case that are listed: those rejected before among them."""

outside_decisions: Collection[OutsideDecision] = Collection(
    OutsideDecision,
    "outside_decisions",
    indexes=[
        Index("case_id", "entered_on"),
        Index("case_id", unique=True, where={"state": State.ENTERED.value}),  # one waits, never two
        Index("office", "state"),
        Index("state", "entered_on"),
        *ORDERS.indexes(),
    ],
)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """Those of a person's offices and of those below; none of a dossier closed to them, or of a producer they act for."""
    offices = any_of({"office": within_any(by.offices(*OFFICERS))}, {"office": {"$in": by.offices(*MAY.rule)}})
    hidden: dict[str, Any] = {}
    if own := by.offices(PRODUCER):
        hidden["producer_id"] = {"$nin": own}
    if closed := await recusals.closed_to(unit, by):
        hidden["dossier_id"] = {"$nin": sorted(closed)}
    return all_of(offices, hidden)


async def listed(
    unit: Unit, by: Principal, turn: Turn, *, states: Iterable[State] = (), text: str = ""
) -> Page[OutsideDecision]:
    """The outside decisions a person may see, those entered first on top; no state is any state."""
    words = words_in(text, "number", "dossier_number", "product_name", "producer_name")
    return await outside_decisions.turned(unit, all_of(await visible_to(unit, by), of_states(states), words), turn)


async def seen_by(
    unit: Unit, outside_decision_id: str, by: Principal, expected: int | None = None
) -> tuple[Case, OutsideDecision]:
    """One and its case, for a person on the office's side of the case. Raises NotFound, Stale."""
    found = await outside_decisions.find(unit, outside_decision_id)
    if found is None:
        raise NotFound()
    case = await case_store.seen_inside(unit, found.case_id, by)
    return case, await outside_decisions.get(unit, outside_decision_id, expected)


async def of_case(unit: Unit, case_id: str) -> list[OutsideDecision]:
    """Every entry on a case, the newest first."""
    return await outside_decisions.select(unit, {"case_id": case_id}, sort=[("entered_on", -1)], limit=MOST)


async def waiting_on(unit: Unit, case_id: str) -> OutsideDecision | None:
    """The entry on a case that waits for the second person."""
    return await outside_decisions.first(unit, {"case_id": case_id, "state": State.ENTERED.value})


async def waiting_for(unit: Unit, by: Principal, most: int = 1_000) -> int:
    """How many wait for a second person that this one may be."""
    mine = {"state": State.ENTERED.value, "entered_by.id": {"$ne": by.id}}
    offices = {"office": {"$in": by.offices(*OFFICERS, *MAY.rule)}}
    return await outside_decisions.count(unit, all_of(await visible_to(unit, by), offices, mine), most=most)


async def waiting(unit: Unit) -> tuple[int, date | None]:
    """How many wait to be compared, and since when the oldest; for counting."""
    many = await outside_decisions.count(unit, {"state": State.ENTERED.value}, most=100_000)
    oldest = await outside_decisions.first(unit, {"state": State.ENTERED.value}, [("entered_on", 1)])
    return many, oldest.entered_on if oldest else None
