"""The projections on a real broker: fed by it, disturbed, and made anew from its topics to the same result."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from kit.clock import FixedClock
from kit.messaging.received import Record
from kit.settings import development_settings
from services.reporting.service import build
from services.reporting.standings import store
from tests.reporting.reporting_harness import Reporting, certified, issued, record_of, revoked, superseded

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
COMMUNE = "33/12286"


@pytest.fixture
async def live(kafka_bootstrap: str, mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Reporting]:
    """Reporting at work, in consumer groups of its own."""
    clock = FixedClock(NOW)
    settings = development_settings(
        kafka_bootstrap_servers=kafka_bootstrap,
        mongodb_uri=mongodb_uri,
        mongodb_database=fresh_name,
        offices=fresh_name,
        home=tmp_path,
    )
    service = build(settings)
    service.work.clock = clock
    await make_topics(kafka_bootstrap, sorted(service.by_topic))
    await service.start()
    yield Reporting(service, clock)
    await service.stop()


async def make_topics(bootstrap: str, topics: list[str]) -> None:
    """Creates the topics of the treaty that no test of this session has created yet."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    for topic in topics:
        try:
            await admin.create_topics([NewTopic(topic, 6, 1)])
        except TopicAlreadyExistsError:
            continue
    await admin.close()


async def publish(bootstrap: str, records: list[Record]) -> None:
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        sent = [await producer.send(one.topic, one.value, key=one.key, headers=list(one.headers)) for one in records]
        await asyncio.gather(*sent)


async def eventually(check: Callable[[], Awaitable[Any]], within: float = 20) -> None:
    ends = time.monotonic() + within
    while not await check():
        assert time.monotonic() < ends, await check()
        await asyncio.sleep(0.05)


def story(name: str, products: int) -> list[Record]:
    """Each product recognised, upgraded a year later; every fifth revoked in the end. 4★, then 5★."""
    told: list[Record] = []
    first, later, end = date(2025, 7, 10), date(2026, 3, 2), date(2026, 6, 1)
    for number in range(products):
        old, new, product = f"{name}-{number}-a", f"{name}-{number}-b", f"{name}-{number}"
        same: dict[str, Any] = {"product": product, "place": COMMUNE}
        told += [
            record_of(certified(old, first, **same), NOW),
            record_of(issued(old, first, **same), NOW),
            record_of(issued(new, later, star=5, **same), NOW),
            record_of(certified(new, later, star=5, **same), NOW),
            record_of(superseded(old, first, new, later, **same), NOW, version=2),
        ]
        if number % 5 == 0:
            told.append(record_of(revoked(new, later, end, star=5, **same), NOW, version=2))
    return told


async def counted(reporting: Reporting, name: str) -> list[tuple[Any, ...]]:
    """What the projection says of this test's own products: other tests share the topics."""
    unit = reporting.service.work.reading()
    rows = await store.recognitions.select(unit, {"_id": {"$regex": f"^{name}-"}}, limit=0)
    lines = {
        id: entry for ledger in await store.ledgers.select(unit, {}, limit=0) for id, entry in ledger.entries.items()
    }
    return sorted((row.id, row.version, row.star, lines.get(row.id)) for row in rows)


class TestTheStandings:
    async def test_are_the_same_however_the_broker_gives_the_facts_and_after_a_rebuild(
        self, live: Reporting, kafka_bootstrap: str, fresh_name: str
    ) -> None:
        told = story(fresh_name, 40)
        disturbed = [*told, *told[::3]]
        random.Random(4).shuffle(disturbed)
        await publish(kafka_bootstrap, disturbed)

        async def all_is_heard() -> bool:
            rows = await counted(live, fresh_name)
            ended = sum(entry.last_on < NOW.date() for *_, entry in rows if entry)
            return len(rows) == 80 and ended == 40 + 8 and sum(row[1] for row in rows) == expected_versions(40)

        await eventually(all_is_heard)
        before = await counted(live, fresh_name)
        mine = {"place": COMMUNE, "set_no": 7}
        assert (await live.read("/api/standings", on="2026-08-03", **mine))["stars"]["5"] >= 32
        assert (await live.read("/api/standings", on="2026-03-01", **mine))["stars"]["4"] >= 40

        await live.service.database["recognitions"].update_many({}, {"$set": {"star": 1}})  # damage
        await live.service.database["place_ledgers"].delete_many({})
        await live.service.database["product_histories"].delete_many({})
        [handler] = [id for id in live.service.projections if id.startswith("standings.")]
        await live.service.rebuilding(handler).run()
        assert await counted(live, fresh_name) == before


def expected_versions(products: int) -> int:
    """A product's rows carry its history's version: 1 for each certificate and the version of each one's last event."""
    return sum(2 * ((1 + 2) + (1 + (2 if number % 5 == 0 else 1))) for number in range(products))
