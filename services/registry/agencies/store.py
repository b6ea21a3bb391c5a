"""Agencies' reports in the database, who may see which, and what is looked up to know whom one concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from programme.roles import PRODUCER, REGISTRARS
from services.registry.agencies.lifecycle import State
from services.registry.agencies.report import Remembered, Report
from services.registry.producers import store as producers
from services.registry.producers.likeness import keys
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.seats.store import records_closed_to

ORDERS = Orders("received", received="received_at", reported="reported_on", agency="agency")

reports: Collection[Report] = Collection(
    Report,
    "agency_reports",
    indexes=[
        Index("agency", "report_id", "digest", unique=True),  # the same report twice is one
        Index("agency", "event_id"),
        Index("agency", "report_id"),
        Index("agency", ("received_at", -1)),  # each agency's rhythm
        Index("state", "received_at"),  # what waits, the oldest first
        Index("state", "agency", "waiting_since"),
        Index("office", "received_at"),
        Index("match.product_id", ("reported_on", -1)),
        Index("match.producer_id", ("reported_on", -1)),
        *ORDERS.indexes(),
    ],
)

remembered: Collection[Remembered] = Collection(
    Remembered, "agency_remembered", indexes=[Index("agency", "what", "value", unique=True)]
)

NEAR = 50
"""So many names are looked at for likeness."""


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """
    The reports at the offices of a registrar's territory, but for those about products of dossiers they stood aside from, and
    those that are or may be about a producer they act for.
    """
    closed = await records_closed_to(unit, by)
    aside = sorted(closed.producers | set(by.offices(PRODUCER)))
    seen: dict[str, Any] = {"office": within_any(by.offices(*REGISTRARS))}
    for field in ("match", "candidates"):
        if closed.products:
            seen[f"{field}.product_id"] = {"$nin": sorted(closed.products)}
        if aside:
            seen[f"{field}.producer_id"] = {"$nin": aside}
    return seen


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Report:
    """Loads a report for a registrar of its office; raises NotFound, Stale."""
    return await reports.get(unit, id, expected, within=await visible_to(unit, by))


async def in_queue(
    unit: Unit, by: Principal, turn: Turn, *, state: State = State.WAITING, agency: str = "", text: str = ""
) -> Page[Report]:
    """The reports a registrar may see in a state, the one that came first at the top."""
    wanted = all_of(
        await visible_to(unit, by),
        {"state": state.value, **({"agency": agency} if agency else {})},
        words_in(text, "report_id", "product_code", "match.product_name", "match.producer_name"),
    )
    return await reports.turned(unit, wanted, turn)


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many reports wait for a registrar."""
    return await reports.count(unit, all_of(await visible_to(unit, by), {"state": State.WAITING.value}), most=1000)


async def same(unit: Unit, agency: str, report_id: str, digest: str) -> Report | None:
    """The same report, if it came before: the agency's number, and word for word what it says."""
    return await reports.first(unit, {"agency": agency, "report_id": report_id, "digest": digest})


async def of_event(unit: Unit, agency: str, event_id: str) -> Report | None:
    """What became of the record an agency sent under a `ce_id`."""
    return await reports.first(unit, {"agency": agency, "event_id": event_id})


async def number_in_use(unit: Unit, agency: str, report_id: str) -> bool:
    """Whether an agency's number was used for a report that could be read and was not refused."""
    used = {"agency": agency, "report_id": report_id, "state": {"$ne": State.REFUSED.value}}
    return await reports.first(unit, used) is not None


async def about_product(unit: Unit, product_id: str, limit: int = 20) -> list[Report]:
    """The reports matched to a product, the newest first."""
    matched = {"match.product_id": product_id, "state": State.MATCHED.value}
    return await reports.select(unit, matched, sort=[("reported_on", -1)], limit=limit)


async def about_producer(unit: Unit, producer_id: str, limit: int = 20) -> list[Report]:
    """The reports matched to a producer or to its products, the newest first."""
    matched = {"match.producer_id": producer_id, "state": State.MATCHED.value}
    return await reports.select(unit, matched, sort=[("reported_on", -1)], limit=limit)


async def naming(unit: Unit, field: str, id: str) -> list[Report]:
    """Every report that names a record (`field`: `product_id` or `producer_id`): matched to it, or perhaps about it."""
    wanted = any_of(*({f"{part}.{field}": id} for part in ("match", "candidates", "products")))
    return await reports.select(unit, wanted, limit=0)


async def remembered_of(unit: Unit, agency: str, identifiers: Sequence[tuple[str, str]]) -> list[Remembered]:
    """What a person said before of these identifiers in this agency's reports, in the order of the identifiers."""
    found = [
        await remembered.first(unit, {"agency": agency, "what": what, "value": value}) for what, value in identifiers
    ]
    return [one for one in found if one is not None]


async def named_like(unit: Unit, name: str) -> list[Producer]:
    """Producers whose name shares a key with a name."""
    wanted = keys(name)
    return await producers.producers.select(unit, {"likeness": {"$in": list(wanted)}}, limit=NEAR) if wanted else []


async def recognised_at(unit: Unit, place_path: str, limit: int) -> list[Product]:
    """Products the public may see, made at a place, by name."""
    wanted = {"listed": True, "place.path": place_path}
    return await products.products.select(unit, wanted, sort=[("sort_key", 1)], limit=limit)


async def products_of(unit: Unit, producer_id: str, limit: int) -> list[Product]:
    """A producer's products, recognised or not, by name."""
    return await products.products.select(unit, {"producer_id": producer_id}, sort=[("sort_key", 1)], limit=limit)


STEPS = (("day", 1), ("week", 7), ("month", 30))
"""The ages a waiting report is counted under, and up to how many days; older is `older`."""


async def waiting_by_age(unit: Unit, agencies: Iterable[str]) -> dict[tuple[str, str], int]:
    """(Agency, age step) → how many reports wait, each counted in the index and no further than a queue could show."""
    found: dict[tuple[str, str], int] = {}
    for agency in agencies:
        until: datetime | None = None
        for step, days in (*STEPS, ("older", 0)):
            since = unit.now - timedelta(days=days) if days else None
            between = ({"$gte": since} if since else {}) | ({"$lt": until} if until else {})
            wanted = {"state": State.WAITING.value, "agency": agency, "waiting_since": between}
            found[agency, step] = await reports.count(unit, wanted, most=10_000)
            until = since
    return found


async def waiting_longest(unit: Unit, agency: str) -> datetime | None:
    """Since when an agency's oldest waiting report waits."""
    asked = {"state": State.WAITING.value, "agency": agency}
    found = await reports.first(unit, asked, sort=[("waiting_since", 1)])
    return found.waiting_since if found else None


async def days_reported(unit: Unit, agency: str, most: int) -> list[date]:
    """The days on which an agency reported, the newest first."""
    days: list[date] = []
    before: datetime | None = None
    while len(days) < most:
        asked: dict[str, Any] = {"agency": agency} | ({"received_at": {"$lt": before}} if before else {})
        one = await reports.first(unit, asked, sort=[("received_at", -1)])
        if one is None:
            break
        heard = one.received_at
        days.append(heard.date())
        before = heard.replace(hour=0, minute=0, second=0, microsecond=0)
    return days
