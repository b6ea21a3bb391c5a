"""(b) From the topic to the projection: events a second until the last row is there."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

from aiokafka import AIOKafkaConsumer
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import MongoClient, UpdateOne
from quixstreams import Application
from quixstreams.sinks.community.mongodb import MongoDBSink

from bench.figures import Figure, Goal, in_turn
from bench.filling import fill
from bench.ground import Ground
from bench.things import document, fact_on, latest, things

EVENTS, SUBJECTS = 3_000, 600


async def measure(ground: Ground, rounds: int) -> Figure:
    """Everything included: joining the group, reading, writing, committing."""
    fact = fact_on(ground.fresh("projection"))
    await ground.topic(fact.event_topic)
    await fill(ground, fact, EVENTS, SUBJECTS)
    last = {f"s{number % SUBJECTS}": number for number in range(EVENTS)}

    async def ours() -> float:
        service = ground.service("projects", [latest(fact)])
        await service.prepare()
        began = time.perf_counter()
        await service.subscribers.start()
        await _there(service.database[things.name], last)
        took = time.perf_counter() - began
        await service.consumer.stop()
        service.database.close()
        return EVENTS / took

    async def raw() -> float:
        client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(ground.mongodb)
        rows = client[ground.fresh("raw")]["things"]
        began = time.perf_counter()
        consumer = AIOKafkaConsumer(
            fact.event_topic,
            bootstrap_servers=ground.kafka,
            group_id=ground.fresh("raw"),
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        )
        await consumer.start()
        seen = 0
        while seen < EVENTS:
            newest: dict[str, dict[str, Any]] = {}
            for records in (await consumer.getmany(timeout_ms=100, max_records=500)).values():
                for record in records:
                    seen += 1
                    event = fact.model_validate_json(record.value)
                    newest[record.key.decode()] = document(event.number, seen)  # type: ignore[attr-defined]
            if newest:
                await rows.bulk_write([UpdateOne({"_id": k}, {"$set": d}, upsert=True) for k, d in newest.items()])
                await consumer.commit()
        await _there(rows, last)
        took = time.perf_counter() - began
        await consumer.stop()
        client.close()
        return EVENTS / took

    async def quix() -> float:
        return _quix(ground, fact.event_topic, last)  # it insists on the main thread; nothing else runs meanwhile

    runs = await in_turn({"ours": ours, "raw getmany + bulk write": raw, "quixstreams": quix}, rounds)
    goals = (Goal("raw getmany + bulk write", 0.7, "more"), Goal("quixstreams", 2.0, "more"))
    said = f"{EVENTS:,} events of {SUBJECTS} subjects on 6 partitions; the latest of each as a row; ours idempotent by version"
    return Figure("projection: topic → rows", "events/s", runs, goals, said)


async def _there(rows: Any, last: dict[str, int]) -> None:
    ends = time.monotonic() + 120
    while await rows.count_documents({"number": {"$gte": EVENTS - SUBJECTS}}) < len(last):
        if time.monotonic() > ends:
            raise TimeoutError("the projection was not complete within two minutes")
        await asyncio.sleep(0.02)


def _quix(ground: Ground, topic: str, last: dict[str, int]) -> float:
    host, port = ground.mongodb.removeprefix("mongodb://").split("/")[0].split(":")
    database = ground.fresh("quix")
    client: MongoClient[dict[str, Any]] = MongoClient(ground.mongodb)
    rows = client[database]["things"]
    app = Application(
        broker_address=ground.kafka,
        consumer_group=ground.fresh("quix"),
        auto_offset_reset="earliest",
        auto_create_topics=False,
        commit_every=500,
        loglevel="ERROR",
        state_dir=str(ground.folder / database),
    )
    frame = app.dataframe(app.topic(topic, value_deserializer="json"))
    frame.sink(MongoDBSink(host=host, port=int(port), db=database, collection="things", directConnection=True))
    took: list[float] = []

    def watch() -> None:
        ends = time.monotonic() + 120
        while rows.count_documents({"number": {"$gte": EVENTS - SUBJECTS}}) < len(last) and time.monotonic() < ends:
            time.sleep(0.02)
        took.append(time.perf_counter() - began)
        app.stop()

    watcher = threading.Thread(target=watch)
    began = time.perf_counter()
    watcher.start()
    app.run()
    watcher.join()
    client.close()
    return EVENTS / took[0]
