"""Citizens' reports in the database, and who may see which: the offices of the product's place, never its producer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER, REGISTRARS
from services.registry.citizen_reports.citizen_report import CitizenReport, Tally
from services.registry.citizen_reports.lifecycle import State
from services.registry.seats.store import records_closed_to

ORDERS = Orders("due", due="answer_by", received="received_at", product="product_name")

reports: Collection[CitizenReport] = Collection(
    CitizenReport,
    "citizen_reports",
    indexes=[
        Index("number_hash", unique=True),
        Index("place.path", "answer_by"),
        Index("product_id", ("received_at", -1)),
        Index("state", "answer_by"),
        Index("state", "erased_on", "answered_on"),
        Index("photographs.sha256"),
        *ORDERS.indexes(),
    ],
)
tallies: Collection[Tally] = Collection(Tally, "citizen_report_tallies")

SEARCHED = ("product_name", "producer_name", "place.name")


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """The reports of an officer's territory, but for those on records they stood aside from, or of their own business."""
    closed = await records_closed_to(unit, by)
    aside = {"producer_id": {"$nin": sorted(closed.producers | set(by.offices(PRODUCER)))}}
    products = {"product_id": {"$nin": sorted(closed.products)}} if closed.products else {}
    return all_of({"place.path": within_any(by.offices(*OFFICERS))}, aside, products)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> CitizenReport:
    """Loads a report for an officer; raises NotFound, Stale."""
    return await reports.get(unit, id, expected, within=await visible_to(unit, by))


async def known_to(
    unit: Unit,
    by: Principal,
    turn: Turn,
    *,
    states: Iterable[State] = (State.RECEIVED,),
    text: str = "",
    late: bool = False,
) -> Page[CitizenReport]:
    """The reports an officer sees; by default those that wait for an answer; no state is any. `late`: whose day passed."""
    wanted: dict[str, Any] = dict(of_states(states))
    if late:
        wanted["answer_by"] = {"$lt": unit.today.isoformat()}
    return await reports.turned(unit, all_of(await visible_to(unit, by), wanted, words_in(text, *SEARCHED)), turn)


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many wait for the answer of offices a person acts for; counted no further than a page says."""
    own = {"office": within_any(by.offices(*REGISTRARS)), "state": State.RECEIVED.value}
    return await reports.count(unit, all_of(await visible_to(unit, by), own), most=1000)


async def by_number(unit: Unit, number_hash: str) -> CitizenReport | None:
    """The report an answer number is of."""
    return await reports.first(unit, {"number_hash": number_hash})


async def of_product(unit: Unit, product_id: str, by: Principal) -> list[CitizenReport]:
    """A product's reports that an officer sees, the latest first."""
    wanted = all_of(await visible_to(unit, by), {"product_id": product_id})
    return await reports.select(unit, wanted, sort=[("received_at", -1)], limit=50)


async def all_of_product(unit: Unit, product_id: str) -> list[CitizenReport]:
    """Every report on a product, whoever asks: for the machine."""
    return await reports.select(unit, {"product_id": product_id}, sort=[("received_at", -1)], limit=200)


async def to_erase(unit: Unit, answered_before: date, limit: int = 100) -> list[CitizenReport]:
    """Some of the reports answered before a day whose text and photographs are still there, the oldest first."""
    wanted = {
        "state": State.ANSWERED.value,
        "erased_on": None,
        "answered_on": {"$lt": answered_before.isoformat()},
    }
    return await reports.select(unit, wanted, sort=[("answered_on", 1)], limit=limit)


async def showing(unit: Unit, sha256: str, but: str) -> bool:
    """Whether a report other than one (`but`: its id) holds a photograph of a content."""
    return await reports.first(unit, {"photographs.sha256": sha256, "_id": {"$ne": but}}) is not None


async def waiting(unit: Unit) -> tuple[int, str | None]:
    """How many wait for an answer, and the day of the first; counted in the database."""
    stages = [
        {"$match": {"state": State.RECEIVED.value}},
        {"$group": {"_id": None, "rows": {"$sum": 1}, "due": {"$min": "$answer_by"}}},
    ]
    found = [row async for row in reports.raw(unit).aggregate(stages)]
    return (found[0]["rows"], found[0]["due"]) if found else (0, None)
