"""Products in the database, and who may see which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import NOTHING, checked
from kit.work import Unit
from law.places import plain
from programme.roles import OFFICERS, PRODUCER, acts_for
from services.registry.products.lifecycle import State
from services.registry.products.product import Concern, Product
from services.registry.products.similarity import are_alike
from services.registry.seats.sight import Closed
from services.registry.seats.store import records_closed_to

ORDERS = Orders("name", name="sort_key", star="listed_star", until="certified.valid_until")
BY_NAME = Orders("name", name="sort_key")

products: Collection[Product] = Collection(
    Product,
    "products",
    indexes=[
        Index("producer_id", "sort_key"),
        Index("place.path", "sort_key"),
        # The public list.
        Index("sort_key", where={"listed": True}),
        Index("listed_star", "sort_key", where={"listed": True}),
        Index("credentials", "sort_key", where={"listed": True}),
        *ORDERS.indexes(),
        Index("likeness"),
    ],
)


CANDIDATES = 50
MERGES = 20
"""So many mergings one after the other are followed."""
SEARCHED = ("search_text", "certified.product_code")


async def may_manage(unit: Unit, product: Product, by: Principal | None) -> bool:
    """
    Whether a person sees more of a product than the public does: its producer's people, and the offices of its place
    but for who stood aside from its dossier.
    """
    if by is None:
        return False
    if acts_for(by, product.producer_id):
        return True
    if not by.covers(product.place.path, *OFFICERS):
        return False
    return not {product.id, product.merged_into} & (await records_closed_to(unit, by)).products


async def managed(unit: Unit, by: Principal) -> dict[str, Any]:
    """The same line as `may_manage`, for many."""
    closed = await records_closed_to(unit, by)
    aside = {"$nin": sorted(closed.products)}
    others = {"_id": aside, "merged_into": aside} if closed.products else {}
    within = {"place.path": within_any(by.offices(*OFFICERS)), **others}
    return any_of({"producer_id": {"$in": by.offices(PRODUCER)}}, within)


async def seen_by(unit: Unit, id: str, by: Principal | None, expected: int | None = None) -> Product:
    """
    Loads a product for a person, or for the public; raises NotFound for one that is neither recognised nor
    theirs to see, as if there were none.
    """
    found = await products.find(unit, id)
    if found is None or not (found.listed or await may_manage(unit, found, by)):
        raise NotFound()
    return await products.get(unit, id, expected) if expected is not None else found


async def managed_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Product:
    """Loads a product for somebody who acts for its producer or its office; raises NotFound."""
    found = await products.find(unit, id)
    if found is None or not await may_manage(unit, found, by):
        raise NotFound()
    return await products.get(unit, id, expected) if expected is not None else found


async def of_producer(unit: Unit, producer_id: str, by: Principal) -> list[Product]:
    """A producer's products that a person may see, by name: of one that moved, the earlier place has its own to answer for."""
    seen = any_of(await managed(unit, by), {"listed": True})
    of_it = {"producer_id": producer_id, "state": {"$ne": State.MERGED.value}}
    return await products.select(unit, all_of(of_it, seen), sort=[("sort_key", 1)])


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    star: int | None = None,
    credential: str = "",
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Product]:
    """The products a person manages, in the order of the `turn`, else by name; with a kind of `credential`, when one is given."""
    of_star = {"listed_star": star} if star else {"state": {"$ne": State.MERGED.value}}
    held = {"credentials": credential} if credential else {}
    wanted = all_of(await managed(unit, by), of_star, held, words_in(text, *SEARCHED))
    return await products.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def public_list(
    unit: Unit,
    *,
    text: str = "",
    only: str | None = None,
    star: int | None = None,
    credential: str = "",
    place: str | None = None,
    formerly: Sequence[str] = (),
    alive_on: date | None = None,
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Product]:
    """
    The products the public may see, by name: every word of `text`, accents aside; `only` the one with an id; within `place`, or at one of the
    units it was formed from (`formerly`); with a kind of `credential`, and a certificate alive on a day, when these are given.
    """
    wanted: dict[str, Any] = {"listed": True}
    if only is not None:
        wanted["_id"] = only
    if star:
        wanted["listed_star"] = star
    if credential:
        wanted["credentials"] = credential
    if alive_on:
        wanted |= {"certified.valid_until": {"$gte": alive_on.isoformat()}, "certified.ended": None}
    if words := plain(text).split():
        wanted["$and"] = [{"search_text": {"$regex": re.escape(word)}} for word in words[:8]]
    elif text.strip():  # nothing but accents
        wanted |= NOTHING
    if place:
        wanted |= any_of({"place.path": within_any([place])}, {"place.path": {"$in": list(formerly)}})
    return await products.turned(unit, wanted, turn or ORDERS.turn("name", after=after, limit=limit))


async def counted_by_credential(unit: Unit, by: Principal) -> dict[str, int]:
    """How many of the products a person manages are found by each kind of credential."""
    wanted = all_of(await managed(unit, by), {"credentials": {"$gt": ""}, "state": {"$ne": State.MERGED.value}})
    stages = [
        {"$match": checked(wanted)},
        {"$unwind": "$credentials"},
        {"$group": {"_id": "$credentials", "rows": {"$sum": 1}}},
    ]
    rows = products.raw(unit).aggregate(stages, session=unit.session)
    return {row["_id"]: row["rows"] async for row in rows}


async def note_credentials(unit: Unit, product_id: str, kinds: Sequence[str]) -> None:
    """
    Keeps by which kinds of credential a product is found: beside what people write of it, so that its version, which
    their open pages have, stays.
    """
    change = {"$set": {"credentials": list(kinds)}, "$inc": {"touched": 1}}
    await products.raw(unit).update_one({"_id": product_id}, change, session=unit.session)


async def candidates(unit: Unit, product: Product) -> list[Product]:
    """Others whose name shares a key with one's own, whoever manages them; so many at most as anybody would look at."""
    if not product.likeness:
        return []
    wanted = {"likeness": {"$in": list(product.likeness)}, "_id": {"$ne": product.id}}
    return await products.select(unit, wanted, limit=CANDIDATES)


async def like(unit: Unit, product: Product, by: Principal) -> list[Product]:
    """Others, of those a person manages, that may be the same: alike in name, and in producer where both name one."""
    if not product.likeness:
        return []
    shared = {"likeness": {"$in": list(product.likeness)}, "_id": {"$ne": product.id}}
    found = await products.select(unit, all_of(shared, await managed(unit, by)), limit=CANDIDATES)
    return [one for one in found if are_alike(product, one)][:5]


async def led_to(unit: Unit, product: Product | None) -> Product | None:
    """The record that a product leads to: itself, or the one it was merged into."""
    for _ in range(MERGES):
        if product is None or product.merged_into is None:
            return product
        product = await products.find(unit, product.merged_into)
    return product


async def not_looked_at(unit: Unit, limit: int = 100) -> list[Product]:
    """Some of those that an earlier release kept without what names like theirs are found by."""
    return await products.select(unit, {"likeness": None}, limit=limit)


async def named(unit: Unit, name: str, producer_id: str, place: str) -> Product | None:
    """A producer's product by its name, accents aside; without a producer, the place's."""
    wanted = {"producer_id": producer_id, "sort_key": plain(name)} | ({} if producer_id else {"place.path": place})
    return await led_to(unit, await products.first(unit, wanted))


def may_see_concern(one: Concern, by: Principal, closed: Closed) -> bool:
    """
    Whether a person sees a record about a producer or a product: the producer's people, and the officers of its place but
    for who stood aside from a dossier of either.
    """
    if one.producer_id and acts_for(by, one.producer_id):
        return True
    aside = one.producer_id in closed.producers or one.product_id in closed.products
    return by.covers(one.place.path, *OFFICERS) and not aside


def concerns_of(by: Principal, closed: Closed) -> dict[str, Any]:
    """The same line as `may_see_concern`, for many."""
    aside: dict[str, Any] = {}
    if closed.producers:
        aside["producer_id"] = {"$nin": sorted(closed.producers)}
    if closed.products:
        aside["product_id"] = {"$nin": sorted(closed.products)}
    within = {"place.path": within_any(by.offices(*OFFICERS)), **aside}
    own = {"producer_id": {"$in": by.offices(PRODUCER)}}
    return any_of(own, within) if by.has(*OFFICERS) else own
