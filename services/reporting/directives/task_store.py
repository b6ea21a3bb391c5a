"""Tasks of offices in the database, and who may see which: officers of the office, and of those above it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of
from kit.work import Unit
from law.places import exists_on, office_above
from programme.roles import OFFICERS
from services.reporting.directives.task import Task
from services.reporting.directives.task_lifecycle import LIVE, OPEN, TaskState

ORDERS = Orders("due", due="due_on", office="office", given="given_on")
MOST_OF_ONE = 5000

tasks: Collection[Task] = Collection(
    Task,
    "directive_tasks",
    indexes=[
        Index("directive_id", "no", "office", unique=True),
        Index("office", "state", "due_on"),
        Index("from_office", "state"),
        Index("parent_id"),
        Index("state", "due_on"),
        *ORDERS.indexes(),
    ],
)


def visible_to(by: Principal) -> dict[str, Any]:
    """The tasks of a person's offices and of those below. Raises Forbidden for who works for no office."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    return {"office": within_any(own)}


async def seen_by(unit: Unit, directive_id: str, id: str, by: Principal, expected: int | None = None) -> Task:
    """Loads one for a person. Raises Forbidden, NotFound when they may not see it, as if there were none; Stale."""
    within = all_of(visible_to(by), {"directive_id": directive_id})
    return await tasks.get(unit, id, expected, within=within)


async def doing(unit: Unit, directive_id: str, id: str, by: Principal, expected: int | None = None) -> Task:
    """Loads one for who does it. Raises NotFound, Stale, Forbidden to those who only see it."""
    found = await seen_by(unit, directive_id, id, by, expected)
    if not acts_at(found.office, by, unit.today):
        raise Forbidden()
    return found


async def giving(unit: Unit, directive_id: str, id: str, by: Principal, expected: int | None = None) -> Task:
    """Loads one for the office that gave it. Raises NotFound, Stale, Forbidden to those who only see it."""
    found = await seen_by(unit, directive_id, id, by, expected)
    if not acts_at(found.from_office, by, unit.today):
        raise Forbidden()
    return found


def acts_at(office: str, by: Principal, on: date) -> bool:
    """Whether a person acts for an office: its officer; of one that ended, an officer of the one above it."""
    own = by.offices(*OFFICERS)
    if office in own:
        return True
    return not exists_on(office, on) and office_above(office, on) in own


async def known_to(unit: Unit, by: Principal, turn: Turn, *, which: str = "") -> Page[Task]:
    """
    The tasks a person may see, the first due first. `which`: `mine`, that their own offices have to answer; `late`, whose day passed;
    `review`, whose answers wait for their own offices.
    """
    own, opened = by.offices(*OFFICERS), {"state": {"$in": [one.value for one in OPEN]}}
    wanted: dict[str, Any] = {}
    if which == "mine":
        wanted = {"office": {"$in": own}, **opened}
    elif which == "late":
        wanted = {"due_on": {"$ne": None, "$lt": unit.today.isoformat()}, **opened}
    elif which == "review":
        wanted = {"from_office": {"$in": own}, "state": TaskState.ANSWERED.value}
    return await tasks.turned(unit, all_of(visible_to(by), wanted), turn)


async def of_directive(unit: Unit, directive_id: str, by: Principal) -> list[Task]:
    """The tasks of a directive that a person may see, by office."""
    wanted = all_of(visible_to(by), {"directive_id": directive_id})
    return await tasks.select(unit, wanted, sort=[("office", 1), ("_id", 1)], limit=MOST_OF_ONE)


async def offices_given(unit: Unit, directive_id: str) -> set[str]:
    """The offices that have tasks of a directive."""
    stages: list[dict[str, Any]] = [{"$match": {"directive_id": directive_id}}, {"$group": {"_id": "$office"}}]
    return {row["_id"] async for row in tasks.raw(unit).aggregate(stages, session=unit.session)}


async def live_of(unit: Unit, directive_id: str, most: int) -> list[Task]:
    """The tasks of a directive with which something is still to be done, whoever asks: for the machine."""
    wanted = {"directive_id": directive_id, "state": {"$in": [one.value for one in LIVE]}}
    return await tasks.select(unit, wanted, limit=most)


async def count_of(unit: Unit, directive_id: str, states: Iterable[TaskState]) -> int:
    """How many tasks of a directive are in some states, as its transaction sees them."""
    return await tasks.count(unit, {"directive_id": directive_id, "state": {"$in": [one.value for one in states]}})


async def given_of(unit: Unit, directive_id: str, office: str) -> list[Task]:
    """The tasks an office has from a directive that nobody there has opened."""
    wanted = {"directive_id": directive_id, "office": office, "state": TaskState.GIVEN.value}
    return await tasks.select(unit, wanted, limit=100)


async def below(unit: Unit, task_id: str) -> list[Task]:
    """The tasks that one was passed down as, by office."""
    return await tasks.select(unit, {"parent_id": task_id}, sort=[("office", 1)], limit=MOST_OF_ONE)


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many tasks a person's offices have to answer, or whose answers they have to review."""
    own = by.offices(*OFFICERS)
    mine = {"office": {"$in": own}, "state": {"$in": [one.value for one in OPEN]}}
    review = {"from_office": {"$in": own}, "state": TaskState.ANSWERED.value}
    return await tasks.count(unit, any_of(mine, review), most=1000)


async def by_age(unit: Unit, steps: dict[str, date]) -> dict[tuple[str, str], int]:
    """
    By state and the step of its age, how many tasks wait; grouped in the database. `steps`: name → the last day of which a task
    of that step was given, the oldest first.
    """
    branches = [{"case": {"$lte": ["$given_on", day.isoformat()]}, "then": name} for name, day in steps.items()]
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": [one.value for one in LIVE]}}},
        {
            "$group": {
                "_id": {"state": "$state", "age": {"$switch": {"branches": branches, "default": "new"}}},
                "n": {"$sum": 1},
            }
        },
    ]
    return {(row["_id"]["state"], row["_id"]["age"]): row["n"] async for row in tasks.raw(unit).aggregate(stages)}


async def overdue(unit: Unit) -> tuple[int, date | None]:
    """How many tasks are overdue, and the last day of the first of them."""
    wanted = {"state": {"$in": [one.value for one in OPEN]}, "due_on": {"$ne": None, "$lt": unit.today.isoformat()}}
    stages: list[dict[str, Any]] = [
        {"$match": wanted},
        {"$group": {"_id": None, "n": {"$sum": 1}, "due": {"$min": "$due_on"}}},
    ]
    async for row in tasks.raw(unit).aggregate(stages):
        return row["n"], date.fromisoformat(row["due"])
    return 0, None
