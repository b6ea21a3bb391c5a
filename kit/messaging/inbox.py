"""The proof that an event was applied: one row per handler and event, written with the effect."""

from __future__ import annotations

from collections.abc import Sequence

from kit.messaging.received import Record
from kit.work.unit import Unit

INBOX = "inbox"
# No expiry: a broker rebuilt from the outboxes replays everything, and each effect must still be known.


def _id(handler: str, record: Record) -> str:
    return f"{handler}|{record.identity}"


async def is_applied(unit: Unit, handler: str, record: Record) -> bool:
    """Whether the handler has applied this event."""
    return (
        await unit.database[INBOX].find_one({"_id": _id(handler, record)}, {"_id": 1}, session=unit.session) is not None
    )


async def applied_among(unit: Unit, handler: str, records: Sequence[Record]) -> set[str]:
    """The identities among `records` that the handler has applied."""
    ids = {_id(handler, record): record.identity for record in records}
    cursor = unit.database[INBOX].find({"_id": {"$in": list(ids)}}, {"_id": 1}, session=unit.session)
    return {ids[row["_id"]] async for row in cursor}


async def mark_applied(unit: Unit, handler: str, records: Sequence[Record]) -> None:
    """Writes the proof into the transaction of the effect."""
    rows = [{"_id": _id(handler, record), "at": unit.now} for record in records]
    if rows:
        await unit.database[INBOX].insert_many(rows, session=unit.session)
