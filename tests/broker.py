"""Topics on the session's broker, and records put on them as another publisher would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from kit.messaging.received import Record


async def make_topics(bootstrap: str, topics: Iterable[str], partitions: int = 6) -> None:
    """Creates those that no test of this session has created yet."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    for topic in sorted(topics):
        try:
            await admin.create_topics([NewTopic(topic, partitions, 1)])
        except TopicAlreadyExistsError:
            continue
    await admin.close()


async def publish(bootstrap: str, records: Iterable[Record]) -> None:
    """Sends records in this order, and returns when all are on the broker."""
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        sent = [await producer.send(one.topic, one.value, key=one.key, headers=list(one.headers)) for one in records]
        await asyncio.gather(*sent)
