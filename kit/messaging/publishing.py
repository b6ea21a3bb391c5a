"""Sending outbox rows: pipelined, in order per subject, and never late."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import (
    InvalidTopicError,
    KafkaError,
    MessageSizeTooLargeError,
    PolicyViolationError,
    RecordListTooLargeError,
    TopicAuthorizationFailedError,
    UnknownTopicOrPartitionError,
)
from opentelemetry.trace import SpanKind, StatusCode

from kit.telemetry.logs import log
from kit.telemetry.tracing import begun, is_traced

_log = log(__name__)

Row = dict[str, Any]
Subject = tuple[str, str | None]
"""Topic and key; a whole topic where the key is None."""

ANSWER_SECONDS = 20.0
"""How long a pass waits for the broker: shorter than the producer's own patience, see `publish`."""
TOPIC_SECONDS = 5.0
"""How long a topic may take to be found; the facts of the others do not wait longer for it."""

_OF_THE_TOPIC = (InvalidTopicError, TopicAuthorizationFailedError, UnknownTopicOrPartitionError)
_OF_THE_ROW = (MessageSizeTooLargeError, RecordListTooLargeError, PolicyViolationError)


class RelayProducer(AIOKafkaProducer):  # type: ignore[misc]
    """A producer that can be dropped without sending what it still holds."""

    async def abandon(self) -> None:
        """
        Ends it at once, whatever waits in it.

        `stop` flushes, and when it is cut short the sending goes on behind our back: what an abandoned producer held
        would then arrive after, or between, what its successor sends.
        """
        self._closed = True
        sender = self._sender.sender_task
        if sender is not None:
            sender.cancel()
        await self.client.close()
        if sender is not None:
            await asyncio.wait([sender], timeout=5)


async def publish(producer: RelayProducer, rows: Sequence[Row]) -> list[BaseException | None]:
    """
    Sends the rows pipelined, in their order; answers for each None once acknowledged, else what happened.

    Behind the first row of a subject that could not be sent nothing of that subject is sent. What is not acknowledged
    within ANSWER_SECONDS counts as failed and the producer must be abandoned: it would give up its batches one by one
    when they expire, and deliver the later ones without the earlier.
    """
    absent = await _absent_topics(producer, {row["topic"] for row in rows})
    broken: dict[tuple[str, str], BaseException] = {}
    faults: list[BaseException | None] = [None] * len(rows)
    waiting: dict[int, Awaitable[Any]] = {}
    with _traced(rows, faults):
        for number, row in enumerate(rows):
            subject = (row["topic"], row["key"])
            if fault := absent.get(row["topic"]) or broken.get(subject):
                faults[number] = fault
                continue
            try:
                waiting[number] = await producer.send(
                    row["topic"],
                    value=row["value"],
                    key=row["key"].encode(),
                    headers=[(name, bytes(value)) for name, value in row["headers"]],
                )
            except KafkaError as refused:
                faults[number] = broken[subject] = refused
        async with asyncio.timeout(ANSWER_SECONDS):
            answers = await asyncio.gather(*waiting.values(), return_exceptions=True)
        for number, answer in zip(waiting, answers, strict=True):
            faults[number] = answer if isinstance(answer, BaseException) else None
    for row, fault in zip(rows, faults, strict=True):
        if fault is not None:
            _log.warning("not acknowledged", topic=row["topic"], key=row["key"], fault=repr(fault))
            break
    return faults


def acknowledged_prefix(rows: Sequence[Row], faults: Sequence[BaseException | None]) -> list[Row]:
    """The rows that may be marked: acknowledged, with nothing unacknowledged of the same subject before them."""
    broken: set[tuple[str, str]] = set()
    prefix: list[Row] = []
    for row, fault in zip(rows, faults, strict=True):
        subject = (row["topic"], row["key"])
        if fault is not None:
            broken.add(subject)
        elif subject not in broken:
            prefix.append(row)
    return prefix


def stuck_subjects(rows: Sequence[Row], faults: Sequence[BaseException | None]) -> set[Subject]:
    """What no broker will take, however often it is asked: others must not wait for it."""
    stuck: set[Subject] = set()
    for row, fault in zip(rows, faults, strict=True):
        if isinstance(fault, _OF_THE_TOPIC):
            stuck.add((row["topic"], None))
        elif isinstance(fault, _OF_THE_ROW):
            stuck.add((row["topic"], row["key"]))
    return stuck


@contextmanager
def _traced(rows: Sequence[Row], faults: Sequence[BaseException | None]) -> Iterator[None]:
    """A span for each row from its sending to its acknowledgement, in the trace of the command that announced it."""
    if not is_traced():
        yield
        return
    spans = [
        begun(
            f"send {row['topic']}",
            SpanKind.PRODUCER,
            parent=next((bytes(value).decode() for name, value in row["headers"] if name == "ce_traceparent"), None),
            messaging__system="kafka",
            messaging__operation__type="send",
            messaging__operation__name="send",
            messaging__destination__name=row["topic"],
            messaging__message__id=row["event_id"],
        )
        for row in rows
    ]
    try:
        yield
    finally:
        for opened, fault in zip(spans, faults, strict=True):
            if fault is not None:
                opened.set_status(StatusCode.ERROR, repr(fault))
            opened.end()


async def _absent_topics(producer: RelayProducer, topics: set[str]) -> dict[str, KafkaError]:
    """The topics that cannot be found, with why; raises KafkaError when none can: then the broker itself is away."""

    async def fault_of(topic: str) -> KafkaError | None:
        try:
            async with asyncio.timeout(TOPIC_SECONDS):
                await producer.partitions_for(topic)
        except TimeoutError:
            return UnknownTopicOrPartitionError(topic)
        except KafkaError as fault:
            return fault
        return None

    found = dict(zip(topics, await asyncio.gather(*map(fault_of, topics)), strict=True))
    absent = {topic: fault for topic, fault in found.items() if fault is not None}
    if absent and not await _answers(producer):
        raise next(iter(absent.values()))
    return absent


async def _answers(producer: RelayProducer) -> bool:
    """Whether a broker answers at all."""
    try:
        async with asyncio.timeout(TOPIC_SECONDS):
            await producer.client.fetch_all_metadata()
    except (TimeoutError, KafkaError, OSError):
        return False
    return True
