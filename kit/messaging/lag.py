"""How far each group is behind its topic, asked of the broker and not of the consumer: it is known of a dead one too."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

_PATIENCE_MS = 5_000


@dataclass
class Lag:
    """
    Committed offsets against the ends of the topics, over two connections of its own.

    A measurement costs one request for the topics, one per group and at most two for the offsets, whatever the number
    of records. Two measurements never overlap.
    """

    groups: Mapping[str, str]
    """The group of each topic."""
    connection: dict[str, Any]
    _admin: AIOKafkaAdminClient | None = field(default=None, init=False)
    _reader: AIOKafkaConsumer | None = field(default=None, init=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def measure(self) -> dict[str, int]:
        """Records not yet dealt with, by topic; a topic that does not exist is absent. Raises KafkaError or TimeoutError."""
        async with self._one_at_a_time:
            try:
                return await self._measure()
            except BaseException:
                await self._drop()
                raise

    async def close(self) -> None:
        """This will give both connections back."""
        async with self._one_at_a_time:
            await self._drop()

    async def _measure(self) -> dict[str, int]:
        admin, reader = await self._ready()
        told = await admin.describe_topics(list(self.groups)) if self.groups else []
        partitions = [
            TopicPartition(topic["topic"], partition["partition"])
            for topic in told
            if not topic["error_code"]
            for partition in topic["partitions"]
        ]
        done: dict[TopicPartition, int] = {}
        for topic in {p.topic for p in partitions}:
            for partition, kept in (await admin.list_consumer_group_offsets(self.groups[topic])).items():
                done[partition] = kept.offset
        ends = await reader.end_offsets(partitions) if partitions else {}
        # A group that has committed nothing has everything before it that the topic still holds.
        new = [partition for partition in partitions if done.get(partition, -1) < 0]
        starts = await reader.beginning_offsets(new) if new else {}
        behind = dict.fromkeys((p.topic for p in partitions), 0)
        for partition in partitions:
            place = starts[partition] if partition in starts else done[partition]
            behind[partition.topic] += max(0, ends[partition] - place)
        return behind

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
