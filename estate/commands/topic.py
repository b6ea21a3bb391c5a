"""Reads what was told on a topic, from its beginning to its present end."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from ocop_events.envelope import EventData

from estate.commands.deployment import settings
from kit.messaging.connection import for_aiokafka


async def facts_on(kind: type[EventData]) -> AsyncIterator[dict[str, Any]]:
    """The data of every event of a type, in order per subject; numbers with a decimal point stay text."""
    topic, type_ = kind.event_topic, kind.event_type.encode()
    consumer = AIOKafkaConsumer(**for_aiokafka(settings()), enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        await consumer._client.set_topics([topic])  # the client knows only topics it was told of
        parts = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
        consumer.assign(parts)
        ends = await consumer.end_offsets(parts)
        while any([await consumer.position(part) < ends[part] for part in parts]):
            for records in (await consumer.getmany(timeout_ms=1000)).values():
                for record in records:
                    if dict(record.headers).get("ce_type") == type_:
                        yield json.loads(record.value, parse_float=str)
    finally:
        await consumer.stop()
