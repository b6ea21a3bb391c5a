"""
(d) From the commit of a command to its effect in the last consumer, at half of what the whole way can take.

What the whole way can take is measured first: a burst of commands, from the first to the last effect in the last
consumer. A command alone takes less than its way does, and half of *that* would be no half load.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from ocop_events.envelope import Envelope

from bench.figures import Figure, Goal
from bench.ground import Ground
from bench.things import fact_on, latest, move
from kit.messaging.apply import Applier
from kit.messaging.received import Record
from kit.service import Service
from kit.telemetry.correlation import correlated

COMMANDS = 200
WORKERS = 8
CONSUMERS = 2


class _Watching(Applier):
    """An applier that notes when an effect was committed."""

    seen: dict[str, list[float]]

    def _measure_latency(self, record: Record, envelope: Envelope) -> None:
        super()._measure_latency(record, envelope)
        self.seen.setdefault(envelope.correlationid or "", []).append(time.perf_counter())


async def measure(ground: Ground, rounds: int) -> list[Figure]:
    """The median and the 99th percentile of each round, in milliseconds."""
    fact = fact_on(ground.fresh("arrival"))
    await ground.topic(fact.event_topic)
    says = ground.service("says")
    consumers = [ground.service("hears", [latest(fact)]) for _ in range(CONSUMERS)]
    seen: dict[str, list[float]] = {}
    for service in consumers:
        applier = _Watching(service.work, service.metrics)
        applier.seen = seen
        service.consumer.applier = applier
    for service in (says, *consumers):
        await service.prepare()
        await service.start()
    await _capacity(says, fact, seen, "warm")
    rate = statistics.median([await _capacity(says, fact, seen, f"burst{n}") for n in range(3)]) / 2
    ours: list[list[float]] = []
    raw: list[list[float]] = []
    for number in range(-1, rounds):
        mine = await _ours(says, fact, seen, rate, f"round{number}")
        theirs = await _raw(ground, rate)
        if number >= 0:
            ours.append(mine)
            raw.append(theirs)
    for service in (says, *consumers):
        await service.stop()
    said = f"{COMMANDS} commands a round, paced at {rate:.0f}/s: half of what bursts took to their last effect; {CONSUMERS} consumers"

    def figure(name: str, of: int, *goals: Goal) -> Figure:
        runs = {
            "ours": [_percentile(r, of) for r in ours],
            "raw produce → consume": [_percentile(r, of) for r in raw],
        }
        return Figure(name, "ms", runs, goals, said)

    return [figure("commit → last consumer, p50", 50), figure("commit → last consumer, p99", 99, Goal("", 250, "less"))]


def _percentile(found: list[float], of: int) -> float:
    return statistics.quantiles(found, n=100, method="inclusive")[of - 1] * 1_000


async def _capacity(says: Service, fact: Any, seen: dict[str, list[float]], name: str) -> float:
    """Commands a second, to the last effect."""
    began = time.perf_counter()

    async def some(worker: int) -> dict[str, float]:
        published: dict[str, float] = {}
        for number in range(worker, COMMANDS, WORKERS):
            published |= await _one(says, fact, name, number)
        return published

    published = await asyncio.gather(*map(some, range(WORKERS)))
    ended = await _last_effects(
        {scenario: at for some_announced in published for scenario, at in some_announced.items()}, seen
    )
    return COMMANDS / (max(ended.values()) - began)


async def _ours(says: Service, fact: Any, seen: dict[str, list[float]], rate: float, name: str) -> list[float]:
    committed: dict[str, float] = {}

    async def one(number: int) -> None:
        committed.update(await _one(says, fact, name, number))

    await _paced(one, rate)
    ended = await _last_effects(committed, seen)
    return [ended[scenario] - at for scenario, at in committed.items()]


async def _one(says: Service, fact: Any, name: str, number: int) -> dict[str, float]:
    """One command; when it was committed, by its correlation id."""
    scenario = f"{name}-{number}"
    with correlated(scenario):
        await says.work.run(move, fact, f"{name}-s{number % 50}", number)
    return {scenario: time.perf_counter()}


async def _last_effects(committed: dict[str, float], seen: dict[str, list[float]]) -> dict[str, float]:
    ends = time.monotonic() + 60
    while any(len(seen.get(scenario, ())) < CONSUMERS for scenario in committed):
        if time.monotonic() > ends:
            raise TimeoutError("not every effect was seen within a minute")
        await asyncio.sleep(0.01)
    return {scenario: max(seen[scenario]) for scenario in committed}


async def _raw(ground: Ground, rate: float) -> list[float]:
    topic = ground.fresh("raw")
    await ground.topic(topic)
    sent: dict[bytes, float] = {}
    took: list[float] = []
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=ground.kafka, auto_offset_reset="earliest")
    producer = AIOKafkaProducer(bootstrap_servers=ground.kafka, enable_idempotence=True, acks="all")
    async with consumer, producer:

        async def one(number: int) -> None:
            key = str(number).encode()
            sent[key] = time.perf_counter()
            await producer.send_and_wait(topic, b"x" * 600, key=key)

        async def read() -> None:
            while len(took) < COMMANDS:
                record = await consumer.getone()
                took.append(time.perf_counter() - sent[record.key])

        reading = asyncio.create_task(read())
        await _paced(one, rate)
        await asyncio.wait_for(reading, 60)
    return took


async def _paced(one: Any, rate: float) -> None:
    began = time.perf_counter()
    going = []
    for number in range(COMMANDS):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        going.append(asyncio.create_task(one(number)))
    await asyncio.gather(*going)
