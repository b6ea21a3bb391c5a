"""The ticker: a leased task that sweeps the deadlines that have fallen due."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from kit.storage.mongo import PyMongoError
from kit.telemetry.logs import log
from kit.work.deadlines import DEADLINES, Due
from kit.work.unit import Unit
from kit.work.work import Work

_log = log(__name__)

SWEEP_SECONDS = 1.0
BATCH = 200


@dataclass(frozen=True)
class Timer:
    """What to do when a deadline of this kind falls due: a use case `(unit, due)`, in one transaction with the row's end."""

    what: str
    when_due: Callable[[Unit, Due], Awaitable[object]]


@dataclass
class Ticker:
    """Sweeps due rows in order of time. A handler that sets the same deadline anew moves it."""

    work: Work
    timers: dict[str, Timer]

    async def run(self) -> None:
        """Sweeps for ever; hold a lease around it."""
        while True:
            try:
                swept = await self.sweep_once()
            except PyMongoError as fault:
                _log.warning("sweep failed", fault=repr(fault))
                swept = 0
            if swept < BATCH:
                await asyncio.sleep(SWEEP_SECONDS)

    async def sweep_once(self) -> int:
        """Handles what is due now, each in its own transaction; answers how many."""
        now = self.work.clock.now()
        rows = (
            await self.work.database[DEADLINES]
            .find({"due_at": {"$lte": now}, "what": {"$in": list(self.timers)}})
            .sort([("due_at", 1)])
            .limit(BATCH)
            .to_list(BATCH)
        )
        for row in rows:
            try:
                await self.work.transact(lambda unit, row=row: self._fall_due(unit, row))  # type: ignore[misc]
            except PyMongoError:
                raise
            except Exception as fault:
                _log.exception("deadline failed", what=row["what"], subject=row["subject"])
                await self._set_aside(row, fault)
        return len(rows)

    async def overdue(self) -> dict[str, int]:
        """How many deadlines of each kind are due and not yet swept; counted in the database, in one pass."""
        due = {"due_at": {"$lte": self.work.clock.now()}}
        stages = [{"$match": due}, {"$group": {"_id": "$what", "rows": {"$sum": 1}}}]
        found = {row["_id"]: row["rows"] async for row in self.work.database[DEADLINES].aggregate(stages)}
        return {what: found.get(what, 0) for what in self.timers}

    async def _fall_due(self, unit: Unit, row: dict[str, object]) -> None:
        deleted = await self.work.database[DEADLINES].delete_one(
            {"_id": row["_id"], "due_at": row["due_at"]}, session=unit.session
        )
        if deleted.deleted_count:
            due = Due.model_validate({name: row[name] for name in Due.model_fields if name in row})
            await self.timers[due.what].when_due(unit, due)

    async def _set_aside(self, row: dict[str, object], fault: Exception) -> None:
        # Tried again later, ever more rarely, and counted: one bad deadline must not starve the others.
        attempts = int(str(row.get("attempts", 0))) + 1
        later = self.work.clock.now() + min(2**attempts, 1_440) * timedelta(minutes=1)
        await self.work.database[DEADLINES].update_one(
            {"_id": row["_id"]}, {"$set": {"attempts": attempts, "due_at": later, "fault": repr(fault)[:500]}}
        )
