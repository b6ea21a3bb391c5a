"""Scorings and sheets in the database. A sheet is read through its member or not at all until it is revealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.identity import Principal
from kit.storage import Collection, Index, Page
from kit.work import Unit
from programme.roles import COUNCIL
from services.evaluation.scoring import refusals
from services.evaluation.scoring.lifecycle import State as ScoringState
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet
from services.evaluation.scoring.sheet_lifecycle import State
from services.recusals import store as recusals

scorings: Collection[Scoring] = Collection(
    Scoring, "scorings", indexes=[Index("case_id", unique=True), Index("scorers.person_id", "state")]
)
sheets: Collection[Sheet] = Collection(
    Sheet,
    "sheets",
    indexes=[Index("case_id", "member_id", "round", unique=True), Index("member_id", "state")],
)


async def of_case(unit: Unit, case_id: str) -> Scoring | None:
    """The scoring of a case, if it was opened."""
    return await scorings.first(unit, {"case_id": case_id})


async def needed_for(unit: Unit, case_id: str) -> Scoring:
    """The scoring of a case; raises ScoringNotOpen."""
    found = await of_case(unit, case_id)
    if found is None:
        raise refusals.ScoringNotOpen()
    return found


async def own_sheet(unit: Unit, case_id: str, member_id: str, round: int) -> Sheet | None:
    """The sheet of a member in a round: the only way to a sheet that is not revealed."""
    return await sheets.first(unit, {"case_id": case_id, "member_id": member_id, "round": round})


async def last_own_sheet(unit: Unit, case_id: str, member_id: str) -> Sheet | None:
    """The sheet a member saved last, of whichever round."""
    found = await sheets.select(unit, {"case_id": case_id, "member_id": member_id}, sort=[("round", -1)], limit=1)
    return found[0] if found else None


async def own_sheets_before(unit: Unit, case_id: str, member_id: str, round: int) -> list[Sheet]:
    """A member's own sheets of the rounds before one, in their order."""
    mine: dict[str, object] = {"case_id": case_id, "member_id": member_id, "round": {"$lt": round}}
    return await sheets.select(unit, mine, sort=[("round", 1)])


async def revealed(unit: Unit, case_id: str, round: int | None = None) -> list[Sheet]:
    """The sheets that were opened, in the order of rounds and members."""
    wanted: dict[str, object] = {"case_id": case_id, "state": State.REVEALED.value}
    if round is not None:
        wanted["round"] = round
    return await sheets.select(unit, wanted, sort=[("round", 1), ("member_name", 1), ("id", 1)])


AT_A_TIME = 25
"""Of so many cases the sheets are asked for in one question, which somebody may wait for."""


def batched(case_ids: Sequence[str]) -> list[list[str]]:
    """Some cases at a time."""
    return [list(case_ids[at : at + AT_A_TIME]) for at in range(0, len(case_ids), AT_A_TIME)]


async def among_cases(unit: Unit, case_ids: Sequence[str]) -> list[Scoring]:
    """The scorings of some cases."""
    return [
        one for some in batched(case_ids) for one in await scorings.select(unit, {"case_id": {"$in": some}}, limit=0)
    ]


async def revealed_among(unit: Unit, case_ids: Sequence[str]) -> list[Sheet]:
    """The sheets that were opened of some cases, in the order in which `revealed` has those of one."""
    revealed = State.REVEALED.value
    found = [
        sheet
        for some in batched(case_ids)
        for sheet in await sheets.select(unit, {"case_id": {"$in": some}, "state": revealed}, limit=0)
    ]
    return sorted(found, key=lambda one: (one.case_id, one.round, one.member_name, one.id))


async def of_round(unit: Unit, case_id: str, round: int, states: Sequence[State]) -> list[Sheet]:
    """For the act of revealing only: every sheet of a round in one of some states."""
    return await sheets.select(
        unit, {"case_id": case_id, "round": round, "state": {"$in": [state.value for state in states]}}
    )


async def awaiting(unit: Unit, by: Principal, *, after: str | None = None, limit: int = 50) -> Page[Scoring]:
    """
    The open scorings in which a person still owes a sheet, at the offices where they hold a council's role; none of a
    dossier that is closed to them.
    """
    owed: dict[str, Any] = {
        "scorers.person_id": by.id,
        "state": ScoringState.OPEN.value,
        "sealed": {"$ne": by.id},
        "office": {"$in": by.offices(*COUNCIL)},
    }
    if closed := await recusals.closed_to(unit, by):
        owed["dossier_id"] = {"$nin": sorted(closed)}
    return await scorings.page(
        unit,
        owed,
        sort=("id", 1),
        after=after,
        limit=limit,
    )
