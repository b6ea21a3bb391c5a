"""Cases in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.identity import EVERYWHERE, Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Page, Unit, all_of, any_of
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State
from services.evaluation.cases.rules import ENDED
from services.evaluation.roles import COUNCIL, COUNCIL_DESK, OFFICERS
from services.evaluation.standing import sits

cases: Collection[Case] = Collection(
    Case,
    "cases",
    indexes=[
        Index("office", "opened_at"),
        Index("dossier.dossier_id", "office"),
        Index("seated", "opened_at"),
        Index("dossier.producer.id", "opened_at"),
    ],
)


def visible_to(by: Principal) -> dict[str, Any]:
    """
    The cases a person may see: those of the offices they work for (or stand above), those on whose council they sit
    while they hold a council's role at its office, those of their own dossiers. A recused member sees none of it, whatever else they are (Council regulation).
    """
    ways = any_of(
        {"office": within_any(by.offices(*OFFICERS))},
        {"office": {"$in": by.offices(*COUNCIL_DESK)}},
        {"seated": by.id, "office": {"$in": by.offices(*COUNCIL)}},
        {"dossier.producer.id": {"$in": by.offices("producer")}},
    )
    return all_of(ways, {"recused": {"$ne": by.id}})


def may_see(case: Case, by: Principal) -> bool:
    """The same line as `visible_to`, for one case in hand."""
    if by.id in case.recused:
        return False
    return (
        by.covers(case.office, *OFFICERS)
        or any(by.holds(role, case.office) for role in COUNCIL_DESK)
        or sits(case, by)
        or by.holds("producer", case.dossier.producer.id)
    )


async def seen_by(unit: Unit, case_id: str, by: Principal, expected: int | None = None) -> Case:
    """This will load a case for a person; raises NotFound when they may not see it, as if there were none."""
    found = await cases.find(unit, case_id)
    if found is None or not may_see(found, by):
        raise NotFound()
    return await cases.get(unit, case_id, expected) if expected is not None else found


async def before(
    unit: Unit,
    by: Principal,
    *,
    office: str | None = None,
    state: State | None = None,
    ended: bool | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Case]:
    """The cases before a person's offices, newest first; `ended` False: those that still await a step."""
    wanted: list[Mapping[str, Any]] = [visible_to(by)]
    if office and office != EVERYWHERE:
        wanted.append({"office": office})
    if state:
        wanted.append({"state": state.value})
    if ended is not None:
        wanted.append({"state": {("$in" if ended else "$nin"): sorted(state.value for state in ENDED)}})
    return await cases.page(unit, all_of(*wanted), sort=("opened_at", -1), after=after, limit=limit)


async def of_dossier_at(unit: Unit, dossier_id: str, office: str) -> Case | None:
    """The latest case of a dossier at an office."""
    return await cases.first(unit, {"dossier.dossier_id": dossier_id, "office": office}, sort=[("opened_at", -1)])


async def of_dossier(unit: Unit, dossier_id: str) -> list[Case]:
    """Every case of a dossier in this deployment, oldest first."""
    return await cases.select(unit, {"dossier.dossier_id": dossier_id}, sort=[("opened_at", 1)])
