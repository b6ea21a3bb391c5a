"""A topic filled with facts as our relay writes them, at the speed of the broker."""

from __future__ import annotations

from datetime import UTC, datetime

from aiokafka import AIOKafkaProducer
from ocop_events.envelope import Envelope, EventData, encode, schema_uri
from uuid_utils import uuid7

from bench.ground import Ground


async def fill(ground: Ground, fact: type[EventData], events: int, subjects: int) -> None:
    """Puts `events` facts of `subjects` subjects on the topic, versions without gaps."""
    async with AIOKafkaProducer(bootstrap_servers=ground.kafka, linger_ms=20, compression_type="lz4") as producer:
        waiting = []
        now = datetime.now(UTC)
        for number in range(events):
            subject = f"s{number % subjects}"
            envelope = Envelope(
                id=str(uuid7()),
                source="/bench",
                type=fact.event_type,
                time=now,
                subject=subject,
                dataschema=schema_uri(fact.event_type),
                partitionkey=subject,
                correlationid="bench",
                subjectversion=number // subjects + 1,
                ocopplace="33/11977",
            )
            data = encode(fact.model_validate({"id": subject, "number": number}))
            waiting.append(
                await producer.send(fact.event_topic, data, key=subject.encode(), headers=envelope.headers())
            )
            if len(waiting) == 5_000:
                for sent in waiting:
                    await sent
                waiting.clear()
        for sent in waiting:
            await sent
