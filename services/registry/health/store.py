"""The health of papers in the database, and who may see it: a certificate is public, its papers are not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER
from services.registry.certificates import store as certificates
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State
from services.registry.health.paper_health import Health, PaperHealth
from services.registry.seats.store import records_closed_to

ORDERS = Orders("ends", ends="ends_on", until="valid_until")
SEARCHED = ("product_code", "product_name", "producer_name")
MOST_VALID = 200
"""So many valid certificates of one producer are looked at."""

healths: Collection[PaperHealth] = Collection(
    PaperHealth,
    "paper_healths",
    indexes=[
        Index("place.path", "ends_on"),
        Index("producer_id", "ends_on"),
        Index("product_id"),
        Index("health", "ends_on"),
        *ORDERS.indexes(),
    ],
)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """Its producer's own people, and the officers of its place but for who stood aside from its dossier."""
    closed = await records_closed_to(unit, by)
    aside: dict[str, Any] = {}
    if closed.producers:
        aside["producer_id"] = {"$nin": sorted(closed.producers)}
    if closed.products:
        aside["product_id"] = {"$nin": sorted(closed.products)}
    own, offices = by.offices(PRODUCER), by.offices(*OFFICERS)
    ways: list[dict[str, Any]] = []
    if own:
        ways.append({"producer_id": {"$in": own}})
    if offices or not own:
        ways.append({"place.path": within_any(offices), **aside})
    return any_of(*ways)


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    health: Health | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[PaperHealth]:
    """The certificates whose papers a person may see, the weakest first."""
    in_health = {"health": health.value} if health else {}
    wanted = all_of(await visible_to(unit, by), in_health, words_in(text, *SEARCHED))
    return await healths.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def all_known_to(unit: Unit, by: Principal, health: Health | None) -> AsyncIterator[PaperHealth]:
    """The same, one after the other to the last."""
    after: str | None = None
    while True:
        found = await known_to(unit, by, health=health, after=after, limit=200)
        for one in found.items:
            yield one
        if (after := found.next) is None:
            return


async def counted(unit: Unit, by: Principal, health: Health, most: int) -> int:
    """How many of a health a person may see; no further than `most`."""
    wanted = all_of(await visible_to(unit, by), {"health": health.value})
    return await healths.count(unit, wanted, most=most)


async def of_product(unit: Unit, product_id: str, by: Principal) -> PaperHealth | None:
    """Of a product's valid certificate, if the person may see it."""
    return await healths.first(unit, all_of(await visible_to(unit, by), {"product_id": product_id}))


async def counted_by_health(unit: Unit) -> dict[str, int]:
    """How many certificates are how healthy."""
    rows = healths.raw(unit).aggregate([{"$group": {"_id": "$health", "rows": {"$sum": 1}}}], session=unit.session)
    return {row["_id"]: row["rows"] async for row in rows}


async def longest_broken(unit: Unit) -> PaperHealth | None:
    """The one whose paper ended first."""
    return await healths.first(unit, {"health": Health.BROKEN.value}, sort=[("ends_on", 1)])


async def valid_of(unit: Unit, producer_id: str, product_id: str | None) -> list[Certificate]:
    """The valid certificates of a producer, or of one of its products."""
    wanted = {"producer_id": producer_id, "state": State.VALID.value} | (
        {"product_id": product_id} if product_id else {}
    )
    return await certificates.certificates.select(unit, wanted, limit=MOST_VALID)


async def valid_after(unit: Unit, after: str, limit: int = 200) -> list[Certificate]:
    """Some of the valid certificates, in the order of their ids."""
    wanted = {"state": State.VALID.value, "_id": {"$gt": after}}
    return await certificates.certificates.select(unit, wanted, sort=[("id", 1)], limit=limit)
