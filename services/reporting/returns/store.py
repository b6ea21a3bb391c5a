"""Returns in the database, and who may see which: officers of the office, and of those above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import Forbidden, NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of
from kit.storage.filters import parts
from kit.work import Unit
from programme.roles import OFFICERS
from services.reporting.returns.lifecycle import OPEN, TAKEN, State
from services.reporting.returns.office_return import OfficeReturn

ORDERS = Orders("due", due="due_on", office="office", period="until", submitted="submitted_on")
MOST_OFFICES = 4000
MOST_BACK = 4
"""Earlier returns in which facts that became known later are looked for."""

returns: Collection[OfficeReturn] = Collection(
    OfficeReturn,
    "returns",
    indexes=[
        Index("form", "period", "office", unique=True),
        Index("office", "state"),
        Index("to_office", "state"),
        Index("state", "due_on"),
        Index("form", "office", "until"),
        Index("included"),
        *ORDERS.indexes(),
    ],
)


def visible_to(by: Principal) -> dict[str, Any]:
    """The returns of a person's offices and of those below. Raises Forbidden for who works for no office."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    return {"office": within_any(own)}


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> OfficeReturn:
    """Loads one for a person. Raises NotFound when they may not see it, as if there were none; Forbidden, Stale."""
    if not by.offices(*OFFICERS):
        raise Forbidden()
    found = await returns.find(unit, id)
    if found is None or not by.covers(found.office, *OFFICERS):
        raise NotFound()
    return await returns.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    turn: Turn,
    *,
    states: Sequence[State] = (),
    of_form: str | None = None,
    in_period: str | None = None,
    origins: Iterable[str] | None = None,
) -> Page[OfficeReturn]:
    """The returns a person may see, first due first. `origins`: only of these offices, each in its period of the code lists."""
    wanted = all_of(
        visible_to(by),
        {"state": {"$in": [one.value for one in states]}} if states else {},
        {"form": of_form} if of_form else {},
        {"period": in_period} if in_period else {},
        {"origin": {"$in": sorted(origins)}} if origins is not None else {},
    )
    return await returns.turned(unit, wanted, turn)


async def of_period(unit: Unit, by: Principal, form: str, period: str) -> list[OfficeReturn]:
    """Every return of a form and period that a person may see, by office."""
    wanted = all_of(visible_to(by), {"form": form, "period": period})
    return await returns.select(unit, wanted, sort=[("office", 1)], limit=MOST_OFFICES)


async def of_office(unit: Unit, form: str, office: str, period: str) -> OfficeReturn | None:
    """An office's return of a form and period."""
    return await returns.first(unit, {"form": form, "period": period, "office": office})


async def offices_with(unit: Unit, form: str, period: str) -> set[str]:
    """The offices that have a return of a form and period."""
    found = returns.raw(unit).find({"form": form, "period": period}, {"office": 1}, session=unit.session)
    return {row["office"] async for row in found}


async def below(unit: Unit, forms: Sequence[str], offices: Sequence[str], period: str) -> dict[str, OfficeReturn]:
    """By office, the returns below that were approved, to be added up."""
    found: dict[str, OfficeReturn] = {}
    for some in parts(offices):
        wanted = {
            "form": {"$in": list(forms)},
            "period": period,
            "office": {"$in": some},
            "state": {"$in": [one.value for one in TAKEN]},
        }
        found |= {one.office: one for one in await returns.select(unit, wanted, limit=MOST_OFFICES)}
    return found


async def before(unit: Unit, one: OfficeReturn) -> list[OfficeReturn]:
    """The returns of the same office, form and kind of period that were handed in before, oldest first."""
    wanted = {
        "form": one.form,
        "office": one.office,
        "kind": one.kind,
        "until": {"$lt": one.until.isoformat()},
        "state": {"$in": [state.value for state in (State.SUBMITTED, *TAKEN)]},
    }
    return (await returns.select(unit, wanted, sort=[("until", -1)], limit=MOST_BACK))[::-1]


async def after(unit: Unit, one: OfficeReturn) -> OfficeReturn | None:
    """The next return of the same office, form and kind of period."""
    wanted = {"form": one.form, "office": one.office, "kind": one.kind, "until": {"$gt": one.until.isoformat()}}
    return await returns.first(unit, wanted, sort=[("until", 1)])


async def peers(unit: Unit, one: OfficeReturn) -> list[OfficeReturn]:
    """What the other offices handed in of the same form and period."""
    wanted = {
        "form": one.form,
        "period": one.period,
        "state": {"$in": [state.value for state in (State.SUBMITTED, *TAKEN)]},
        "_id": {"$ne": one.id},
    }
    return await returns.select(unit, wanted, limit=MOST_OFFICES)


async def to_lock(unit: Unit, ids: Iterable[str], most: int) -> list[OfficeReturn]:
    """Of some returns those that are approved and not locked yet."""
    found: list[OfficeReturn] = []
    for some in parts(list(ids)):
        found += await returns.select(unit, {"_id": {"$in": some}, "state": State.APPROVED.value}, limit=most)
    return found[:most]


async def periods_known(unit: Unit, by: Principal) -> list[tuple[str, str, date]]:
    """Form, period and last day of the returns a person may see, the latest first; grouped in the database."""
    stages: list[dict[str, Any]] = [
        {"$match": visible_to(by)},
        {"$group": {"_id": {"form": "$form", "period": "$period"}, "until": {"$max": "$until"}}},
        {"$sort": {"until": -1, "_id.form": 1}},
        {"$limit": 200},
    ]
    rows = [row async for row in returns.raw(unit).aggregate(stages, session=unit.session)]
    return [(row["_id"]["form"], row["_id"]["period"], date.fromisoformat(row["until"])) for row in rows]


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many returns a person's offices have to hand in or to decide on."""
    own = by.offices(*OFFICERS)
    mine = {"office": {"$in": own}, "state": {"$in": [one.value for one in OPEN]}}
    entered = {"to_office": {"$in": own}, "on_paper": True, "state": {"$in": [one.value for one in OPEN]}}
    decide = {"to_office": {"$in": own}, "state": State.SUBMITTED.value}
    return await returns.count(unit, any_of(mine, entered, decide), most=1000)


async def by_state(unit: Unit) -> dict[tuple[str, str], int]:
    """How many returns that are not settled there are by level and state; grouped in the database."""
    settled = [one.value for one in TAKEN]
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": [one.value for one in State if one.value not in settled]}}},
        {"$group": {"_id": {"level": "$level", "state": "$state"}, "returns": {"$sum": 1}}},
    ]
    rows = returns.raw(unit).aggregate(stages)
    return {(row["_id"]["level"], row["_id"]["state"]): row["returns"] async for row in rows}


async def first_due(unit: Unit) -> dict[str, date]:
    """By level, the earliest day on which a return was due that its office has not handed in; grouped in the database."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": [one.value for one in OPEN]}}},
        {"$group": {"_id": "$level", "due": {"$min": "$due_on"}}},
    ]
    return {row["_id"]: date.fromisoformat(row["due"]) async for row in returns.raw(unit).aggregate(stages)}


async def first_submitted(unit: Unit) -> dict[str, date]:
    """By level of the office, the earliest day on which a return was handed in that nobody has decided on."""
    stages: list[dict[str, Any]] = [
        {"$match": {"state": State.SUBMITTED.value}},
        {"$group": {"_id": "$level", "on": {"$min": "$submitted_on"}}},
    ]
    return {row["_id"]: date.fromisoformat(row["on"]) async for row in returns.raw(unit).aggregate(stages)}
