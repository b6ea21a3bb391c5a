"""Yearly cards in the database, and who may see which."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from kit.identity import Principal
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.work import Unit
from services.registry.cards.card import Card, card_id
from services.registry.cards.lifecycle import State
from services.registry.products import store as products
from services.registry.products.lifecycle import State as ProductState
from services.registry.products.product import Product
from services.registry.products.store import concerns_of
from services.registry.seats.store import records_closed_to

ORDERS = Orders("product", product="product_name", filed="filed_on", revenue="revenue")
SEARCHED = ("product_name", "producer_name")
AT_ONCE = 50
"""Products asked about in one transaction."""

cards: Collection[Card] = Collection(
    Card,
    "yearly_cards",
    indexes=[
        Index("product_id", ("year", -1)),
        Index("producer_id", ("year", -1)),
        Index("place.path", "year"),
        Index("year", "state"),
        *ORDERS.indexes(),
    ],
)


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    year: int | None = None,
    state: State | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Card]:
    """The cards a person may see, by product; `text`: in product or producer."""
    wanted = all_of(
        concerns_of(by, await records_closed_to(unit, by)),
        {"year": year} if year else {},
        {"state": state.value} if state else {},
        words_in(text, *SEARCHED),
    )
    return await cards.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def all_known_to(unit: Unit, by: Principal, year: int, state: State | None) -> AsyncIterator[Card]:
    """The same of a year, one after the other to the last."""
    after: str | None = None
    while True:
        found = await known_to(unit, by, year=year, state=state, after=after, limit=200)
        for one in found.items:
            yield one
        if (after := found.next) is None:
            return


async def counted(unit: Unit, by: Principal, year: int, state: State, most: int = 1000) -> int:
    """How many cards of a year a person may see in a state."""
    seen = concerns_of(by, await records_closed_to(unit, by))
    return await cards.count(unit, all_of(seen, {"year": year, "state": state.value}), most=most)


async def of_product(unit: Unit, product_id: str) -> list[Card]:
    """All cards of a product, the latest year first."""
    return await cards.select(unit, {"product_id": product_id}, sort=[("year", -1)], limit=20)


async def every_of_product(unit: Unit, product_id: str) -> list[Card]:
    """Every card of a product, in any order."""
    return await cards.select(unit, {"product_id": product_id}, limit=0)


async def of_year(unit: Unit, product_id: str, year: int) -> Card | None:
    """A product's card of a year."""
    return await cards.find(unit, card_id(product_id, year))


async def recognised_after(unit: Unit, after: str) -> Sequence[Product]:
    """Some products that are or were recognised, in the order of their ids."""
    wanted = {"listed": True, "state": ProductState.REGISTERED.value, "_id": {"$gt": after}}
    return await products.products.select(unit, wanted, sort=[("id", 1)], limit=AT_ONCE)
