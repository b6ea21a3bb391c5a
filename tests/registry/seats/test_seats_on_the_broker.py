"""Who sits, consumed over a real broker out of order and twice, and made anew from the topic to the same."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from services.registry.seats import store
from tests.broker import publish
from tests.callers import person
from tests.deployment import Deploy
from tests.records import record_of
from tests.registry.registry_harness import MEMBER, Registry, dissolved, formed, reseated, stands_aside

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
SECOND, CHAIR = person("second", "member@33"), person("chair", "chair@33")
COUNCILS = 12


@pytest.fixture
async def running(live: Deploy) -> Registry:
    """A registry at work."""
    return Registry(await live("registry"))


async def kept(registry: Registry, name: str) -> dict[str, tuple[Any, ...]]:
    rows = await store.seats.select(registry.service.work.reading(), {"_id": {"$regex": f"^{name}-"}}, limit=0)
    return {row.id.rpartition("-")[2]: (row.version, row.seated, row.recused) for row in rows}


class TestSeats:
    async def test_are_the_same_however_the_broker_gives_them_and_after_a_rebuild(
        self, running: Registry, kafka_bootstrap: str, fresh_name: str
    ) -> None:
        records = []
        for number in range(COUNCILS):
            dossier, case = {"id": f"{fresh_name}-d{number}"}, f"{fresh_name}-{number}"
            announced: list[Any] = [
                formed(dossier, MEMBER, CHAIR, case=case),
                stands_aside(dossier, MEMBER, CHAIR, case=case),
                reseated(dossier, SECOND, CHAIR, recused=[MEMBER], case=case),
            ]
            if number % 3 == 0:
                announced.append(dissolved(dossier, recused=[MEMBER], case=case))
            records += [record_of(event, NOW, version) for version, event in enumerate(announced, 1)]
        disturbed = [*records, *records[::3]]
        random.Random(7).shuffle(disturbed)
        await publish(kafka_bootstrap, disturbed)
        wanted = {
            str(n): (4, (), ("member",)) if n % 3 == 0 else (3, ("second", "chair"), ("member",))
            for n in range(COUNCILS)
        }
        ends = time.monotonic() + 20
        while await kept(running, fresh_name) != wanted:
            assert time.monotonic() < ends, await kept(running, fresh_name)
            await asyncio.sleep(0.05)

        await running.service.database["seats"].update_many({}, {"$set": {"seated": ["member"]}})  # damage
        [handler] = [id for id in running.service.projections if id.startswith("seats.when_a_council")]
        await running.service.rebuilding(handler).run()
        assert await kept(running, fresh_name) == wanted
