"""The servers a bench runs on: the embedded Kafka and database in a temporary folder, or those the environment names."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from bench.things import things
from estate.places import CACHE
from estate.servers.database import EmbeddedDatabase
from estate.servers.kafka import Kafka
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service, Slice
from kit.settings import ServiceSettings, development_settings

PARTITIONS = 6


@dataclass
class Ground:
    """Where a measure takes place; everything it makes there has a fresh name."""

    kafka: str
    mongodb: str
    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def fresh(self, what: str) -> str:
        """A name nobody has used."""
        return f"bench-{os.getpid()}-{what}-{next(self._numbers)}"

    def settings(self, database: str) -> ServiceSettings:
        """Settings of a service with a database of its own."""
        return development_settings(
            kafka_bootstrap_servers=self.kafka,
            mongodb_uri=self.mongodb,
            mongodb_database=database,
            session_secret="x" * 32,
            anonymous_per_minute=0,  # a measurement asks faster than any office
        )

    def service(
        self, role: str, subscriptions: Sequence[Subscriptions] = (), *, named: str = "", **more: object
    ) -> Service:
        """A service as the product's are, with a slice of things; under a fresh name where none is given."""
        name = named or self.fresh(role)
        consumed = [Slice(s.slice_name, collections=[things], subscriptions=s) for s in subscriptions]
        slices = consumed or [Slice("things", collections=[things], **more)]  # type: ignore[arg-type]
        return Service(name, slices, self.settings(name))

    async def topic(self, name: str) -> None:
        """Makes a topic of PARTITIONS partitions."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.kafka)
        await admin.start()
        try:
            await admin.create_topics([NewTopic(name, PARTITIONS, 1)])
        finally:
            await admin.close()


@contextmanager
def ground() -> Iterator[Ground]:
    """Starts what the environment does not name, and ends it."""
    named = os.environ.get("KAFKA_BOOTSTRAP_SERVERS"), os.environ.get("MONGODB_URI")
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as folder:
        kafka = None if named[0] else Kafka(Path(folder) / "kafka", CACHE)
        database = None if named[1] else EmbeddedDatabase(Path(folder) / "database")
        try:
            if kafka:
                kafka.start()
            if database:
                database.start()
            yield Ground(
                named[0] or (kafka.bootstrap if kafka else ""),
                named[1] or (database.uri if database else ""),
                Path(folder),
            )
        finally:
            if database:
                database.stop()
            if kafka:
                kafka.stop()
