"""
From the outbox to the broker once more: whole, or by subject, time or type. Every service's outbox is its own log.

A request is a row; the relay, which is the only publisher, serves it before anything newer, in the order in which the
events were announced, and keeps its place after every acknowledged batch: a crash goes on from there. Consumers know what
they have applied, so asking twice changes nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from uuid_utils import uuid7

from kit.storage.mongo import Database
from kit.work.outbox import OUTBOX

REQUESTS = "republishing"


class Selection(BaseModel):
    """Which facts; a field left out selects all."""

    model_config = ConfigDict(frozen=True)

    topic: str | None = None
    key: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    types: tuple[str, ...] = ()

    def filter(self) -> dict[str, Any]:
        """As a database filter on outbox rows that have been published."""
        chosen: dict[str, Any] = {"state": "sent"}
        if self.topic:
            chosen["topic"] = self.topic
        if self.key:
            chosen["key"] = self.key
        if self.types:
            chosen["type"] = {"$in": list(self.types)}
        if self.since or self.until:
            chosen["told_at"] = {
                **({"$gte": self.since} if self.since else {}),
                **({"$lt": self.until} if self.until else {}),
            }
        return chosen


class Progress(BaseModel):
    """How far a request has come."""

    model_config = ConfigDict(frozen=True)

    id: str
    total: int
    done: int
    finished: bool
    refused: int = 0
    """Facts the broker would not have (too large now, their topic gone); they are passed by."""


async def request(database: Database, selection: Selection, *, by: str) -> Progress:
    """Asks the relay to publish the selection anew; what was asked before and is not finished goes on."""
    chosen = selection.model_dump(mode="json")
    if begun := await database[REQUESTS].find_one({"finished": False, "selection": chosen}):
        return _progress(begun)
    total = await database[OUTBOX].count_documents(selection.filter())
    row = {
        "_id": str(uuid7()),
        "asked_at": datetime.now(UTC),
        "by": by,
        "selection": chosen,
        "total": total,
        "done": 0,
        "refused": 0,
        "finished": False,
        "after": None,
    }
    await database[REQUESTS].insert_one(row)
    return _progress(row)


async def progress(database: Database, id: str) -> Progress:
    """How far the relay has come with a request."""
    return _progress(await database[REQUESTS].find_one({"_id": id}))


async def waiting(database: Database) -> dict[str, Any] | None:
    """The oldest request that is not finished."""
    found: dict[str, Any] | None = await database[REQUESTS].find_one({"finished": False}, sort=[("_id", 1)])
    return found


async def next_rows(database: Database, row: dict[str, Any], batch: int) -> list[dict[str, Any]]:
    """The rows that follow the request's place, in the order in which they were announced."""
    query = Selection.model_validate(row["selection"]).filter()
    if row["after"] is not None:
        query["_id"] = {"$gt": row["after"]}
    cursor = database[OUTBOX].find(query).sort([("_id", 1)]).limit(batch)
    found: list[dict[str, Any]] = await cursor.to_list(batch)
    return found


async def keep_place(database: Database, row: dict[str, Any], rows: list[dict[str, Any]], *, refused: int = 0) -> None:
    """Moves the request's place past `rows`; no rows at all finish it."""
    if not rows:
        changes: dict[str, Any] = {"$set": {"finished": True, "finished_at": datetime.now(UTC)}}
    else:
        changes = {"$set": {"after": rows[-1]["_id"]}, "$inc": {"done": len(rows), "refused": refused}}
    await database[REQUESTS].update_one({"_id": row["_id"]}, changes)


def _progress(row: dict[str, Any]) -> Progress:
    return Progress.model_validate({**row, "id": row["_id"]})
