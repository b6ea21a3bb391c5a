"""One broker, one database and the drills' three services in this process: the ground of the smaller drills."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from estate.drills import facts
from estate.drills.history import Findings, examine
from estate.places import CACHE
from estate.servers.database import EmbeddedDatabase
from estate.servers.kafka import Kafka
from kit.service import Service

SUBJECTS = 20


class Ground:
    """A broker, a database, and the drills' three services in this process."""

    def __init__(self, home: Path, **database: Any) -> None:
        self.kafka = Kafka(home / "kafka", CACHE)
        self.database = EmbeddedDatabase(home / "database", **database)
        self.services: dict[str, Service] = {}
        self.published: list[dict[str, Any]] = []

    async def open(self) -> None:
        """Starts the servers and makes the topic."""
        self.database.start()
        self.kafka.start()
        await self.make_topic()

    async def make_topic(self) -> None:
        """Makes the drill's topic."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.kafka.bootstrap)
        await admin.start()
        await admin.create_topics([NewTopic(facts.TOPIC, facts.PARTITIONS, 1)])
        await admin.close()

    async def start(self, *roles: str) -> None:
        """Starts some of the services."""
        for role in roles:
            service = self.services[role] = facts.service(role, self.kafka.bootstrap, self.database.uri)
            await service.prepare()
            await service.start()

    async def stop(self) -> None:
        """Stops every service."""
        for service in self.services.values():
            await service.stop()
        self.services.clear()

    async def command(self, numbers: Sequence[int]) -> list[int]:
        """Carries out commands, each until it is accepted."""
        for number in numbers:
            while True:
                try:
                    await self.services["tells"].work.run(facts.move, f"tally-{number % SUBJECTS}", number)
                    break
                except Exception:
                    await asyncio.sleep(0.2)
        return list(numbers)

    async def settled(self, commands: int, within: float = 120) -> None:
        """Waits until both consumers have everything, or nothing moves any more."""
        ends = time.monotonic() + within
        copies, projects = self.services["copies"].database, self.services["projects"].database
        while time.monotonic() < ends:
            copied = sum([len(row["commands"]) async for row in copies["tallies"].find({})])
            shown = sum([row["version"] async for row in projects["latest"].find({})])
            if copied == shown == commands:
                return
            await asyncio.sleep(0.3)

    async def caught_up(self, within: float = 300) -> None:
        """Waits until neither consumer is behind."""
        ends = time.monotonic() + within
        await asyncio.sleep(1)
        while time.monotonic() < ends:
            lags = [sum((await self.services[role].lag.measure()).values()) for role in ("copies", "projects")]
            if not any(lags):
                return
            await asyncio.sleep(0.3)

    async def findings(self, accepted: Sequence[int]) -> Findings:
        """The history against what was accepted."""
        return await examine(list(accepted), self.kafka.bootstrap, self.database.uri)


@asynccontextmanager
async def ground(**database: Any) -> AsyncIterator[Ground]:
    """Servers of a drill's own, gone with it; `database`: other settings than the estate's for the database."""
    with tempfile.TemporaryDirectory(prefix="ocop-drill-") as home:
        made = Ground(Path(home), **database)
        try:
            await made.open()
            yield made
        finally:
            await made.stop()
            made.kafka.stop()
            made.database.stop()
