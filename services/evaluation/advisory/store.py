"""Advisory work in the database, and who may read what of it before the report is sealed."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.identity import Principal
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.work import Unit
from programme.roles import COUNCIL, PRODUCER
from services.evaluation.advisory import refusals
from services.evaluation.advisory.advisory import Advisory
from services.evaluation.advisory.lifecycle import State
from services.evaluation.advisory.review import Report, Review
from services.evaluation.advisory.review_lifecycle import State as ReviewState
from services.recusals import store as recusals

ORDERS = Orders("due", due="due_on", number="number", assigned="assigned_at")
MOST = 500
"""So much work of one team, and so many reviews of one case, are looked at."""

works: Collection[Advisory] = Collection(
    Advisory,
    "advisory_works",
    indexes=[
        Index("people", "state", "due_on"),
        Index("team_id", "state", "due_on"),
        Index("state", "due_on"),
        Index("product.id", "state"),
        *ORDERS.indexes(),
    ],
)
reviews: Collection[Review] = Collection(
    Review, "advisory_reviews", indexes=[Index("case_id", "person_id", unique=True)]
)
reports: Collection[Report] = Collection(Report, "advisory_reports")


async def needed_for(unit: Unit, case_id: str) -> Advisory:
    """The work on a case; raises NotAssigned while there is none."""
    found = await works.find(unit, case_id)
    if found is None:
        raise refusals.NotAssigned()
    return found


async def own_review(unit: Unit, case_id: str, person_id: str) -> Review | None:
    """An adviser's own review of a case: the only way to one that was not handed in."""
    return await reviews.first(unit, {"case_id": case_id, "person_id": person_id})


async def handed_in(unit: Unit, case_id: str) -> list[Review]:
    """The reviews of a case that who works on it may read."""
    wanted = {"case_id": case_id, "state": ReviewState.HANDED_IN.value}
    return await reviews.select(unit, wanted, sort=[("handed_in_at", 1)], limit=MOST)


async def of_case(unit: Unit, case_id: str) -> list[Review]:
    """Every review of a case, for the sealing and the stopping alone."""
    return await reviews.select(unit, {"case_id": case_id}, limit=MOST)


async def mine(
    unit: Unit,
    by: Principal,
    *,
    states: Some[State] = (),
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Advisory]:
    """
    The work that is somebody's: given to them, or to the team they lead, at offices where they hold a council's role; none
    of a dossier that is closed to them, or their own.
    """
    wanted = all_of(await _of_person(unit, by), _in(states), words_in(text, "number", "product.name", "producer.name"))
    return await works.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def due_for(unit: Unit, by: Principal, *, limit: int = 50) -> list[Advisory]:
    """A person's open work, what is due first on top."""
    wanted = all_of(await _of_person(unit, by), _in((State.WORKING,)))
    return await works.select(unit, wanted, sort=[("due_on", 1)], limit=limit)


async def count_for(unit: Unit, by: Principal, most: int = 1_000) -> int:
    """How much open work a person has."""
    return await works.count(unit, all_of(await _of_person(unit, by), _in((State.WORKING,))), most=most)


async def open_of_team(unit: Unit, team_id: str) -> list[Advisory]:
    """A team's open work, what is due first on top."""
    return await works.select(
        unit, {"team_id": team_id, "state": State.WORKING.value}, sort=[("due_on", 1)], limit=MOST
    )


async def done_by_team(unit: Unit, team_id: str) -> int:
    """How many reports of a team are in."""
    return await works.count(unit, {"team_id": team_id, "state": State.REPORTED.value}, most=100_000)


async def of_product(unit: Unit, product_id: str) -> list[Advisory]:
    """The work about a product, whoever has it: for what a laboratory reports of it."""
    wanted = {"product.id": product_id, "state": {"$in": [State.WORKING.value, State.REPORTED.value]}}
    return await works.select(unit, wanted, sort=[("assigned_at", -1)], limit=50)


async def open_by_stage(unit: Unit) -> list[tuple[bool, date, int]]:
    """Open work by whether the producer owes an answer: (owes, the earliest day due, how much); for counting."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": State.WORKING.value}},
        {"$group": {"_id": "$asks", "earliest": {"$min": "$due_on"}, "works": {"$sum": 1}}},
    ]
    rows = works.raw(unit).aggregate(stages, session=unit.session)
    return [(bool(row["_id"]), date.fromisoformat(row["earliest"]), row["works"]) async for row in rows]


async def _of_person(unit: Unit, by: Principal) -> dict[str, Any]:
    mine: dict[str, Any] = {"people": by.id, "office": {"$in": by.offices(*COUNCIL)}}
    if own := by.offices(PRODUCER):
        mine["producer.id"] = {"$nin": own}
    if closed := await recusals.closed_to(unit, by):
        mine["dossier_id"] = {"$nin": sorted(closed)}
    return mine


def _in(states: Some[State]) -> dict[str, Any]:
    return {"state": {"$in": [one.value for one in states]}} if states else {}


def ids(found: Sequence[Advisory]) -> list[str]:
    """Of which cases some work is."""
    return [one.case_id for one in found]
