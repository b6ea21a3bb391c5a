"""
Each metric counts what it says: what happens moves the samples of its row, by so much, and no other sample of them all.

Everything is real: handlers over the embedded database, and the broker where a row is about the broker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from aiokafka.errors import KafkaError

from kit.clock import FixedClock
from kit.messaging.parked.store import parked
from kit.messaging.received import Received, Record
from kit.messaging.relay import Relay
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service
from kit.telemetry.metrics import Metrics
from kit.web.app import app_of
from kit.work import Due, Unit
from kit.work.lease import Lease
from kit.work.ticker import Timer
from tests.kit.messaging.harness import OPERATOR, World, count_up, envelope_of, eventually

NOON = datetime(2026, 5, 4, 5, tzinfo=UTC)
REFUSED, BREAKS, BREAKS_TWICE = 1_001, 1_002, 1_003


class Closed(Refusal):
    slug = "closed"
    vi = "Đang đóng."
    en = "Closed."


class Stage:
    """A service with a handler that does as an event's number says, and one that takes many."""

    def __init__(self, world: World) -> None:
        self.world, self.clock, self.calls, self.ids = world, FixedClock(NOON), 0, 0
        self.before: dict[str, float] = {}
        self.after: dict[str, float] = {}
        self.fact, self.many = world.fact(), world.fact("multiplied")
        consuming = Subscriptions("things")
        consuming.on(self.fact)(self.take)
        consuming.batch(self.many)(self.take_many)
        self.service: Service = world.service("stage", consuming)
        self.service.work.clock = self.clock
        self.service.ticker.timers["reply-owed"] = Timer("reply-owed", self.never)
        self.service.dead_letters.applier.retry = RetryPolicy(3, 0.001, 0.002)

    async def take(self, unit: Unit, event: Received[Any]) -> None:
        self.calls += 1
        if event.data.number == REFUSED:
            raise Closed()
        if event.data.number == BREAKS or (event.data.number == BREAKS_TWICE and self.calls < 3):
            raise ZeroDivisionError

    async def take_many(self, unit: Unit, events: list[Received[Any]]) -> None: ...

    async def never(self, unit: Unit, due: Due) -> None: ...

    def record(self, number: int = 1, subject: str = "s", *, fact: Any = None, **more: str) -> Record:
        """One more event, published 5 s before noon."""
        self.ids += 1
        envelope = envelope_of(fact or self.fact, subject, str(self.ids), time="2026-05-04T04:59:55Z")
        headers = tuple((n, more.get(n, v.decode()).encode()) for n, v in envelope.headers())
        value = b'{"id":"s","number":%d}' % number
        return Record(topic=self.world.topic, partition=0, offset=0, key=subject.encode(), headers=headers, value=value)

    async def comes(self, *records: Record) -> None:
        await self.service.consumer.process(self.world.topic, records)

    async def gauges(self) -> None:
        await self.service.gauges.refresh()

    def samples(self) -> dict[str, float]:
        """Every sample by name and labels; of a histogram the number and the sum."""
        return {
            sample.name + "".join(f" {label}" for _, label in sorted(sample.labels.items())): sample.value
            for family in self.service.metrics.registry.collect()
            for sample in family.samples
            if not sample.name.endswith(("_bucket", "_created"))
        }


async def an_event_is_applied(stage: Stage) -> None:
    await stage.comes(stage.record())


async def many_are_applied_at_once(stage: Stage) -> None:
    await stage.comes(*(stage.record(subject=str(n), fact=stage.many) for n in range(7)))


async def one_comes_again(stage: Stage) -> None:
    first = stage.record()
    await stage.comes(first)
    await stage.comes(first)


async def one_comes_again_among_many(stage: Stage) -> None:
    some = [stage.record(subject=str(n), fact=stage.many) for n in range(3)]
    await stage.comes(*some)
    await stage.comes(*some, stage.record(fact=stage.many))


async def a_handler_fails_twice_and_then_does_not(stage: Stage) -> None:
    await stage.comes(stage.record(BREAKS_TWICE))


async def a_handler_fails_for_good(stage: Stage) -> None:
    await stage.comes(stage.record(BREAKS))
    await stage.gauges()


async def one_is_refused_and_the_next_waits_behind_it(stage: Stage) -> None:
    await stage.comes(stage.record(REFUSED), stage.record(), stage.record(subject="another"))
    stage.clock.advance(timedelta(seconds=90))
    await stage.gauges()


async def one_is_refused_and_discarded_and_the_next_goes_on(stage: Stage) -> None:
    await stage.comes(stage.record(REFUSED), stage.record())
    await stage.gauges()
    (head,) = await parked.select(stage.service.work.reading(), {"state": "open"})
    await stage.service.dead_letters.discard(head.id, by=OPERATOR, why="sent in error")
    stage.clock.advance(timedelta(seconds=90))
    await stage.gauges()


async def nobody_can_read_one(stage: Stage) -> None:
    await stage.comes(stage.record(ce_type="vn.ocop.nobody.v1"))
    await stage.gauges()


async def a_fact_waits_and_is_not_published(stage: Stage) -> None:
    await stage.service.work.run(count_up, stage.fact(id="a", number=1), "a", 1)
    long_ago = {"$set": {"told_at": datetime.now(UTC) - timedelta(seconds=75)}}
    await stage.service.database["outbox"].update_many({}, long_ago)
    await stage.gauges()


async def it_is_published(stage: Stage) -> None:
    await a_fact_waits_and_is_not_published(stage)
    await stage.world.make_topic()
    relay = stage.service.relay
    await relay.lease.acquire()
    await relay.pass_once()
    await relay.drop_producer()
    await stage.gauges()


async def one_of_two_relays_leads(stage: Stage) -> None:
    rival = Relay(
        stage.service.database, stage.service.relay.make_producer, Metrics(), Lease(stage.service.database, "relay")
    )
    running = [asyncio.create_task(stage.service.relay.run())]

    async def leads() -> bool:
        return stage.service.relay.lease.held and stage.samples()["ocop_relay_leader"] == 1

    await eventually(leads)
    running.append(asyncio.create_task(rival.run()))
    await asyncio.sleep(0.1)  # nothing is to happen: time for it to happen wrongly
    assert rival.metrics.registry.get_sample_value("ocop_relay_leader") == 0
    stage.after = stage.samples()
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    assert stage.samples()["ocop_relay_leader"] == 0, "who ends leads no more"


async def the_broker_does_not_answer_the_relay(stage: Stage) -> None:
    class Away:
        async def start(self) -> None:
            raise KafkaError("away")

        async def abandon(self) -> None: ...

    await stage.service.work.run(count_up, stage.fact(id="a", number=1), "a", 1)
    stage.service.relay.make_producer = Away  # type: ignore[assignment]
    await stage.service.relay.lease.acquire()
    with suppress(TimeoutError):
        await asyncio.wait_for(stage.service.relay.lead(), 0.15)  # it rests 0.5 s after the first


async def records_wait_for_a_reader(stage: Stage) -> None:
    await stage.world.make_topic()
    for number in (1, 2, 3):
        record = stage.record(number)
        await stage.world.send("s", value=record.value, headers=record.headers)

    async def known() -> bool:
        gauging = asyncio.create_task(stage.service.gauges.run_lag())  # measures, and rests
        await asyncio.wait([gauging], timeout=0.3)
        gauging.cancel()
        await asyncio.gather(gauging, return_exceptions=True)
        return any(name.startswith("ocop_consumer_lag ") for name in stage.samples())

    await eventually(known)  # a young broker makes its offsets topic when a group is first asked for


async def the_reader_comes(stage: Stage) -> None:
    await stage.world.make_topic(partitions=3)
    await stage.service.start()

    async def has_its_share() -> bool:
        return sum(stage.service.consumer.assigned().values()) == 3

    await eventually(has_its_share)
    await stage.gauges()
    samples = stage.samples()
    only = "ocop_consumer_assigned_partitions"
    stage.after = {**stage.before, **{n: v for n, v in samples.items() if n.startswith(only)}}


async def a_deadline_passes(stage: Stage) -> None:
    async def defer(unit: Unit) -> None:
        unit.defer(Due(what="reply-owed", subject="s", due_at=NOON + timedelta(minutes=1)))

    await stage.service.work.run(defer)
    stage.clock.advance(timedelta(minutes=2))
    await stage.gauges()


async def a_page_is_asked_for(stage: Stage) -> None:
    app: Any = httpx.ASGITransport(app_of(stage.service))
    async with httpx.AsyncClient(transport=app, base_url="http://127.0.0.1") as client:
        await client.get(f"/{stage.service.name}/livez")


TAKE, MANY = "things.take", "things.take_many"
SECONDS = "ocop_handler_duration_seconds_count"
LATE, LATE_BY = "ocop_event_latency_seconds_count TOPIC", "ocop_event_latency_seconds_sum TOPIC"

ROWS: list[tuple[Callable[[Stage], Awaitable[None]], dict[str, float]]] = [
    (an_event_is_applied, {f"{SECONDS} {TAKE} applied": 1, LATE: 1, LATE_BY: 5}),
    (many_are_applied_at_once, {f"{SECONDS} {MANY} applied": 7, LATE: 7, LATE_BY: 35}),
    (one_comes_again, {f"{SECONDS} {TAKE} applied": 1, LATE: 1, LATE_BY: 5,
                       f"{SECONDS} {TAKE} duplicate": 1, f"ocop_inbox_duplicates_total {TAKE}": 1}),
    (one_comes_again_among_many, {f"{SECONDS} {MANY} applied": 7, LATE: 7, LATE_BY: 35,
                                  f"ocop_inbox_duplicates_total {MANY}": 3}),
    (a_handler_fails_twice_and_then_does_not, {f"ocop_handler_retries_total {TAKE}": 2,
                                               f"{SECONDS} {TAKE} applied": 1, LATE: 1, LATE_BY: 5}),
    (a_handler_fails_for_good, {f"ocop_handler_retries_total {TAKE}": 2, f"{SECONDS} {TAKE} parked": 1,
                                f"ocop_parked_events_total {TAKE} fault": 1, f"ocop_parked_open {TAKE}": 1, "ocop_parked_records": 1}),
    (one_is_refused_and_the_next_waits_behind_it,
     {f"{SECONDS} {TAKE} parked": 1, f"ocop_parked_events_total {TAKE} closed": 1,
      f"{SECONDS} {TAKE} held": 1, f"ocop_parked_events_total {TAKE} held": 1,
      f"{SECONDS} {TAKE} applied": 1, LATE: 1, LATE_BY: 5,
      f"ocop_parked_open {TAKE}": 2, "ocop_parked_records": 2, "ocop_parked_oldest_seconds": 90}),
    (one_is_refused_and_discarded_and_the_next_goes_on,
     {f"{SECONDS} {TAKE} parked": 1, f"ocop_parked_events_total {TAKE} closed": 1,
      f"{SECONDS} {TAKE} held": 1, f"ocop_parked_events_total {TAKE} held": 1,
      f"{SECONDS} {TAKE} applied": 1, LATE: 1, LATE_BY: 5}),
    (nobody_can_read_one, {f"{SECONDS} envelope parked": 1, "ocop_parked_events_total envelope unknown-type": 1,
                           "ocop_parked_open envelope": 1, "ocop_parked_records": 1}),
    (a_fact_waits_and_is_not_published, {"ocop_outbox_pending": 1, "ocop_outbox_oldest_seconds": 75}),
    (it_is_published, {"ocop_relay_published_total TOPIC": 1}),
    (one_of_two_relays_leads, {"ocop_relay_leader": 1}),
    (the_broker_does_not_answer_the_relay, {"ocop_relay_faults_total": 1}),
    (records_wait_for_a_reader, {"ocop_consumer_lag GROUP TOPIC": 3}),
    (the_reader_comes, {"ocop_consumer_assigned_partitions TOPIC": 3}),
    (a_deadline_passes, {"ocop_deadlines_overdue reply-owed": 1}),
    (a_page_is_asked_for, {"ocop_http_request_duration_seconds_count GET /livez 200": 1}),
]  # fmt: skip


@pytest.fixture
async def stage(world: World) -> Stage:
    made = Stage(world)
    await made.service.prepare()
    await made.gauges()
    return made


@pytest.mark.parametrize(("happens", "moved"), ROWS, ids=[happens.__name__ for happens, _ in ROWS])
async def test_what_moves_when(
    stage: Stage, happens: Callable[[Stage], Awaitable[None]], moved: dict[str, float]
) -> None:
    stage.before = stage.samples()
    await happens(stage)
    after = stage.after or stage.samples()
    topic, group = stage.world.topic, stage.service.consumer.group_of(stage.world.topic)
    expected = {name.replace("TOPIC", topic).replace("GROUP", group): by for name, by in moved.items()}
    found = {
        name: value - stage.before.get(name, 0)
        for name, value in after.items()
        if value != stage.before.get(name, 0) and not name.startswith(TIMED)
    }
    assert found.keys() == expected.keys()
    for name, by in expected.items():
        assert found[name] == pytest.approx(by, abs=3 if name == "ocop_outbox_oldest_seconds" else 0.001), name


TIMED = ("ocop_handler_duration_seconds_sum", "ocop_http_request_duration_seconds_sum")
"""How long something took, which no table can say."""


def test_no_metric_is_left_out() -> None:
    announced = {name.split()[0] for _, moved in ROWS for name in moved}
    for family in Metrics().registry.collect():
        if family.name == "ocop_deployment_info":
            continue  # says which deployment it is, and never moves
        names = {family.name, f"{family.name}_total", f"{family.name}_count"}
        assert names & announced, family.name
