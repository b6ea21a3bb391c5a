"""Substitutes in the database, and who may see which: both people, and the officers of the office and of those above."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS
from services.evaluation.substitutes.lifecycle import State
from services.evaluation.substitutes.substitute import Officer, Substitute

ORDERS = Orders("-last", last="last", begins="first", name="name")
MOST = 50

substitutes: Collection[Substitute] = Collection(
    Substitute,
    "substitutes",
    indexes=[Index("person_id", "last"), Index("acts_id", "last"), Index("office", "last"), *ORDERS.indexes()],
)
officers: Collection[Officer] = Collection(Officer, "officers", indexes=[Index("person_id"), Index("office", "name")])


def visible_to(by: Principal) -> dict[str, Any]:
    """The substitutions a person sees, as the module says."""
    return any_of({"person_id": by.id}, {"acts_id": by.id}, {"office": within_any(by.offices(*OFFICERS))})


async def seen_by(unit: Unit, substitute_id: str, by: Principal, expected: int | None = None) -> Substitute:
    """Loads one for a person; raises NotFound, Stale."""
    return await substitutes.get(unit, substitute_id, expected, within=visible_to(by))


async def known_to(
    unit: Unit, by: Principal, turn: Turn, *, states: Iterable[State], text: str = ""
) -> Page[Substitute]:
    """The substitutions a person sees, in a state; no state is any state."""
    wanted = all_of(visible_to(by), of_states(states), words_in(text, "name", "acts_name"))
    return await substitutes.turned(unit, wanted, turn)


async def of_person(unit: Unit, person_id: str, on: date) -> list[Substitute]:
    """What a person named that is not over."""
    wanted = {"person_id": person_id, "last": {"$gte": on.isoformat()}, "state": State.NAMED.value}
    return await substitutes.select(unit, wanted, sort=[("last", 1)], limit=MOST)


async def acting(unit: Unit, by: Principal, on: date) -> list[Substitute]:
    """For whom a person acts on a day."""
    wanted = {"acts_id": by.id, "last": {"$gte": on.isoformat()}, "state": State.NAMED.value}
    found = await substitutes.select(unit, wanted, sort=[("last", 1)], limit=MOST)
    return [one for one in found if one.holds(on)]


async def rows_of(unit: Unit, person_id: str) -> list[Officer]:
    """A person as an officer of whatever offices."""
    return await officers.select(unit, {"person_id": person_id}, limit=MOST)


async def colleagues(unit: Unit, by: Principal) -> list[Officer]:
    """The officers of a person's offices that are known here, without the person, by name."""
    wanted: dict[str, Any] = {"office": {"$in": by.offices(*OFFICERS)}, "person_id": {"$ne": by.id}}
    return await officers.select(unit, wanted, sort=[("name", 1)], limit=200)
