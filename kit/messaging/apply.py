"""What happens to a record: applied once, known as a duplicate, or parked with a reason. Never dropped."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum

from ocop_events.envelope import DataInvalid, Envelope, EnvelopeInvalid, EventData, UnknownType, catalogue
from opentelemetry.trace import SpanKind, StatusCode

from kit.messaging import inbox, reasons
from kit.messaging.decided import not_across_a_swap
from kit.messaging.parked import (
    ENVELOPE,
    FAULT,
    HELD_BEHIND,
    Parked,
    Reason,
    State,
    ToPark,
    Verb,
    head_of,
    park,
    park_all,
    settle,
    stranded,
    waiting,
)
from kit.messaging.received import Received, Record
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Handler
from kit.messaging.unreadable import read, readable, without_data
from kit.refusal import Refusal, Stale, Taken
from kit.storage.bounds import MOST_BYTES, pieces
from kit.storage.mongo import DuplicateKeyError, is_transient
from kit.storage.unit import Unit
from kit.storage.work import Work
from kit.telemetry.correlation import correlated
from kit.telemetry.logs import log
from kit.telemetry.metrics import Metrics
from kit.telemetry.tracing import is_traced, span

_log = log(__name__)

PARKED_AT_ONCE = 100
READ_AT_ONCE = MOST_BYTES // 2  # bytes of records in one transaction: a handler seldom makes twice as much of them


class Outcome(StrEnum):
    APPLIED = "applied"
    DUPLICATE = "duplicate"
    PARKED = "parked"
    HELD = "held"


class _WaitBehind(Exception):
    """Inside a transaction: an earlier event of this subject waits."""


class _AlreadyApplied(Exception):
    """Inside a transaction: the inbox has this event."""


@dataclass
class Applier:
    """Applies records to handlers; knows nothing of how records arrive."""

    work: Work
    metrics: Metrics
    retry: RetryPolicy = field(default_factory=RetryPolicy)

    async def apply(self, handlers: Sequence[Handler], record: Record, *, at_desk: bool = False) -> dict[str, Outcome]:
        """Has every handler that hears the record's type apply it, each in its own transaction."""
        try:
            envelope = Envelope.from_headers(record.headers)
            if envelope.type not in catalogue:
                raise UnknownType(envelope.type)
        except EnvelopeInvalid as unreadable:
            return {ENVELOPE: await self._park(ENVELOPE, record, reasons.envelope_invalid(unreadable))}
        except UnknownType:
            return {ENVELOPE: await self._park(ENVELOPE, record, reasons.unknown_type(envelope.type))}
        return {
            handler.id: await self.apply_one(handler, record, envelope, at_desk=at_desk)
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
        at_desk: bool = False,
    ) -> Outcome:
        """
        This will apply one record to one handler. With `offered`, the parked row is settled in the same transaction.

        `at_desk`: it was not read from its topic just now, so that a rebuild that swaps meanwhile must be noticed.
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
                            self._effect,
                            handler=handler,
                            event=event,
                            offered=offered,
                            by=by,
                            why=why,
                            at_desk=at_desk or offered is not None,
                        )
                    )
                    outcome = Outcome.APPLIED
                    self._measure_latency(record, envelope)
                except _AlreadyApplied:
                    self.metrics.duplicates.labels(handler.id).inc()
                    outcome = Outcome.DUPLICATE
                except _WaitBehind:
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
                await self._apply_together(handler, events)
                return
            except _WaitBehind:
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

    async def _apply_together(self, handler: Handler, events: Sequence[Received[EventData]]) -> None:
        """This will apply a batch in one transaction; tries again for as long as the database is away."""
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
                    fresh = await self.work.transact(lambda unit: self._batch_effect(unit, handler, events))
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

    async def park_many(self, some: Sequence[ToPark]) -> None:
        """This will park records that nobody can read, many in one transaction: one by one, a flood takes an hour."""
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
                    self._tell_of(one)

    async def release_held(self, handler: Handler, subject: str) -> int:
        """This will apply the events held behind one that no longer waits, in order; answers how many."""
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
        This will apply what is held behind nothing: whoever released it died in the midst. Answers how many subjects.
        """
        left = await stranded(self.work.reading())
        for handler, subject in left:
            if handler in handlers:
                await self.release_held(handlers[handler], subject)
        return len(left)

    async def _effect(
        self,
        unit: Unit,
        *,
        handler: Handler,
        event: Received[EventData],
        offered: Parked | None,
        by: str,
        why: str,
        at_desk: bool,
    ) -> None:
        if not handler.guarded and await inbox.is_applied(unit, handler.id, event.record):
            if offered is None:
                raise _AlreadyApplied
            await settle(unit, offered, offered.to_end, by=by, why=why)
            return
        if offered is None:
            settled: set[str] = set()
            before = (await waiting(unit, handler.id, [event.record.subject], settled)).get(event.record.subject, set())
            if event.record.identity in settled:
                raise _AlreadyApplied
            if event.record.identity in before or (handler.ordered and before):
                raise _WaitBehind
        if not handler.guarded:
            await inbox.mark_applied(unit, handler.id, [event.record])
        if offered is not None:
            await settle(unit, offered, offered.to_end, by=by, why=why)
        if at_desk and handler.rebuilds:
            await not_across_a_swap(unit.database, handler.id, at=unit.now, session=unit.session)
        await handler.hear(unit, [event] if handler.batch else event)

    async def _batch_effect(self, unit: Unit, handler: Handler, events: Sequence[Received[EventData]]) -> int:
        """The batch's effect and its proof, in the unit's transaction; answers how many events were new."""
        known = set() if handler.guarded else await inbox.applied_among(unit, handler.id, [e.record for e in events])
        if await waiting(unit, handler.id, {event.record.subject for event in events}, known):
            raise _WaitBehind
        fresh = {event.record.identity: event for event in events if event.record.identity not in known}
        if not handler.guarded:
            await inbox.mark_applied(unit, handler.id, [event.record for event in fresh.values()])
        if fresh:
            await handler.hear(unit, list(fresh.values()))
        return len(fresh)

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
        pause = 0
        while True:
            try:
                one = ToPark(handler, record, reason, state, attempts)
                fresh = await self.work.transact(functools.partial(park, one=one))
                break
            except Exception as fault:
                if not is_transient(fault) and not isinstance(fault, Refusal):
                    raise
                pause += 1
                await asyncio.sleep(self.retry.pause(pause))
        if fresh:
            self._tell_of(one)
        return Outcome.HELD if state is State.HELD else Outcome.PARKED

    def _tell_of(self, one: ToPark) -> None:
        self.metrics.parked.labels(one.handler, one.reason.slug).inc()
        place = {"topic": one.record.topic, "offset": one.record.offset}
        _log.warning("parked", handler=one.handler, reason=one.reason.slug, **place)

    def _measure_latency(self, record: Record, envelope: Envelope) -> None:
        seconds = (self.work.clock.now().astimezone(UTC) - envelope.time).total_seconds()
        self.metrics.latency.labels(record.topic).observe(max(0.0, seconds))
