"""Pairs of likely twins in the database, and who may see which: registrars of both places."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of
from kit.storage.mongo import UpdateOne
from kit.work import Unit
from programme.roles import REGISTRARS
from services.registry.seats.store import records_closed_to
from services.registry.twins.lifecycle import State
from services.registry.twins.pair import Kind, Meeting, Pair

ORDERS = Orders("-how", how="how")

pairs: Collection[Pair] = Collection(
    Pair,
    "twins",
    indexes=[
        Index("state", ("how", -1)),
        Index("state", "kind", "open_since"),
        Index("one", "state"),
        Index("other", "state"),
        *ORDERS.indexes(),
    ],
)


meetings: Collection[Meeting] = Collection(Meeting, "twin_meetings")
MEETINGS = 4096
"""So many rows at most; names that share one by chance wait for each other once."""


async def meet(unit: Unit, likeness: Iterable[str]) -> None:
    """
    Has whoever enters a name alike at the same moment meet this one: neither transaction sees the other's record, so both
    write to the same rows, and one of them is run again and sees it.
    """
    rows = sorted({str(zlib.crc32(key.encode()) % MEETINGS) for key in likeness})
    if rows:
        touched = [UpdateOne({"_id": row}, {"$inc": {"touched": 1}}, upsert=True) for row in rows]
        await meetings.raw(unit).bulk_write(touched, session=unit.session)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """The pairs whose both records lie in a registrar's territory, but for records of dossiers they stood aside from."""
    closed = await records_closed_to(unit, by)
    aside = sorted(closed.producers | closed.products)
    within = within_any(by.offices(*REGISTRARS))
    seen: dict[str, Any] = {"one_place": within, "other_place": within}
    if aside:
        seen |= {"one": {"$nin": aside}, "other": {"$nin": aside}}
    return seen


async def open_before(unit: Unit, by: Principal, turn: Turn, *, state: State = State.OPEN) -> Page[Pair]:
    """The pairs a registrar is to look at, the most alike first."""
    return await pairs.turned(unit, all_of(await visible_to(unit, by), {"state": state.value}), turn)


async def open_count(unit: Unit, by: Principal) -> int:
    """How many pairs a registrar is to look at."""
    return await pairs.count(unit, all_of(await visible_to(unit, by), {"state": State.OPEN.value}))


async def open_of_all(unit: Unit, kind: Kind) -> tuple[int, datetime | None]:
    """How many pairs of a kind are open, whoever may see them, and since when the oldest is; None where that is not known."""
    wanted = {"state": State.OPEN.value, "kind": kind.value}
    oldest = await pairs.first(unit, {**wanted, "open_since": {"$ne": None}}, sort=[("open_since", 1)])
    return await pairs.count(unit, wanted), oldest.open_since if oldest else None


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Pair:
    """Loads a pair for a registrar of both places; raises NotFound, Stale."""
    return await pairs.get(unit, id, expected, within=await visible_to(unit, by))


async def known_or_none(unit: Unit, id: str) -> Pair | None:
    """A pair, if the two were found to be one before."""
    return await pairs.find(unit, id)


async def open_with(unit: Unit, record: str) -> list[Pair]:
    """The pairs of a record that are still to be looked at."""
    first = await pairs.select(unit, {"one": record, "state": State.OPEN.value})
    return first + await pairs.select(unit, {"other": record, "state": State.OPEN.value})
