"""The whole service on a real broker: addresses and news on different topics, in any order, told once under duplicates."""

from __future__ import annotations

import asyncio
import time

import pytest
from aiokafka import AIOKafkaConsumer
from ocop_events.notifications.message import TOPIC

from kit.clock import SystemClock
from kit.service import Service
from services.notifications.messages import store
from tests.broker import publish
from tests.deployment import Deploy
from tests.notifications.notifications_facts import certified, known, producer
from tests.notifications.notifications_harness import Post
from tests.records import record_of


@pytest.fixture
async def running(live: Deploy, post: Post) -> Service:
    """The service with its consumers, relay and sender."""
    return await live("notifications", offices="33/*", smtp_url=post.url, topics=[TOPIC])


async def announced(bootstrap: str, recipient: str, within: float = 15) -> int:
    """How many deliveries to a recipient are on the topic, once there is one."""
    async with AIOKafkaConsumer(TOPIC, bootstrap_servers=bootstrap, auto_offset_reset="earliest") as consumer:
        ends, found = time.monotonic() + within, 0
        while time.monotonic() < ends and not found:
            for records in (await consumer.getmany(timeout_ms=300)).values():
                found += sum(1 for record in records if recipient.encode() in record.value)
        return found


class TestTheWholeService:
    async def test_publishes_once_what_was_published_twice_and_before_the_address(
        self, running: Service, kafka_bootstrap: str, post: Post, fresh_name: str
    ) -> None:
        who, now = f"p-{fresh_name}", SystemClock().now()
        news = record_of(certified(producer=producer(who), certificate_id=f"c-{fresh_name}"), now)
        address = f"{fresh_name}@htx.example"
        await publish(kafka_bootstrap, [news, news])
        unit = running.work.reading()
        ends = time.monotonic() + 30
        while not await store.messages.count(unit, {"recipient.id": who, "state": "no-address"}):
            assert time.monotonic() < ends, "the news was not heard"
            await asyncio.sleep(0.05)
        await publish(kafka_bootstrap, [record_of(known(who, address=address), now), news])
        while not any(to == address for to, _ in post.taken):
            assert time.monotonic() < ends + 30, "the mail did not go"
            await asyncio.sleep(0.05)
        assert await announced(kafka_bootstrap, who) == 1
        handler = "messages.when_a_product_is_certified_tell_producer_and_commune"
        while running.metrics.duplicates.labels(handler)._value.get() < 2:
            assert time.monotonic() < ends + 45, "the duplicates were not absorbed"
            await asyncio.sleep(0.05)
        assert [to for to, _ in post.taken].count(address) == 1
        assert await store.messages.count(unit, {"recipient.id": who}) == 1
        assert all(check.ok for check in await running.readiness())
