"""The projections on a real broker: fed by it, disturbed, and made anew from its topics to the same result."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.messaging.received import Record
from services.reporting.standings import store
from tests.broker import publish
from tests.deployment import Deploy
from tests.records import record_of
from tests.reporting.reporting_harness import Reporting, certified, issued, revoked, superseded

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
COMMUNE = "33/12286"


@pytest.fixture
async def running(live: Deploy) -> Reporting:
    """Reporting at work."""
    return Reporting(await live("reporting"))


async def eventually(check: Callable[[], Awaitable[Any]], within: float = 20) -> None:
    ends = time.monotonic() + within
    while not await check():
        assert time.monotonic() < ends, await check()
        await asyncio.sleep(0.05)


def scenario(name: str, products: int) -> list[Record]:
    """Each product recognised, upgraded a year later; every fifth revoked in the end. 4★, then 5★."""
    announced: list[Record] = []
    first, later, end = date(2025, 7, 10), date(2026, 3, 2), date(2026, 6, 1)
    for number in range(products):
        old, new, product = f"{name}-{number}-a", f"{name}-{number}-b", f"{name}-{number}"
        same: dict[str, Any] = {"product": product, "place": COMMUNE}
        announced += [
            record_of(certified(old, first, **same), NOW),
            record_of(issued(old, first, **same), NOW),
            record_of(issued(new, later, star=5, **same), NOW),
            record_of(certified(new, later, star=5, **same), NOW),
            record_of(superseded(old, first, new, later, **same), NOW, version=2),
        ]
        if number % 5 == 0:
            announced.append(record_of(revoked(new, later, end, star=5, **same), NOW, version=2))
    return announced


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
        self, running: Reporting, kafka_bootstrap: str, fresh_name: str
    ) -> None:
        announced = scenario(fresh_name, 40)
        disturbed = [*announced, *announced[::3]]
        random.Random(4).shuffle(disturbed)
        await publish(kafka_bootstrap, disturbed)

        async def all_is_consumed() -> bool:
            rows = await counted(running, fresh_name)
            ended = sum(entry.last_on < NOW.date() for *_, entry in rows if entry)
            return len(rows) == 80 and ended == 40 + 8 and sum(row[1] for row in rows) == expected_versions(40)

        await eventually(all_is_consumed)
        before = await counted(running, fresh_name)
        mine = {"place": COMMUNE, "set_no": 7}
        assert (await running.read("/api/standings", on="2026-08-03", **mine))["stars"]["5"] >= 32
        assert (await running.read("/api/standings", on="2026-03-01", **mine))["stars"]["4"] >= 40

        await running.service.database["recognitions"].update_many({}, {"$set": {"star": 1}})  # damage
        await running.service.database["place_ledgers"].delete_many({})
        await running.service.database["product_histories"].delete_many({})
        [handler] = [id for id in running.service.projections if id.startswith("standings.")]
        await running.service.rebuilding(handler).run()
        assert await counted(running, fresh_name) == before


def expected_versions(products: int) -> int:
    """A product's rows carry its history's version: 1 for each certificate and the version of each one's last event."""
    return sum(2 * ((1 + 2) + (1 + (2 if number % 5 == 0 else 1))) for number in range(products))
