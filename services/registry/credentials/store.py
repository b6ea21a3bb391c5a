"""Credentials in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER, acts_for
from services.registry.credentials.credential import Credential
from services.registry.credentials.lifecycle import ALIVE, State
from services.registry.credentials.rules import key_of
from services.registry.seats.sight import Closed
from services.registry.seats.store import records_closed_to

ORDERS = Orders("ends", ends="ends_on", recorded="recorded_on", number="number_key")
MOST_HELD = 300
"""So many credentials of one producer are looked at."""
SEARCHED = ("number", "producer_name", "product_name")

credentials: Collection[Credential] = Collection(
    Credential,
    "credentials",
    indexes=[
        Index("producer_id", "ends_on"),
        Index("product_id", "ends_on"),
        Index("place.path", "ends_on"),
        Index("kind", "number_key"),
        Index("state", "recorded_on"),
        *ORDERS.indexes(),
    ],
)


def may_see(credential: Credential, by: Principal, closed: Closed) -> bool:
    """
    Whether a person sees it: its producer's people, and the officers of its place but for who stood aside from a dossier
    of its producer or its product.
    """
    if acts_for(by, credential.producer_id):
        return True
    aside = credential.producer_id in closed.producers or credential.product_id in closed.products
    return by.covers(credential.place.path, *OFFICERS) and not aside


def visible_to(by: Principal, closed: Closed) -> dict[str, Any]:
    """The same line as `may_see`, for many."""
    aside: dict[str, Any] = {}
    if closed.producers:
        aside["producer_id"] = {"$nin": sorted(closed.producers)}
    if closed.products:
        aside["product_id"] = {"$nin": sorted(closed.products)}
    within = {"place.path": within_any(by.offices(*OFFICERS)), **aside}
    own = by.offices(PRODUCER)
    if not own:
        return within
    return any_of({"producer_id": {"$in": own}}, within) if by.has(*OFFICERS) else {"producer_id": {"$in": own}}


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Credential:
    """Loads a credential for a person; raises NotFound when they may not see it, as if there were none."""
    found = await credentials.find(unit, id)
    if found is None or not may_see(found, by, await records_closed_to(unit, by)):
        raise NotFound()
    return await credentials.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    of_kind: str = "",
    states: Iterable[State] = (),
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Credential]:
    """The credentials a person may see, what ends first at the top; no state is any state; `text`: in number, producer or product."""
    wanted = all_of(
        visible_to(by, await records_closed_to(unit, by)),
        {"kind": of_kind} if of_kind else {},
        of_states(states),
        words_in(text, *SEARCHED),
    )
    return await credentials.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def by_number(unit: Unit, kind: str, number: str) -> Credential | None:
    """The credential of a kind with a number, however it is typed: one that is held, else the newest."""
    wanted = {"kind": kind, "number_key": key_of(number)}
    found = await credentials.select(unit, wanted, limit=20)
    ranked = sorted(found, key=lambda one: (one.state in ALIVE, one.recorded_on, one.id), reverse=True)
    return ranked[0] if ranked else None


async def of_producer(unit: Unit, producer_id: str) -> list[Credential]:
    """All of a producer, its products' too, whoever may see them: to decide and to count, what ends first at the top."""
    return await credentials.select(unit, {"producer_id": producer_id}, sort=[("ends_on", 1)], limit=MOST_HELD)


async def for_product(unit: Unit, producer_id: str, product_id: str) -> list[Credential]:
    """Those that speak for a product: its own, and those held for all of its producer."""
    held = await of_producer(unit, producer_id)
    return [one for one in held if one.product_id in (None, product_id)]


async def unverified(unit: Unit, by: Principal, most: int) -> int:
    """How many wait for an officer to compare them, of those a person may see."""
    wanted = all_of(visible_to(by, await records_closed_to(unit, by)), {"state": State.RECORDED.value})
    return await credentials.count(unit, wanted, most=most)


async def oldest_unverified(unit: Unit) -> Credential | None:
    """The one that waits longest to be compared."""
    return await credentials.first(unit, {"state": State.RECORDED.value}, sort=[("recorded_on", 1)])


async def counted_unverified(unit: Unit) -> dict[str, int]:
    """How many wait to be compared, by kind."""
    stages = [{"$match": {"state": State.RECORDED.value}}, {"$group": {"_id": "$kind", "rows": {"$sum": 1}}}]
    rows = credentials.raw(unit).aggregate(stages, session=unit.session)
    return {row["_id"]: row["rows"] async for row in rows}


async def among(unit: Unit, ids: Iterable[str]) -> dict[str, Credential]:
    """Some, by id."""
    return await credentials.among(unit, ids)
