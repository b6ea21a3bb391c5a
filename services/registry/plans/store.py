"""Year plans in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of
from kit.work import Unit
from programme.roles import OFFICERS
from services.registry.plans.lifecycle import State
from services.registry.plans.plan import Plan

ORDERS = Orders("-year", year="year", office="office", submitted="submitted_on")
LIVING = (State.APPROVED.value, State.AMENDING.value, State.SUBMITTED.value, State.SENT_BACK.value)
"""States in which what was approved may still go forward."""
MOST_OFFICES = 1000
MOST_OF_PRODUCT = 50

plans: Collection[Plan] = Collection(
    Plan,
    "plans",
    indexes=[
        Index("office", "year", unique=True),
        Index("to_office", "state"),
        Index("state", "submitted_on"),
        Index("approved.product_id"),
        Index("lines.product_id"),
        Index("approved.producer_id"),
        Index("lines.producer_id"),
        Index("approved.id"),
        *ORDERS.indexes(),
    ],
)


def may_see(plan: Plan, by: Principal) -> bool:
    """Whether a person sees it: those of its office; those of an office above, once it was handed in."""
    if plan.office in by.offices(*OFFICERS):
        return True
    return by.covers(plan.office, *OFFICERS) and (plan.state is not State.DRAFT or plan.edition > 0)


def visible_to(by: Principal) -> dict[str, Any]:
    """The same line as `may_see`, for many."""
    offices = by.offices(*OFFICERS)
    above = {"office": within_any(offices), "state": {"$ne": State.DRAFT.value}}
    return any_of({"office": {"$in": offices}}, above)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Plan:
    """Loads a plan for a person; raises NotFound when they may not see it, as if there were none."""
    found = await plans.find(unit, id)
    if found is None or not may_see(found, by):
        raise NotFound()
    return await plans.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    of_year: int | None = None,
    state: State | None = None,
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Plan]:
    """The plans a person may see, the latest year first."""
    wanted = all_of(visible_to(by), {"year": of_year} if of_year else {}, {"state": state.value} if state else {})
    return await plans.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def of_office(unit: Unit, office: str, year: int) -> Plan | None:
    """An office's plan of a year."""
    return await plans.first(unit, {"office": office, "year": year})


async def of_year(unit: Unit, by: Principal, year: int) -> list[Plan]:
    """The plans of a year that a person may see, by office."""
    wanted = all_of(visible_to(by), {"year": year})
    return await plans.select(unit, wanted, sort=[("office", 1)], limit=MOST_OFFICES)


async def with_product(unit: Unit, product_id: str) -> list[Plan]:
    """The plans that a product is on as approved, the latest year first."""
    wanted = {"approved.product_id": product_id}
    return await plans.select(unit, wanted, sort=[("year", -1)], limit=MOST_OF_PRODUCT)


async def naming(unit: Unit, field: str, id: str) -> list[Plan]:
    """Every plan with a line, approved or drawn up, that names a record (`field`: `product_id` or `producer_id`)."""
    return await plans.select(unit, any_of({f"approved.{field}": id}, {f"lines.{field}": id}), limit=0)


async def living_of(unit: Unit, offices: Iterable[str]) -> list[Plan]:
    """The plans of some offices whose approved lines may still go forward."""
    wanted = {"office": {"$in": sorted(offices)}, "state": {"$in": list(LIVING)}}
    return await plans.select(unit, wanted, limit=MOST_OF_PRODUCT)


async def waiting_before(unit: Unit, by: Principal, most: int) -> int:
    """How many plans wait for a person's office to approve them."""
    wanted = {"to_office": {"$in": by.offices(*OFFICERS)}, "state": State.SUBMITTED.value}
    return await plans.count(unit, wanted, most=most)


async def waiting(unit: Unit, most: int = MOST_OFFICES) -> list[Plan]:
    """The plans that wait to be approved, the longest waiting first; to count."""
    return await plans.select(unit, {"state": State.SUBMITTED.value}, sort=[("submitted_on", 1)], limit=most)
