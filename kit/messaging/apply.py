"""Many records for one handler in one transaction, and alone only what is in trouble."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from ocop_events.envelope import Envelope, EventData
from opentelemetry.trace import SpanKind

from kit.messaging.effect import WaitBehind, apply_batch_in
from kit.messaging.one import OneByOne
from kit.messaging.parked.store import waiting
from kit.messaging.parking import READ_AT_ONCE, Outcome
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Handler
from kit.messaging.unreadable import readable, without_data
from kit.storage.bounds import pieces
from kit.storage.mongo import is_transient
from kit.telemetry.logs import log
from kit.telemetry.tracing import is_traced, span

_log = log(__name__)


@dataclass
class Applier(OneByOne):
    """Applies records to handlers, one by one or many together; knows nothing of how records arrive."""

    async def apply_batch(self, handler: Handler, records: Sequence[Record]) -> None:
        """
        Applies many records in one transaction, and alone only what is in trouble.

        A subject with an unreadable or a waiting event goes one by one. A batch that fails is halved until the event
        at fault stands alone and is parked; the others stay together. Order within a subject is kept throughout.
        """
        if len(records) == 1:
            await self.apply_one(handler, records[0], Envelope.from_headers(records[0].headers))
            return
        if sum(record.size for record in records) > READ_AT_ONCE:
            for some in pieces(records, lambda record: record.size, most=READ_AT_ONCE):
                await self.apply_batch(handler, some)
            return
        events, troubled = readable(records)
        if not troubled:
            try:
                await self.apply_together(handler, events)
                return
            except WaitBehind:
                troubled = await self._waiting_subjects(handler, records)
            except Exception as fault:
                _log.info("batch taken apart", handler=handler.id, size=len(records), fault=repr(fault))
                middle = len(records) // 2
                await self.apply_batch(handler, records[:middle])
                await self.apply_batch(handler, records[middle:])
                return
        flood, left = without_data([handler], records)
        if len(flood) > 1:
            await self.park_many(flood)
            if left:
                await self.apply_batch(handler, left)
            return
        together = [record for record in records if record.subject not in troubled]
        if together:
            await self.apply_batch(handler, together)
        for record in records:
            if record.subject in troubled:
                await self.apply_one(handler, record, Envelope.from_headers(record.headers))

    async def apply_together(self, handler: Handler, events: Sequence[Received[EventData]]) -> None:
        """Applies a batch in one transaction; tries again for as long as the database is away."""
        attempt = 0
        while True:
            attempt += 1
            began = time.perf_counter()
            try:
                with span(
                    f"process {handler.id}",
                    SpanKind.CONSUMER,
                    links=[event.envelope.traceparent for event in events] if is_traced() else (),
                    messaging__system="kafka",
                    messaging__operation__type="process",
                    messaging__operation__name="process",
                    ocop__handler=handler.id,
                    messaging__batch__message_count=len(events),
                ):
                    fresh = await self.work.transact(lambda unit: apply_batch_in(unit, handler, events))
                break
            except Exception as fault:
                if not is_transient(fault):
                    raise
                self.metrics.retries.labels(handler.id).inc()
                await asyncio.sleep(self.retry.pause(attempt))
        took = time.perf_counter() - began
        self.metrics.duplicates.labels(handler.id).inc(len(events) - fresh)
        for event in events:
            self.metrics.handler_seconds.labels(handler.id, Outcome.APPLIED.value).observe(took / len(events))
            self._measure_latency(event.record, event.envelope)

    async def _waiting_subjects(self, handler: Handler, records: Sequence[Record]) -> set[str]:
        subjects = {record.subject for record in records}
        pause = 0
        while True:
            try:
                return set(await waiting(self.work.reading(), handler.id, subjects))
            except Exception as fault:
                if not is_transient(fault):
                    raise
                pause += 1
                await asyncio.sleep(self.retry.pause(pause))
