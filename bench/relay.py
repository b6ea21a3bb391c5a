"""(a) From pending in the outbox to acknowledged by Kafka and marked."""

from __future__ import annotations

import asyncio
import importlib
import json
import time
from contextlib import suppress
from typing import Any

from aiokafka import AIOKafkaProducer
from faststream.kafka import KafkaBroker
from faststream_outbox import OutboxBroker, make_outbox_table
from sqlalchemy import MetaData, func, insert, select
from sqlalchemy.ext.asyncio import create_async_engine

from bench.figures import Figure, Goal, in_turn
from bench.ground import Ground
from bench.things import fact_on
from kit.messaging.connection import for_aiokafka
from kit.work import Unit
from kit.work.outbox import rows as outbox_rows

ROWS = 2_000


async def measure(ground: Ground, rounds: int) -> Figure:
    """Rows a second, without the filling of the outbox."""
    fact = fact_on(ground.fresh("relay"))
    await ground.topic(fact.event_topic)
    rows = _rows(ground, fact)
    ours = _Ours(ground, rows)
    raw = _Raw(ground, rows)
    await ours.open()
    await raw.open()
    contestants = {"ours": ours.run, "raw aiokafka": raw.run}
    notes = []
    peer = _Peer(ground, fact.event_topic)
    try:
        await peer.open()
        contestants["faststream-outbox"] = peer.run
    except (ImportError, OSError) as absent:
        notes.append(f"faststream-outbox was not measured: no PostgreSQL here ({absent!r})")
    try:
        runs = await in_turn(contestants, rounds)
    finally:
        await ours.close()
        await raw.close()
        await peer.close()
    goals = (Goal("raw aiokafka", 0.8, "more"), Goal("faststream-outbox", 3.0, "more"))
    said = f"{ROWS:,} facts of 1.3 KB with headers, 500 subjects; idempotent, acks=all; ours and the peer's from their tables"
    return Figure("relay: pending → Kafka", "facts/s", runs, goals, said, notes)


def _rows(ground: Ground, fact: Any) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    service = ground.service("rows")
    for number in range(ROWS):
        unit = Unit(service.database, service.work.clock.now(), "/bench", correlation_id="bench")
        unit.announce(fact(id=f"s{number % 500}", number=number), place="33/11977")
        made += outbox_rows(unit, {(fact.event_topic, f"s{number % 500}"): (number // 500 + 1, number)})
    service.database.close()
    return made


class _Ours:
    def __init__(self, ground: Ground, rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.service = ground.service("relays")

    async def open(self) -> None:
        await self.service.prepare()

    async def run(self) -> float:
        """The relay as a service runs it: from taking the lease to the last row marked."""
        outbox, relay = self.service.database["outbox"], self.service.relay
        await outbox.delete_many({})
        await outbox.insert_many([dict(row) for row in self.rows])
        await relay._ready_producer()  # the others' are connected already, too
        before = self._published()
        began = time.perf_counter()
        relaying = asyncio.create_task(relay.run())
        while self._published() - before < ROWS or relay.unmarked:
            await asyncio.sleep(0.001)
        took = time.perf_counter() - began
        relaying.cancel()
        await asyncio.gather(relaying, return_exceptions=True)
        assert await outbox.count_documents({"state": "sent"}) == ROWS
        return ROWS / took

    def _published(self) -> float:
        return float(self.service.metrics.published.labels(self.rows[0]["topic"])._value.get())

    async def close(self) -> None:
        self.service.database.close()


class _Raw:
    def __init__(self, ground: Ground, rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.producer = AIOKafkaProducer(
            **for_aiokafka(ground.settings("none")),
            enable_idempotence=True,
            acks="all",
            compression_type="lz4",
            max_batch_size=262_144,
        )

    async def open(self) -> None:
        await self.producer.start()

    async def run(self) -> float:
        began = time.perf_counter()
        waiting = []
        for row in self.rows:
            headers = [(name, value) for name, value in row["headers"]]
            waiting.append(
                await self.producer.send(row["topic"], value=row["value"], key=row["key"].encode(), headers=headers)
            )
        await asyncio.gather(*waiting)
        return ROWS / (time.perf_counter() - began)

    async def close(self) -> None:
        await self.producer.stop()


class _Peer:
    """faststream-outbox as its documentation relays to Kafka, on a PostgreSQL of its own."""

    def __init__(self, ground: Ground, topic: str) -> None:
        self.ground, self.topic = ground, topic
        self.server: Any = None
        self.engine: Any = None

    async def open(self) -> None:
        self.server = importlib.import_module("pgserver").get_server(str(self.ground.folder / "postgres"))
        uri = self.server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
        self.engine = create_async_engine(uri)
        metadata = MetaData()
        self.table = make_outbox_table(metadata, table_name="outbox")
        async with self.engine.begin() as connection:
            await connection.run_sync(metadata.create_all)

    async def run(self) -> float:
        outbox = OutboxBroker(self.engine, outbox_table=self.table, logger=None)
        kafka = KafkaBroker(self.ground.kafka, logger=None, enable_idempotence=True, acks="all", compression_type="lz4")

        async def relay(body: dict[str, Any]) -> dict[str, Any]:
            return body

        consumed = outbox.subscriber("bench", max_workers=8, fetch_batch_size=200, min_fetch_interval=0.01)
        kafka.publisher(self.topic)(consumed(relay))

        fact = {"id": "s1", "number": 1, "note": json.loads(_NOTE)}
        async with self.engine.begin() as connection:
            await connection.execute(
                insert(self.table),
                [{"queue": "bench", "payload": json.dumps(fact).encode(), "headers": _HEADERS} for _ in range(ROWS)],
            )
        await kafka.start()
        began = time.perf_counter()
        await outbox.start()
        try:
            while await self._left():
                await asyncio.sleep(0.02)
            return ROWS / (time.perf_counter() - began)
        finally:
            await outbox.stop()
            await kafka.stop()

    async def _left(self) -> int:
        async with self.engine.connect() as connection:
            return int((await connection.execute(select(func.count()).select_from(self.table))).scalar_one())

    async def close(self) -> None:
        if self.engine is not None:
            await self.engine.dispose()
        if self.server is not None:
            with suppress(OSError):
                self.server.cleanup()


_NOTE = json.dumps("x" * 600)
_HEADERS = {"content-type": "application/json"}
