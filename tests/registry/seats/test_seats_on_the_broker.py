"""Who sits, heard over a real broker out of order and twice, and made anew from the topic to the same."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from kit.clock import FixedClock
from kit.settings import development_settings
from services.registry.seats import store
from services.registry.service import build
from tests.callers import person
from tests.registry.registry_harness import MEMBER, Registry, dissolved, formed, record_of, reseated, stands_aside

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
SECOND, CHAIR = person("second", "member@33"), person("chair", "chair@33")
COUNCILS = 12


@pytest.fixture
async def live(kafka_bootstrap: str, mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Registry]:
    """A registry at work, in consumer groups of its own."""
    settings = development_settings(
        kafka_bootstrap_servers=kafka_bootstrap,
        mongodb_uri=mongodb_uri,
        mongodb_database=fresh_name,
        offices=fresh_name,
        home=tmp_path,
    )
    service, clock = build(settings), FixedClock(NOW)
    service.work.clock = clock
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    await admin.start()
    for topic in sorted(service.by_topic):
        try:
            await admin.create_topics([NewTopic(topic, 6, 1)])
        except TopicAlreadyExistsError:
            continue
    await admin.close()
    await service.start()
    yield Registry(service, clock)
    await service.stop()


async def kept(registry: Registry, name: str) -> dict[str, tuple[Any, ...]]:
    rows = await store.seats.select(registry.service.work.reading(), {"_id": {"$regex": f"^{name}-"}}, limit=0)
    return {row.id.rpartition("-")[2]: (row.version, row.seated, row.recused) for row in rows}


class TestSeats:
    async def test_are_the_same_however_the_broker_gives_them_and_after_a_rebuild(
        self, live: Registry, kafka_bootstrap: str, fresh_name: str
    ) -> None:
        records = []
        for number in range(COUNCILS):
            dossier, case = {"id": f"{fresh_name}-d{number}"}, f"{fresh_name}-{number}"
            told: list[Any] = [
                formed(dossier, MEMBER, CHAIR, case=case),
                stands_aside(dossier, MEMBER, CHAIR, case=case),
                reseated(dossier, SECOND, CHAIR, recused=[MEMBER], case=case),
            ]
            if number % 3 == 0:
                told.append(dissolved(dossier, recused=[MEMBER], case=case))
            records += [record_of(event, NOW, version) for version, event in enumerate(told, 1)]
        disturbed = [*records, *records[::3]]
        random.Random(7).shuffle(disturbed)
        async with AIOKafkaProducer(bootstrap_servers=kafka_bootstrap) as producer:
            sent = [await producer.send(r.topic, r.value, key=r.key, headers=list(r.headers)) for r in disturbed]
            await asyncio.gather(*sent)
        wanted = {
            str(n): (4, (), ("member",)) if n % 3 == 0 else (3, ("second", "chair"), ("member",))
            for n in range(COUNCILS)
        }
        ends = time.monotonic() + 20
        while await kept(live, fresh_name) != wanted:
            assert time.monotonic() < ends, await kept(live, fresh_name)
            await asyncio.sleep(0.05)

        await live.service.database["seats"].update_many({}, {"$set": {"seated": ["member"]}})  # damage
        [handler] = [id for id in live.service.projections if id.startswith("seats.")]
        await live.service.rebuilding(handler).run()
        assert await kept(live, fresh_name) == wanted
