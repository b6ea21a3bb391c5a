"""
Dead letters as operators decided on them, for whoever reads them from their topic again.

A record that a person repaired had its effect in the repaired form, one that was discarded had none, and one that waits
will have its own when it is offered. The topic alone would give a projection another content than the handlers gave it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime

from kit.messaging.parked.dead_letter import ENVELOPE, Repair
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.store import parked
from kit.messaging.received import Record
from kit.storage.documents import decode
from kit.storage.mongo import Database, Session
from kit.work.unit import Unit

PLACES = "rebuilding"
"""The collection of what rebuilds keep: the place of each, and a row that offers and swaps meet on."""


async def as_decided(unit: Unit, handler: str, records: Sequence[Record]) -> list[Record]:
    """The records as the handler got them, in their order: repaired ones repaired, without those that had no effect."""
    # A repaired envelope is offered to every handler, and one of them may have parked the repaired form in its turn.
    for name in (ENVELOPE, handler):
        records = await _through(unit, name, records)
    return list(records)


async def settled_since(unit: Unit, handler: str, since: datetime, size: int) -> AsyncIterator[list[Record]]:
    """The parked records that were applied since an instant, `size` at a time, each partition's in order."""
    for name in (ENVELOPE, handler):
        # The order of a partition is that of its offsets; a few thousand numbers are sorted here, not their records.
        query = {"handler": name, "state": State.APPLIED.value, "settled_at": {"$gte": since}}
        found = parked.raw(unit).find(query, {"record.partition": 1, "record.offset": 1})
        places = sorted([(row["record"]["partition"], row["record"]["offset"], row["_id"]) async for row in found])
        for start in range(0, len(places), size):
            ids = [id for _, _, id in places[start : start + size]]
            rows = {row.id: row for row in await parked.select(unit, {"_id": {"$in": ids}}, limit=size)}
            yield [rows[id].record for id in ids if id in rows]


async def not_across_a_swap(database: Database, handler: str, *, at: datetime, session: Session | None) -> None:
    """
    Makes an offer and a swap of the handler's projection exclude each other: both write this row, and the database lets
    only one of two transactions through; the other begins again.

    Without it an offer could read which generation is in use before a swap and have its effect in the old one after it.
    """
    row = {"_id": f"offers|{handler}"}
    await database[PLACES].update_one(row, {"$set": {"at": at}}, upsert=True, session=session)


async def _through(unit: Unit, name: str, records: Sequence[Record]) -> Sequence[Record]:
    if not records or await parked.raw(unit).find_one({"handler": name}, {"_id": 1}) is None:
        return records  # the usual case: nothing was ever parked
    asked = {"handler": name, "identity": {"$in": sorted({record.identity for record in records})}}
    rows = {
        row["identity"]: row async for row in parked.raw(unit).find(asked, {"identity": 1, "state": 1, "repair": 1})
    }
    received: list[Record] = []
    for record in records:
        row = rows.get(record.identity)
        if row is None:
            received.append(record)
        elif row["state"] == State.APPLIED.value:
            repair = Repair.model_validate(decode(row["repair"])) if row["repair"] else None
            received.append(replace(record, headers=repair.headers, value=repair.value) if repair else record)
    return received
