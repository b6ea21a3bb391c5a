"""What must happen once at a time, whatever the number of replicas, holds a lease."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from uuid_utils import uuid7

from kit.storage.mongo import Database, DuplicateKeyError, ReturnDocument
from kit.telemetry.logs import log

_log = log(__name__)

LEASES = "leases"


class LeaseLostError(RuntimeError):
    """The lease could not be renewed in time; another holder may be at work."""


class Lease:
    """
    A named lease in the database, renewed at a third of its lifetime.

    Leases run on the machine's own clock, never on the domain's. A holder believes for four fifths of the lifetime,
    by its steady clock: two never believe at once while replicas' wall clocks agree within a fifth of it, and beyond
    that for no longer than what they disagree by more. A holder that is paused between looking and acting may still
    act late: whoever reads what it did must tolerate duplicates.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        *,
        lifetime_seconds: float = 15.0,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        # Apart: pages that wait for the database must not keep a lease from being renewed.
        self.rows = database.apart[LEASES]
        self.name = name
        self.holder = str(uuid7())
        self.lifetime = lifetime_seconds
        self._wall, self.steady = wall, steady
        self.held_until = float("-inf")

    @property
    def held(self) -> bool:
        """Whether this holder may still act; False some time before anybody else may take the lease."""
        return self.steady() < self.held_until

    async def acquire(self) -> bool:
        """Takes or renews the lease; answers whether it is held."""
        asked = self.steady()
        now = self._wall()
        try:
            row = await self.rows.find_one_and_update(
                {"_id": self.name, "$or": [{"until": {"$lt": now}}, {"holder": self.holder}]},
                {"$set": {"holder": self.holder, "until": now + timedelta(seconds=self.lifetime)}},
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            row = None
        if row is None or row["holder"] != self.holder:
            self.held_until = float("-inf")
            return False
        # Counted from before the question: the answer's way home is not ours to use.
        self.held_until = asked + self.lifetime * 0.8
        return True

    async def release(self) -> None:
        """Lets another holder in at once."""
        self.held_until = float("-inf")
        await self.rows.delete_one({"_id": self.name, "holder": self.holder})

    async def hold(
        self, work: Callable[[], Awaitable[None]], *, on_change: Callable[[bool], None] | None = None
    ) -> None:
        """
        Runs `work` for ever while the lease is held, and again whenever it is taken anew.

        `work` is cancelled when renewal fails. Returns only by cancellation.
        """
        changed = on_change or (lambda held: None)
        while True:
            try:
                if not await self.acquire():
                    await asyncio.sleep(self.lifetime / 3)
                    continue
                changed(True)
                await self._work_while_held(work)
            except asyncio.CancelledError:
                await self._release_quietly()
                raise
            except LeaseLostError:
                _log.warning("lease lost", lease=self.name)
            except Exception:
                _log.exception("leased work failed", lease=self.name)
                await asyncio.sleep(min(1.0, self.lifetime / 3))
            finally:
                changed(False)

    async def _work_while_held(self, work: Callable[[], Awaitable[None]]) -> None:
        worker = asyncio.ensure_future(work())
        renewer = asyncio.ensure_future(self.renew())
        try:
            done, _ = await asyncio.wait({worker, renewer}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (worker, renewer):
                task.cancel()
            await asyncio.gather(worker, renewer, return_exceptions=True)

    async def renew(self) -> None:
        """Renews for ever; raises LeaseLostError when another holds it, or when it was not renewed in time."""
        while True:
            await asyncio.sleep(self.lifetime / 3)
            try:
                if not await self.acquire():
                    raise LeaseLostError(self.name)
            except LeaseLostError:
                raise
            except Exception as fault:
                if not self.held:
                    raise LeaseLostError(self.name) from fault

    async def _release_quietly(self) -> None:
        try:
            await asyncio.wait_for(asyncio.shield(self.release()), timeout=2)
        except Exception:
            _log.info("lease left to run out", lease=self.name)
