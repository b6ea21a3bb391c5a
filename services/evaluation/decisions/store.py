"""Decisions in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from kit.decisions.decision import State
from kit.decisions.register import Decisions
from kit.identity import Principal, within_any
from kit.storage import Index, Orders, Page, Turn, all_of, any_of
from kit.work import Unit
from programme.roles import COUNCIL_STAFF, OFFICERS, PRODUCER
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.rules import AWAITS_RULING
from services.evaluation.decisions.decision import CaseDecision, act
from services.evaluation.documents import store as documents
from services.recusals import store as recusals

ORDERS = Orders("-drafted", drafted="drafted_on")

register: Decisions[CaseDecision] = Decisions(
    CaseDecision,
    "decisions",
    [
        Index("lines.case_id"),
        Index("state", "kind"),  # how many of each wait
        Index("state", "signed.by.at"),  # which waits longest
        *ORDERS.indexes(),
    ],
    act=act,
    elsewhere=documents.ruled_earlier,
)
decisions = register.decisions

HAS_COUNCIL = (CaseState.COUNCIL, CaseState.SCORING)
"""Where a case has a council that is set up or completed by decision."""
WAITS = (State.DRAFT, State.SIGNED)
"""Where something is still to be done."""


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """
    The decisions of the offices a person works for, with drafts; those below, once issued. None with a line of a dossier
    they stood aside from or of a producer they act for.
    """
    closed, own = await recusals.closed_to(unit, by), by.offices(PRODUCER)
    here = {"office": {"$in": by.offices(*OFFICERS, *COUNCIL_STAFF)}}
    below = {"office": within_any(by.offices(*OFFICERS)), "state": State.ISSUED.value}
    hidden: dict[str, Any] = {"aside": {"$ne": by.id}}
    if own:
        hidden["lines.producer_id"] = {"$nin": own}
    if closed:
        hidden["lines.dossier_id"] = {"$nin": sorted(closed)}
    return all_of(any_of(here, below), hidden)


async def seen_by(unit: Unit, decision_id: str, by: Principal, expected: int | None = None) -> CaseDecision:
    """A decision for a person who may see it. Raises NotFound, Stale."""
    return await decisions.get(unit, decision_id, expected, within=await visible_to(unit, by))


async def listed(unit: Unit, by: Principal, turn: Turn, *, states: Sequence[State] = ()) -> Page[CaseDecision]:
    """The decisions a person may see, the newest first."""
    in_state = {"state": {"$in": [one.value for one in states]}} if states else {}
    return await decisions.turned(unit, all_of(await visible_to(unit, by), in_state), turn)


async def of_case(unit: Unit, case_id: str) -> list[CaseDecision]:
    """The decisions with a line of a case, drafts too, the newest first."""
    return await decisions.select(unit, {"lines.case_id": case_id}, sort=[("drafted_on", -1)], limit=50)


async def of_case_seen_by(unit: Unit, case_id: str, by: Principal) -> list[CaseDecision]:
    """The same as far as a person may see them, those that were given up left out."""
    wanted = all_of(await visible_to(unit, by), {"lines.case_id": case_id, "state": {"$ne": State.DISCARDED.value}})
    return await decisions.select(unit, wanted, sort=[("drafted_on", -1)], limit=20)


async def open_over(unit: Unit, case_ids: Sequence[str]) -> dict[str, str]:
    """Of some cases, which are in a draft or a signed decision already: case id -> decision id."""
    wanted = {"lines.case_id": {"$in": list(case_ids)}, "state": {"$in": [one.value for one in WAITS]}}
    found = await decisions.select(unit, wanted, limit=500)
    return {line.case_id: one.id for one in found for line in one.lines}


async def ready(
    unit: Unit, by: Principal, roles: Sequence[str], *, among: Iterable[CaseState] = AWAITS_RULING, limit: int = 500
) -> list[Case]:
    """
    The cases that a person's offices may decide on now, the first due at the head: those they may rule on, or those of other
    states, such as where a council sits (`HAS_COUNCIL`).
    """
    states = sorted(state.value for state in among)
    wanted = all_of(
        await case_store.visible_to(unit, by),
        {"office": {"$in": by.offices(*roles)}, "state": {"$in": states}},
        {"dossier.written_by": {"$ne": by.id}},
    )
    found = await case_store.cases.select(unit, wanted, sort=[("due_on", 1)], limit=limit)
    return list((await case_store.seen_inside_among(unit, [case.id for case in found], by)).values())


async def waiting(unit: Unit, by: Principal, roles: Sequence[str]) -> int:
    """How many decisions of a person's offices wait to be signed or issued; at most 1000 are counted."""
    states = [one.value for one in WAITS]
    wanted = all_of(await visible_to(unit, by), {"office": {"$in": by.offices(*roles)}, "state": {"$in": states}})
    return await decisions.count(unit, wanted, most=1000)


async def by_state(unit: Unit) -> dict[tuple[str, str], int]:
    """How many decisions of each kind are in each state that waits; from an index alone."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": [one.value for one in WAITS]}}},
        {"$group": {"_id": {"kind": "$kind", "state": "$state"}, "many": {"$sum": 1}}},
    ]
    return {
        (row["_id"]["kind"], row["_id"]["state"]): row["many"] async for row in decisions.raw(unit).aggregate(stages)
    }


async def oldest_signed(unit: Unit) -> datetime | None:
    """Since when the signed copy that waits longest to be issued is on file."""
    found = await decisions.first(unit, {"state": State.SIGNED.value}, [("signed.by.at", 1)])
    return found.signed.by.at if found and found.signed else None
