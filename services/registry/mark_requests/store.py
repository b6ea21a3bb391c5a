"""Requests to use the mark in the database: an office's own see them; who asked follows theirs by its code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS
from services.registry.mark_requests.lifecycle import State
from services.registry.mark_requests.mark_request import MarkRequest

ORDERS = Orders("due", due="answer_by", received="received_on", organisation="organisation")

requests: Collection[MarkRequest] = Collection(
    MarkRequest,
    "mark_requests",
    indexes=[
        Index("code", unique=True),
        Index("office", "state", "answer_by"),
        Index("state", "answer_by"),
        Index("erased_on", "answer.answered_on"),
        *ORDERS.indexes(),
    ],
)


def visible_to(by: Principal) -> dict[str, Any]:
    """The requests to a person's offices, and to those below them."""
    return {"office": within_any(by.offices(*OFFICERS))}


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> MarkRequest:
    """Loads a request for an officer; raises NotFound, Stale."""
    return await requests.get(unit, id, expected, within=visible_to(by))


async def followed_by(unit: Unit, code: str) -> MarkRequest | None:
    """The request that carries a code."""
    return await requests.first(unit, {"code": code}) if code else None


async def known_to(
    unit: Unit, by: Principal, turn: Turn, *, states: Iterable[State] = (), text: str = ""
) -> Page[MarkRequest]:
    """The requests an officer may see, in the order of the turn; no state is any."""
    wanted = of_states(states)
    named = words_in(text, "organisation", "purpose", "letter")
    return await requests.turned(unit, all_of(visible_to(by), wanted, named), turn)


async def waiting_at(unit: Unit, office: str) -> int:
    """How many requests wait at an office."""
    return await requests.count(unit, {"office": office, "state": State.RECEIVED.value})


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many requests wait for an officer."""
    return await requests.count(unit, all_of(visible_to(by), {"state": State.RECEIVED.value}), most=1000)


async def to_erase(unit: Unit, answered_before: date, after: str, limit: int = 200) -> list[MarkRequest]:
    """Some of the requests answered before a day whose person is still known, in the order of their ids."""
    wanted = {"erased_on": None, "answer.answered_on": {"$lt": answered_before.isoformat()}, "_id": {"$gt": after}}
    return await requests.select(unit, wanted, sort=[("id", 1)], limit=limit)


async def waiting(unit: Unit) -> tuple[int, date | None]:
    """How many requests wait anywhere, and the earliest day by which one should have its answer."""
    wanted = {"state": State.RECEIVED.value}
    earliest = await requests.first(unit, wanted, sort=[("answer_by", 1)])
    return await requests.count(unit, wanted), earliest.answer_by if earliest else None
