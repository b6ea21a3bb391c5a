"""One record for one handler: applied once, known as a duplicate, or parked with a reason. Never dropped."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from ocop_events.envelope import DataInvalid, Envelope, EnvelopeInvalid, UnknownType, catalogue
from opentelemetry.trace import SpanKind, StatusCode

from kit.messaging.effect import AlreadyApplied, WaitBehind, apply_in
from kit.messaging.parked import reasons
from kit.messaging.parked.dead_letter import ENVELOPE, Parked
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.reasons import FAULT, HELD_BEHIND
from kit.messaging.parked.store import BY_ITSELF, head_of, passing, stranded
from kit.messaging.parking import Outcome, Parking
from kit.messaging.received import Record
from kit.messaging.subscriptions import Handler
from kit.messaging.unreadable import read
from kit.refusal import Refusal, Stale, Taken
from kit.storage.mongo import DuplicateKeyError, is_transient
from kit.telemetry.correlation import correlated
from kit.telemetry.logs import log
from kit.telemetry.tracing import span

_log = log(__name__)


@dataclass
class OneByOne(Parking):
    """Applies single records to handlers, and releases what was held behind a parked one."""

    async def apply(
        self, handlers: Sequence[Handler], record: Record, *, from_dead_letters: bool = False
    ) -> dict[str, Outcome]:
        """Has every handler of the record's type apply it, each in its own transaction."""
        try:
            envelope = Envelope.from_headers(record.headers)
            if envelope.type not in catalogue:
                raise UnknownType(envelope.type)
        except EnvelopeInvalid as unreadable:
            return {ENVELOPE: await self._park(ENVELOPE, record, reasons.envelope_invalid(unreadable))}
        except UnknownType:
            return {ENVELOPE: await self._park(ENVELOPE, record, reasons.unknown_type(envelope.type))}
        return {
            handler.id: await self.apply_one(handler, record, envelope, from_dead_letters=from_dead_letters)
            for handler in handlers
            if envelope.type in handler.types
        }

    async def apply_one(
        self,
        handler: Handler,
        record: Record,
        envelope: Envelope,
        *,
        offered: Parked | None = None,
        by: str = "",
        why: str = "",
        from_dead_letters: bool = False,
    ) -> Outcome:
        """
        Applies one record to one handler. With `offered`, the parked row is settled in the same transaction.

        `from_dead_letters`: it was not read from its topic just now, so that a rebuild that swaps meanwhile must be noticed.
        """
        began = time.perf_counter()
        attempt = 0
        with (
            correlated(envelope.correlationid, envelope.id),
            span(
                f"process {record.topic}",
                SpanKind.CONSUMER,
                parent=envelope.traceparent,
                messaging__system="kafka",
                messaging__destination__name=record.topic,
                messaging__destination__partition__id=str(record.partition),
                messaging__kafka__offset=record.offset,
                messaging__operation__type="process",
                messaging__operation__name="process",
                ocop__handler=handler.id,
                messaging__message__id=envelope.id,
            ) as opened,
        ):
            while True:
                attempt += 1
                try:
                    event = read(record, envelope)
                    await self.work.transact(
                        functools.partial(
                            apply_in,
                            handler=handler,
                            event=event,
                            offered=offered,
                            by=by,
                            why=why,
                            from_dead_letters=from_dead_letters or offered is not None,
                        )
                    )
                    outcome = Outcome.APPLIED
                    self._measure_latency(record, envelope)
                except AlreadyApplied:
                    self.metrics.duplicates.labels(handler.id).inc()
                    outcome = Outcome.DUPLICATE
                except WaitBehind:
                    outcome = await self._park(handler.id, record, HELD_BEHIND, state=State.HELD)
                    await self.release_held(handler, record.subject)
                except DataInvalid as invalid:
                    outcome = await self._fail(
                        handler, record, reasons.data_invalid(invalid), attempt, offered, by, why
                    )
                except Refusal as refusal:
                    if isinstance(refusal, (Stale, Taken)) and attempt < self.retry.attempts:
                        # Two events met on one aggregate: read again what the other made of it.
                        self.metrics.retries.labels(handler.id).inc()
                        await asyncio.sleep(self.retry.pause(attempt))
                        continue
                    outcome = await self._fail(handler, record, reasons.refused(refusal), attempt, offered, by, why)
                except Exception as fault:
                    passing = is_transient(fault) or isinstance(fault, DuplicateKeyError)
                    if attempt < self.retry.attempts or is_transient(fault):
                        self.metrics.retries.labels(handler.id).inc()
                        if attempt == 1 or attempt % 10 == 0:
                            _log.warning(
                                "handler failed; trying again",
                                handler=handler.id,
                                attempt=attempt,
                                fault=repr(fault),
                                passing=passing,
                            )
                        await asyncio.sleep(self.retry.pause(attempt))
                        continue
                    _log.exception("handler failed for good", handler=handler.id, event_id=envelope.id)
                    reason = FAULT.model_copy(update={"detail": repr(fault)[:2_000]})
                    outcome = await self._fail(handler, record, reason, attempt, offered, by, why)
                self.metrics.handler_seconds.labels(handler.id, outcome.value).observe(time.perf_counter() - began)
                opened.set_attributes({"ocop.outcome": outcome.value, "ocop.attempts": attempt})
                if outcome is Outcome.PARKED:
                    opened.set_status(StatusCode.ERROR, outcome.value)
                return outcome

    async def release_held(self, handler: Handler, subject: str) -> int:
        """Applies the events held behind one that no longer waits, in order; answers how many."""
        released = 0
        while True:
            head = await head_of(self.work.reading(), handler.id, subject)
            if head is None or head.state is State.OPEN:
                return released
            record = head.to_offer()
            envelope = Envelope.from_headers(record.headers)
            try:
                outcome = await self.apply_one(handler, record, envelope, offered=head, by="system", why=HELD_BEHIND.en)
            except Stale:
                continue  # somebody else releases them too: see what is left
            if outcome is not Outcome.APPLIED and outcome is not Outcome.DUPLICATE:
                return released
            released += 1

    async def release_stranded(self, handlers: Mapping[str, Handler]) -> int:
        """
        Applies what is held behind nothing: whoever released it died in the midst. Answers how many subjects.
        """
        left = await stranded(self.work.reading())
        for handler, subject in left:
            if handler in handlers:
                await self.release_held(handlers[handler], subject)
        return len(left)

    async def offer_passing(self, handlers: Mapping[str, Handler]) -> int:
        """
        Offers again what lacked something that another event brings (`Refusal.passes`), each a bounded number of times;
        afterwards it is a person's. Answers how many were applied.
        """
        applied = 0
        for row in await passing(self.work.reading()):
            handler = handlers.get(row.handler)
            head = await head_of(self.work.reading(), row.handler, row.subject) if handler else None
            if handler is None or (handler.ordered and (head is None or head.id != row.id)):
                continue
            record = row.to_offer()
            envelope = Envelope.from_headers(record.headers)
            try:
                outcome = await self.apply_one(handler, record, envelope, offered=row, by=BY_ITSELF, why=row.reason.en)
            except Stale:
                continue  # somebody else has it in hand
            if outcome in (Outcome.APPLIED, Outcome.DUPLICATE):
                applied += 1
                await self.release_held(handler, row.subject)
        return applied

    def _measure_latency(self, record: Record, envelope: Envelope) -> None:
        seconds = (self.work.clock.now().astimezone(UTC) - envelope.time).total_seconds()
        self.metrics.latency.labels(record.topic).observe(max(0.0, seconds))
