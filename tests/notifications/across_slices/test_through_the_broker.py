"""The whole service on a real broker: addresses and news on different topics, in any order, told once under duplicates."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError
from ocop_events.notifications.message import TOPIC

from kit.clock import SystemClock
from kit.messaging.received import Record
from kit.service import Service
from kit.settings import development_settings
from services.notifications.messages import store
from services.notifications.service import build
from tests.callers import PUBLIC
from tests.notifications.notifications_facts import certified, known, producer, record_of
from tests.notifications.notifications_harness import Post


@pytest.fixture
async def running(
    kafka_bootstrap: str, mongodb_uri: str, fresh_name: str, tmp_path: Path, post: Post
) -> AsyncIterator[Service]:
    """The service with its consumers, relay and sender; its offices give its groups a name of their own."""
    service = build(
        development_settings(
            kafka_bootstrap_servers=kafka_bootstrap,
            mongodb_uri=mongodb_uri,
            mongodb_database=fresh_name,
            home=tmp_path,
            public_url=PUBLIC,
            smtp_url=post.url,
            offices=f"33/*,{fresh_name}",
        )
    )
    await make_topics(kafka_bootstrap, [*service.by_topic, TOPIC])
    await service.start()
    yield service
    await service.stop()


async def make_topics(bootstrap: str, names: Sequence[str]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    for name in names:
        try:
            await admin.create_topics([NewTopic(name, 2, 1)])
        except TopicAlreadyExistsError:
            continue
    await admin.close()


async def publish(bootstrap: str, *records: Record) -> None:
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as client:
        for record in records:
            await client.send_and_wait(record.topic, record.value, key=record.key, headers=list(record.headers))


async def told(bootstrap: str, recipient: str, within: float = 15) -> int:
    """How many deliveries to a recipient are on the topic, once there is one."""
    async with AIOKafkaConsumer(TOPIC, bootstrap_servers=bootstrap, auto_offset_reset="earliest") as consumer:
        ends, found = time.monotonic() + within, 0
        while time.monotonic() < ends and not found:
            for records in (await consumer.getmany(timeout_ms=300)).values():
                found += sum(1 for record in records if recipient.encode() in record.value)
        return found


class TestTheWholeService:
    async def test_tells_once_what_was_published_twice_and_before_the_address(
        self, running: Service, kafka_bootstrap: str, post: Post, fresh_name: str
    ) -> None:
        who, now = f"p-{fresh_name}", SystemClock().now()
        news = record_of(certified(producer=producer(who), certificate_id=f"c-{fresh_name}"), now)
        address = f"{fresh_name}@htx.example"
        await publish(kafka_bootstrap, news, news)
        unit = running.work.reading()
        ends = time.monotonic() + 30
        while not await store.messages.count(unit, {"recipient.id": who, "state": "no-address"}):
            assert time.monotonic() < ends, "the news was not heard"
            await asyncio.sleep(0.05)
        await publish(kafka_bootstrap, record_of(known(who, address=address), now), news)
        while not any(to == address for to, _ in post.taken):
            assert time.monotonic() < ends + 30, "the mail did not go"
            await asyncio.sleep(0.05)
        assert await told(kafka_bootstrap, who) == 1
        handler = "messages.when_a_product_is_certified_tell_producer_and_commune"
        while running.metrics.duplicates.labels(handler)._value.get() < 2:
            assert time.monotonic() < ends + 45, "the duplicates were not absorbed"
            await asyncio.sleep(0.05)
        assert [to for to, _ in post.taken].count(address) == 1
        assert await store.messages.count(unit, {"recipient.id": who}) == 1
        assert all(check.ok for check in await running.readiness())
