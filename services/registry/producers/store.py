"""Producers in the database, and who may see which."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from law.identifiers import identity_pattern
from law.places import plain
from programme.roles import OFFICERS, PRODUCER, acts_for
from services.registry.producers.lifecycle import State
from services.registry.producers.likeness import keys
from services.registry.producers.producer import Producer
from services.registry.producers.similarity import ALIKE, alike
from services.registry.seats.sight import Closed
from services.registry.seats.store import records_closed_to

ORDERS = Orders("name", name="sort_key", registered="registered_on")

producers: Collection[Producer] = Collection(
    Producer,
    "producers",
    indexes=[
        Index("place.path", "sort_key"),
        Index("tax_code", unique=True, where={"tax_code": {"$type": "string"}}),
        *ORDERS.indexes(),
        Index("likeness"),
        Index("identity_key", unique=True, where={"identity_key": {"$type": "string"}}),
    ],
)


CANDIDATES = 50
MERGES = 20
"""So many mergings one after the other are followed."""


def visible_to(by: Principal, closed: Closed) -> dict[str, Any]:
    """
    The producers a person may see with their personal data: their own, and those of their territory but for those
    from whose dossier they stood aside, and what was merged into those.
    """
    aside = {"$nin": sorted(closed.producers)}
    others = {"_id": aside, "merged_into": aside} if closed.producers else {}
    return any_of({"_id": {"$in": by.offices(PRODUCER)}}, {"place.path": within_any(by.offices(*OFFICERS)), **others})


def may_see(producer: Producer, by: Principal, closed: Closed) -> bool:
    """The same line as `visible_to`, for one in hand."""
    aside = closed.producers & {producer.id, producer.merged_into}
    within = by.covers(producer.place.path, *OFFICERS) and not aside
    return within or acts_for(by, producer.id)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Producer:
    """Loads a producer for a person; raises NotFound when they may not see it, as if there were none."""
    found = await producers.find(unit, id)
    if found is None or not may_see(found, by, await records_closed_to(unit, by)):
        raise NotFound()
    return await producers.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    state: State | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Producer]:
    """
    The producers a person may see, in the order of the `turn`, else by name; `text`: with these words in it or their place.
    A person's number finds nothing here: it is asked for by `of_person`.
    """
    visible = visible_to(by, await records_closed_to(unit, by))
    named = words_in(text, "name", "place.name", "tax_code")
    in_state = {"state": state.value} if state else {"state": {"$ne": State.MERGED.value}}
    wanted = all_of(visible, in_state, named)
    return await producers.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def of_person(unit: Unit, number: str, by: Principal) -> Producer | None:
    """The producer whose tax code is a person's number, of those a caller may see; of a merged one the record it leads to."""
    found = await with_number(unit, None, unit.matched_by(number))
    leads = await led_to(unit, found)
    closed = await records_closed_to(unit, by)
    if found is None or leads is None or not all(may_see(one, by, closed) for one in (found, leads)):
        return None
    return leads


async def candidates(unit: Unit, producer: Producer) -> list[Producer]:
    """Others whose name shares a key with one's own, whoever may see them; so many at most as anybody would look at."""
    if not producer.likeness:
        return []
    others = {"_id": {"$ne": producer.id}}
    found = await producers.select(unit, {"likeness": {"$in": list(producer.likeness)}, **others}, limit=CANDIDATES)
    if producer.tax_code:  # twice in the database where an earlier release did not ask it
        found += await producers.select(unit, {"tax_code": producer.tax_code, **others}, limit=CANDIDATES)
    return list({one.id: one for one in found}.values())


async def like(unit: Unit, name: str, by: Principal, *, but: str = "") -> list[Producer]:
    """The producers, of those a person may see, that may be the one of a name; the likeliest first."""
    found: list[Producer] = []
    if wanted := keys(name):
        shared = {"likeness": {"$in": list(wanted)}, "_id": {"$ne": but}}
        seen = visible_to(by, await records_closed_to(unit, by))
        found = await producers.select(unit, all_of(shared, seen), limit=CANDIDATES)
    ranked = [(alike(name, one.name), one) for one in found]
    return [one for how, one in sorted(ranked, key=lambda pair: -pair[0]) if how >= ALIKE][:5]


async def led_to(unit: Unit, producer: Producer | None) -> Producer | None:
    """The record that a producer leads to: itself, or the one it was merged into."""
    for _ in range(MERGES):
        if producer is None or producer.merged_into is None:
            return producer
        producer = await producers.find(unit, producer.merged_into)
    return producer


async def not_looked_at(unit: Unit, limit: int = 100) -> list[Producer]:
    """Some of those that an earlier release kept without what names like theirs are found by."""
    return await producers.select(unit, {"likeness": None}, limit=limit)


async def named(unit: Unit, name: str, place: str) -> Producer | None:
    """The producer of a name, accents aside, at a place."""
    return await led_to(unit, await producers.first(unit, {"place.path": place, "sort_key": plain(name)}))


async def with_number(unit: Unit, tax_code: str | None, identity_key: str | None) -> Producer | None:
    """The producer that has a tax code already, or the person's number behind a key."""
    if tax_code:
        return await producers.first(unit, {"tax_code": tax_code})
    return await producers.first(unit, {"identity_key": identity_key}) if identity_key else None


async def with_numbers_of_other_keys(unit: Unit, mark: str, limit: int = 200) -> list[Producer]:
    """Some of those whose person's number is matched by the key of another secret."""
    return await producers.select(
        unit, any_of({"identity_key": {"$lt": mark}}, {"identity_key": {"$gte": mark + "g"}}), limit=limit
    )


async def with_numbers_in_the_open(unit: Unit, after: str, limit: int = 200) -> list[Producer]:
    """Some of those whose tax code is a person's number: of an earlier release."""
    numbers = {"$regex": f"^(?:{identity_pattern()})$", "$gt": after}
    return await producers.select(unit, {"tax_code": numbers}, sort=[("tax_code", 1)], limit=limit)
