"""Breaches in the database, and who may see which: their producer's people, and the offices of its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER, REGISTRARS, acts_for
from services.registry.breaches.breach import Breach
from services.registry.breaches.lifecycle import OPEN_STATES, State
from services.registry.seats.store import records_closed_to

ORDERS = Orders("due", due="due_on", opened="opened_on", product="product_name")

breaches: Collection[Breach] = Collection(
    Breach,
    "breaches",
    indexes=[
        Index("producer_id", ("opened_on", -1)),
        Index("place.path", "due_on"),
        Index("product_id", ("opened_on", -1)),
        Index("certificate.id", "state"),
        Index("agency_report_id", "state"),
        Index("revocation_id"),
        Index("state", "turn", "due_on"),
        *ORDERS.indexes(),
    ],
)

OPEN = {"state": {"$in": [one.value for one in OPEN_STATES]}}
SEARCHED = ("product_name", "producer_name", "certificate.product_code", "place.name")


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """The breaches a person sees: of the own producer, and of the territory but for records they stood aside from."""
    closed = await records_closed_to(unit, by)
    others: dict[str, Any] = {}
    if closed.producers:
        others["producer_id"] = {"$nin": sorted(closed.producers)}
    if closed.products:
        others["product_id"] = {"$nin": sorted(closed.products)}
    own = {"producer_id": {"$in": by.offices(PRODUCER)}}
    return any_of(own, {"place.path": within_any(by.offices(*OFFICERS)), **others})


def handled_by(by: Principal) -> dict[str, Any]:
    """Those whose office a person acts for, or for one above it; none of a producer whose person they are."""
    return {"office": within_any(by.offices(*REGISTRARS)), "producer_id": {"$nin": by.offices(PRODUCER)}}


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Breach:
    """Loads a breach for a person; raises NotFound, Stale."""
    return await breaches.get(unit, id, expected, within=await visible_to(unit, by))


async def own(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Breach:
    """Loads a breach for its producer's own person; raises NotFound, Stale."""
    found = await seen_by(unit, id, by)
    if not acts_for(by, found.producer_id):
        raise NotFound()
    return await breaches.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    turn: Turn,
    *,
    states: Iterable[State] = OPEN_STATES,
    waiting: str = "",
    of_severity: str = "",
    text: str = "",
) -> Page[Breach]:
    """
    The breaches a person sees. `waiting`: `office` or `producer`, whose step is waited for, or `late`, whose day passed;
    no state is any state.
    """
    wanted: dict[str, Any] = dict(of_states(states))
    if waiting == "late":
        wanted["due_on"] = {"$ne": None, "$lt": unit.today.isoformat()}
    elif waiting:
        wanted["turn"] = waiting
    if of_severity:
        wanted["severity"] = of_severity
    return await breaches.turned(unit, all_of(await visible_to(unit, by), wanted, words_in(text, *SEARCHED)), turn)


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many open breaches wait for the next step of the offices a person acts for; counted no further than a page says."""
    wanted = all_of(await visible_to(unit, by), handled_by(by), {**OPEN, "turn": "office"})
    return await breaches.count(unit, wanted, most=1000)


async def of_product(unit: Unit, product_id: str, by: Principal) -> list[Breach]:
    """A product's breaches that a person sees, the latest first."""
    wanted = all_of(await visible_to(unit, by), {"product_id": product_id})
    return await breaches.select(unit, wanted, sort=[("opened_on", -1)], limit=50)


async def of_producer(unit: Unit, producer_id: str, by: Principal) -> list[Breach]:
    """A producer's breaches that a person sees, the latest first."""
    wanted = all_of(await visible_to(unit, by), {"producer_id": producer_id})
    return await breaches.select(unit, wanted, sort=[("opened_on", -1)], limit=50)


async def all_of_product(unit: Unit, product_id: str) -> list[Breach]:
    """Every breach of a product, whoever asks: for the machine."""
    return await breaches.select(unit, {"product_id": product_id}, sort=[("opened_on", -1)], limit=200)


async def all_of_producer(unit: Unit, producer_id: str) -> list[Breach]:
    """Every breach of a producer, whoever asks: for the machine."""
    return await breaches.select(unit, {"producer_id": producer_id}, sort=[("opened_on", -1)], limit=200)


async def open_on_certificate(unit: Unit, certificate_id: str) -> list[Breach]:
    """The open breaches that touch a certificate."""
    return await breaches.select(unit, {"certificate.id": certificate_id, **OPEN}, limit=200)


async def open_of_kind(unit: Unit, product_id: str, kinds: Iterable[str]) -> list[Breach]:
    """The open breaches of a product of some kinds, the latest first."""
    wanted = {"product_id": product_id, "kind": {"$in": list(kinds)}, **OPEN}
    return await breaches.select(unit, wanted, sort=[("opened_on", -1)], limit=20)


async def by_report(unit: Unit, agency_report_id: str) -> list[Breach]:
    """The open breaches that an agency's report led to: one, as long as its match stands."""
    return await breaches.select(unit, {"agency_report_id": agency_report_id, **OPEN}, limit=20)


async def by_revocation(unit: Unit, revocation_id: str) -> list[Breach]:
    """The open breaches that a revocation was proposed for."""
    return await breaches.select(unit, {"revocation_id": revocation_id, **OPEN}, limit=200)


async def waiting(unit: Unit) -> dict[tuple[str, str], tuple[int, str | None]]:
    """By state and whose turn: how many open ones there are, and the day of the first; grouped in the database."""
    stages = [
        {"$match": OPEN},
        {"$group": {"_id": {"state": "$state", "turn": "$turn"}, "rows": {"$sum": 1}, "due": {"$min": "$due_on"}}},
    ]
    found: dict[tuple[str, str], tuple[int, str | None]] = {}
    async for row in breaches.raw(unit).aggregate(stages):
        found[(row["_id"]["state"], row["_id"]["turn"])] = (row["rows"], row["due"])
    return found
