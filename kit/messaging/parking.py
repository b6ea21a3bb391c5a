"""Dead letters: a record that cannot be applied is set aside (parked) with its reason, alone or many in one transaction."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from opentelemetry.trace import SpanKind

from kit.messaging.parked.dead_letter import Parked, ToPark
from kit.messaging.parked.lifecycle import State, Verb
from kit.messaging.parked.reasons import Reason
from kit.messaging.parked.store import park, park_all, settle
from kit.messaging.received import Record
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Handler
from kit.refusal import Refusal
from kit.storage.bounds import MOST_BYTES, pieces
from kit.storage.mongo import is_transient
from kit.telemetry.correlation import correlated
from kit.telemetry.logs import log
from kit.telemetry.metrics import Metrics
from kit.telemetry.tracing import is_traced, span
from kit.work.work import Work

_log = log(__name__)

PARKED_AT_ONCE = 100
READ_AT_ONCE = MOST_BYTES // 2  # bytes of records in one transaction: a handler seldom makes twice as much of them


class Outcome(StrEnum):
    """What became of a record for one handler."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    PARKED = "parked"
    HELD = "held"


@dataclass
class Parking:
    """Parks records for handlers, again and again while the database is away."""

    work: Work
    metrics: Metrics
    retry: RetryPolicy = field(default_factory=RetryPolicy)

    async def park_many(self, some: Sequence[ToPark]) -> None:
        """Parks records that nobody can read, many in one transaction: one by one, a flood takes an hour."""
        for together in pieces(some, lambda one: one.record.size, rows=PARKED_AT_ONCE, most=READ_AT_ONCE):
            began = time.perf_counter()
            try:
                with span(
                    "park",
                    SpanKind.CONSUMER,
                    links=[one.record.header("ce_traceparent") for one in together] if is_traced() else (),
                    messaging__system="kafka",
                    messaging__batch__message_count=len(together),
                    ocop__outcome=Outcome.PARKED.value,
                ):
                    fresh = await self.work.transact(functools.partial(park_all, some=together))
            except Exception as fault:
                # The database is away, or another replica has just parked one of them: alone, each knows what to do.
                _log.info("parked one by one", size=len(together), fault=repr(fault))
                for one in together:
                    await self._park(one.handler, one.record, one.reason)
                continue
            took = (time.perf_counter() - began) / len(together)
            for one in together:
                self.metrics.handler_seconds.labels(one.handler, Outcome.PARKED.value).observe(took)
            for one in fresh:
                with correlated(one.record.header("ce_correlationid"), one.record.header("ce_id")):
                    self._observe(one)

    async def _fail(
        self, handler: Handler, record: Record, reason: Reason, attempts: int, offered: Parked | None, by: str, why: str
    ) -> Outcome:
        if offered is None:
            return await self._park(handler.id, record, reason, attempts=attempts)
        await self.work.transact(
            lambda unit: settle(
                unit, offered, Verb.FAIL, by=by, why=why, reason=reason, attempts=offered.attempts + attempts
            )
        )
        return Outcome.PARKED

    async def _park(
        self, handler: str, record: Record, reason: Reason, *, state: State = State.OPEN, attempts: int = 1
    ) -> Outcome:
        pause, quietly = 0, False
        while True:
            try:
                one = ToPark(handler, record, reason, state, attempts)
                fresh = await self.work.transact(functools.partial(park, one=one, quietly=quietly))
                break
            except Exception as fault:
                if not is_transient(fault) and not isinstance(fault, Refusal):
                    if quietly:
                        raise
                    # Whatever a slice made of it: what nobody can apply must be set aside, or its topic stands still.
                    _log.exception("a slice failed on a parked record; parking it without", handler=handler)
                    quietly = True
                    continue
                pause += 1
                await asyncio.sleep(self.retry.pause(pause))
        if fresh:
            self._observe(one)
        return Outcome.HELD if state is State.HELD else Outcome.PARKED

    def _observe(self, one: ToPark) -> None:
        self.metrics.parked.labels(one.handler, one.reason.slug).inc()
        place = {"topic": one.record.topic, "offset": one.record.offset}
        _log.warning("parked", handler=one.handler, reason=one.reason.slug, **place)
