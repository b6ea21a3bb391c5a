"""Dossiers in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.turns import MOST_COUNTED
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER, acts_for
from services.registry.dossiers.allowance import Allowance, Sent
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import LIFECYCLE, State, Verb
from services.registry.seats.sight import Closed, Sight
from services.registry.seats.store import sight_of

ORDERS = Orders("-opened", opened="opened_at", number="number", due="supplement_by")
RETURNED_FIRST = Orders("due", **ORDERS.fields)
"""Of those sent back: what is to be supplemented first."""

dossiers: Collection[Dossier] = Collection(
    Dossier,
    "dossiers",
    indexes=[
        Index("producer_id", "opened_at"),
        Index("place.path", "opened_at"),
        Index("product_id", "opened_at"),
        Index("number", unique=True, where={"number": {"$type": "string"}}),
        *ORDERS.indexes(),
    ],
)

allowances: Collection[Allowance] = Collection(Allowance, "allowances")
sent: Collection[Sent] = Collection(Sent, "sent_files")


OPEN = frozenset(state for state in LIFECYCLE.states if LIFECYCLE.may(state))
"""States from which something may still happen."""


async def visible_to(unit: Unit, by: Principal, state: State | None = None) -> dict[str, Any]:
    """
    Their own in any state. Once handed in: those of the territory their office answers for, and those before a council
    they sit on; but nothing that they stood aside from, whatever else they are.

    Narrowed to a `state`, if one is given. Whoever sees dossiers in one way only, as nearly everybody does, is answered
    by that way's index: the embedded database uses none for a condition inside `$and` or `$or`.
    """
    sight, offices, own = await sight_of(unit, by), by.offices(*OFFICERS), by.offices(PRODUCER)
    in_state: dict[str, Any] = {"state": state.value} if state else {}
    handed_in = in_state or {"state": {"$ne": State.DRAFT.value}}
    aside = {"_id": {"$nin": sorted(sight.closed)}} if sight.closed else {}
    ways: list[dict[str, Any]] = []
    if own:
        ways.append({"producer_id": {"$in": own}, **in_state})
    if offices and state is not State.DRAFT:
        ways.append({"place.path": within_any(offices), **handed_in, **aside})
    if (opened := sorted(sight.opened - sight.closed)) and state is not State.DRAFT:
        ways.append({"_id": {"$in": opened}, **handed_in})
    return any_of(*ways)


def may_see(dossier: Dossier, by: Principal, sight: Sight) -> bool:
    """The same line as `visible_to`, for one in hand."""
    if acts_for(by, dossier.producer_id):
        return True
    if dossier.state is State.DRAFT or dossier.id in sight.closed:
        return False
    return dossier.id in sight.opened or by.covers(dossier.place.path, *OFFICERS)


async def find_seen_by(unit: Unit, id: str, by: Principal) -> Dossier | None:
    """
    One dossier, if there is one and the person may see it: to be read, not to be kept. Who is to judge it reads what its
    producer claimed on their score sheet (evaluation), criterion by criterion after their own answer, and not here before.
    """
    found, sight = await dossiers.find(unit, id), await sight_of(unit, by)
    if found is None or not may_see(found, by, sight):
        return None
    judges = id in sight.judged and not acts_for(by, found.producer_id)
    return found.without_claim if judges else found


async def seen_by(unit: Unit, id: str, by: Principal) -> Dossier:
    """Loads a dossier for a person; raises NotFound when they may not see it, as if there were none."""
    found = await find_seen_by(unit, id, by)
    if found is None:
        raise NotFound()
    return found


async def before_it(unit: Unit, dossier: Dossier, by: Principal) -> tuple[Dossier | None, bool]:
    """
    The dossier this one starts from, and whether the person may open it. The council judges what changed since, so who
    sits before this one knows of the one before, though not its papers; but not who stood aside from that.
    """
    named = dossier.previous.dossier_id if dossier.previous else None
    if not named:
        return None, False
    if seen := await find_seen_by(unit, named, by):
        return seen, True
    sight = await sight_of(unit, by)
    if dossier.id in sight.opened and named not in sight.closed:
        return await dossiers.find(unit, named), False
    return None, False


async def own(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Dossier:
    """Loads a dossier for its producer's own person; raises NotFound for anybody else."""
    found = await dossiers.find(unit, id)
    if found is None or not acts_for(by, found.producer_id):
        raise NotFound()
    return await dossiers.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    state: State | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Dossier]:
    """The dossiers a person may see, in the order of the `turn`, else newest first; `text`: in number, product or producer."""
    wanted = all_of(await visible_to(unit, by, state), words_in(text, "number", "product_name", "producer_name"))
    return await dossiers.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def waiting_for(unit: Unit, by: Principal) -> dict[State, int]:
    """How many of a producer's own dossiers wait for themselves, by state: sent back to be supplemented, and not handed in."""
    own = {"producer_id": {"$in": by.offices(PRODUCER)}}
    asked = (State.RETURNED, State.DRAFT)
    return {one: await dossiers.count(unit, {**own, "state": one.value}, most=MOST_COUNTED) for one in asked}


async def open_one(unit: Unit, product_id: str) -> Dossier | None:
    """The product's dossier that is not finished, if there is one."""
    states = sorted(state.value for state in OPEN)
    return await dossiers.first(unit, {"product_id": product_id, "state": {"$in": states}})


async def open_of_producer(unit: Unit, producer_id: str) -> Dossier | None:
    """A dossier of the producer that is not finished, if there is one."""
    states = sorted(state.value for state in OPEN)
    return await dossiers.first(unit, {"producer_id": producer_id, "state": {"$in": states}})


async def being_filled_in(unit: Unit, producer_id: str, product_id: str | None) -> list[Dossier]:
    """The dossiers of a product, or of all products of a producer, that their producer may still change."""
    filling = sorted(state.value for state in LIFECYCLE.states if Verb.FILL in LIFECYCLE.may(state))
    wanted = {"producer_id": producer_id} | ({"product_id": product_id} if product_id else {})
    return await dossiers.select(unit, {**wanted, "state": {"$in": filling}})


async def before_an_office(unit: Unit, producer_id: str, product_id: str | None) -> list[Dossier]:
    """The dossiers of a product, or of all products of a producer, that an office has."""
    wanted = {"producer_id": producer_id} | ({"product_id": product_id} if product_id else {})
    return await dossiers.select(unit, {**wanted, "state": State.SUBMITTED.value})


async def of_certificate(unit: Unit, product_id: str, certificate_id: str) -> Dossier | None:
    """The dossier of a product that led to a certificate; none of one that a published list was the source of."""
    return await dossiers.first(unit, {"product_id": product_id, "certificate_id": certificate_id})


async def records_behind(unit: Unit, ids: Iterable[str]) -> Closed:
    """The producers and products that some dossiers are about, and the records of either that were merged into those."""
    found = (await dossiers.among(unit, ids)).values()
    merged = frozenset(id for one in found for id in one.formerly)
    return Closed(merged.union(one.producer_id for one in found), merged.union(one.product_id for one in found))


async def of_product(unit: Unit, product_id: str, by: Principal) -> list[Dossier]:
    """The dossiers of a product that a person may see, newest first."""
    sight = await sight_of(unit, by)
    of_it = await dossiers.select(unit, {"product_id": product_id}, sort=[("opened_at", -1)])
    return [dossier for dossier in of_it if may_see(dossier, by, sight)]


async def of_producer(unit: Unit, producer_id: str) -> list[Dossier]:
    """All dossiers of a producer, whoever may see them: to count, not to show."""
    return await dossiers.select(unit, {"producer_id": producer_id})


async def products_with_open_one(unit: Unit, products: Iterable[str]) -> frozenset[str]:
    """Of some products, those with a dossier that is not finished, whoever may see it: to leave out, not to show."""
    states = sorted(state.value for state in OPEN)
    wanted = {"product_id": {"$in": sorted(products)}, "state": {"$in": states}}
    return frozenset(one.product_id for one in await dossiers.select(unit, wanted))
