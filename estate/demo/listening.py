"""A consumer of the demonstration: an event about a subject, read from its topic as any subscriber may."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from confluent_kafka import OFFSET_END, Consumer, Message, TopicPartition

_LATEST = 500
"""Events of each partition that are looked through; the one sought was said a moment ago."""


def consumed(bootstrap: str, topic: str, key: str, type_: str) -> dict[str, Any] | None:
    """The data of the latest event of a type about a subject, with its type and id; None when there is none."""
    found = None
    for message in recent({"bootstrap.servers": bootstrap}, topic):
        headers = {name: (value or b"").decode() for name, value in message.headers() or []}
        about = message.key()
        if about and about.decode() == key and headers.get("ce_type") == type_:
            found = {**json.loads(message.value() or b"{}"), "ce_type": type_, "ce_id": headers["ce_id"]}
    return found


def recent(reached: Mapping[str, Any], topic: str) -> Iterator[Message]:
    """The latest records of a topic, from each of its partitions. `reached`: how its reader connects."""
    consumer = Consumer(
        {
            "group.id": f"demo-{secrets.token_hex(4)}",
            **reached,
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "fetch.wait.max.ms": 20,
        }
    )
    try:
        partitions = list(consumer.list_topics(topic, timeout=5).topics[topic].partitions)
        parts = []
        for partition in partitions:
            low, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=5)
            parts.append(TopicPartition(topic, partition, max(low, high - _LATEST) if high > low else OFFSET_END))
        consumer.assign(parts)
        ended: set[int] = set()
        while len(ended) < len(parts):
            message = consumer.poll(5)
            if message is None:
                return
            if message.error():
                ended.add(message.partition() or 0)
            else:
                yield message
    finally:
        consumer.close()
