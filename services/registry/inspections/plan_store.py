"""Plans of inspection in the database, and who may see which."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn
from kit.work import Unit
from programme.roles import OFFICERS
from services.registry.inspections.inspection_plan import InspectionPlan

ORDERS = Orders("-year", year="year", office="office")

plans: Collection[InspectionPlan] = Collection(
    InspectionPlan,
    "inspection_plans",
    indexes=[Index("office", "year", unique=True), Index("lines.producer_id"), *ORDERS.indexes()],
)


def visible_to(by: Principal) -> dict[str, Any]:
    """The plans of a person's own offices and of those below them."""
    return {"office": within_any(by.offices(*OFFICERS))}


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> InspectionPlan:
    """Loads a plan for a person; raises NotFound, Stale."""
    return await plans.get(unit, id, expected, within=visible_to(by))


async def known_to(
    unit: Unit, by: Principal, turn: Turn | None = None, *, after: str | None = None, limit: int = 50
) -> Page[InspectionPlan]:
    """The plans a person may see, the latest year first."""
    return await plans.turned(unit, visible_to(by), turn or ORDERS.turn(after=after, limit=limit))


async def of_year(unit: Unit, office: str, year: int) -> InspectionPlan | None:
    """An office's plan for a year."""
    return await plans.first(unit, {"office": office, "year": year})


async def with_producer(unit: Unit, producer_id: str) -> list[InspectionPlan]:
    """The plans on which a producer stands."""
    return await plans.select(unit, {"lines.producer_id": producer_id}, limit=0)
