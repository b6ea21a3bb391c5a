"""How far each group is behind its topics, asked of the broker and not of the consumer: it is known of a dead one too."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

_PATIENCE_MS = 5_000

Pair = tuple[str, str]
"""A group and a topic."""


@dataclass
class Lag:
    """
    Committed offsets against the ends of the topics, over two connections of its own.

    A measurement costs one request for the topics, one or two per group and at most two for the offsets, whatever the
    number of records. Two measurements never overlap.
    """

    pairs: Collection[Pair]
    """What is measured even of a group that was never there."""
    connection: dict[str, Any]
    prefixes: tuple[str, ...] = ()
    """Groups whose names begin so are measured too, once they have committed something."""
    _admin: AIOKafkaAdminClient | None = field(default=None, init=False)
    _reader: AIOKafkaConsumer | None = field(default=None, init=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def measure(self) -> dict[Pair, int]:
        """Records not yet dealt with; a topic that does not exist is absent. Raises KafkaError or TimeoutError."""
        async with self._one_at_a_time:
            try:
                return await self._measure()
            except BaseException:
                await self._drop()
                raise

    async def close(self) -> None:
        """Gives both connections back."""
        async with self._one_at_a_time:
            await self._drop()

    async def _measure(self) -> dict[Pair, int]:
        admin, reader = await self._ready()
        done = {group: await _places(admin, group) for group in await self._known(admin)}
        pairs = {*self.pairs, *((group, p.topic) for group, places in done.items() for p in places)}
        partitions = await _partitions(admin, {topic for _, topic in pairs})
        every = [partition for some in partitions.values() for partition in some]
        # Left alone, the reader learns of one topic at a time, a refused request and a pause for each: with eighty topics
        # longer than its patience. It has no public word for learning of all at once.
        if partitions:
            await reader._client.set_topics(partitions)
        ends = await reader.end_offsets(every) if every else {}
        here = [(group, topic) for group, topic in sorted(pairs) if topic in partitions]
        # A group that has committed nothing has everything before it that the topic still holds.
        new = {p for group, topic in here for p in partitions[topic] if p not in done[group]}
        starts = await reader.beginning_offsets(sorted(new)) if new else {}
        return {
            (group, topic): sum(max(0, ends[p] - done[group].get(p, starts.get(p, 0))) for p in partitions[topic])
            for group, topic in here
        }

    async def _known(self, admin: AIOKafkaAdminClient) -> set[str]:
        listed = await admin.list_consumer_groups() if self.prefixes else []
        return {*(group for group, _ in self.pairs), *(name for name, *_ in listed if name.startswith(self.prefixes))}

    async def _ready(self) -> tuple[AIOKafkaAdminClient, AIOKafkaConsumer]:
        if self._admin is None or self._reader is None:
            self._admin = AIOKafkaAdminClient(**self.connection, request_timeout_ms=_PATIENCE_MS)
            self._reader = AIOKafkaConsumer(
                **self.connection, enable_auto_commit=False, request_timeout_ms=_PATIENCE_MS
            )
            await self._admin.start()
            await self._reader.start()
        return self._admin, self._reader

    async def _drop(self) -> None:
        admin, self._admin = self._admin, None
        reader, self._reader = self._reader, None
        with suppress(KafkaError, OSError, TimeoutError):
            if admin is not None:
                await admin.close()
        with suppress(KafkaError, OSError, TimeoutError):
            if reader is not None:
                await reader.stop()


async def _places(admin: AIOKafkaAdminClient, group: str) -> dict[TopicPartition, int]:
    """Where the group is, on the partitions where it has committed something."""
    kept = await admin.list_consumer_group_offsets(group)
    return {partition: place.offset for partition, place in kept.items() if place.offset >= 0}


async def _partitions(admin: AIOKafkaAdminClient, topics: Iterable[str]) -> dict[str, list[TopicPartition]]:
    """The partitions of those topics that there are."""
    asked = sorted(topics)
    described = await admin.describe_topics(asked) if asked else []
    return {
        topic["topic"]: [TopicPartition(topic["topic"], partition["partition"]) for partition in topic["partitions"]]
        for topic in described
        if not topic["error_code"]
    }
