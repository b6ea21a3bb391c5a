"""
Whatever operators do at the parking desk, and in whatever order: each effect once, in order, and all of it on record.

Hypothesis delivers good, unreadable and refused events, delivers them again, repairs, offers, discards, does things
twice, and dies in the middle.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import Iterator
from typing import Any

import pytest
from dying import Killed, dies_at, transactions_of_the_dead
from harness import Counter, World, counters, envelope_of
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from ocop_events.envelope import catalogue

from kit.lifecycle import StepRefused
from kit.messaging.desk import StillUnreadable
from kit.messaging.parked import ENVELOPE, Parked, State, parked, repair
from kit.messaging.received import Received, Record
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal, Stale
from kit.service import Service
from kit.storage.unit import Unit

LETTERS = st.sampled_from("ab")
DEATHS = st.one_of(st.none(), st.none(), st.integers(0, 40))
REFUSED = 1_000
"""Numbers from here on the handler refuses."""


class NotThat(Refusal):
    slug = "not-that"
    vi = "Không nhận số này."
    en = "Not that number."


async def sell(unit: Unit, event: Received[Any]) -> None:
    """The handler: refuses large numbers, notes the others."""
    if event.data.number >= REFUSED:
        raise NotThat()
    found = await counters.find(unit, event.subject) or Counter(id=event.subject)
    noted = found.model_copy(update={"total": found.total + 1, "seen": (*found.seen, event.data.number)})
    await (counters.keep(unit, noted) if found.version else counters.add(unit, noted))


class Shop:
    """What all examples share."""

    def __init__(self, uri: str) -> None:
        self.runner = asyncio.Runner()
        self.examples, self.numbers = itertools.count(), itertools.count(1)
        self.world = World(f"desk{os.getpid()}", "127.0.0.1:1", uri)
        self.fact = self.world.fact()
        self.service: Service = self.run(self._open())
        self.service.desk.applier.retry = RetryPolicy(6, 0.002, 0.01)

    async def _open(self) -> Service:
        hearing = Subscriptions("shop")
        hearing.on(self.fact)(sell)
        service = self.world.service("shop", hearing)
        await service.prepare()
        return service

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def close(self) -> None:
        self.service.database.close()
        catalogue.pop(self.fact.event_type)
        self.runner.close()


class Desk(RuleBasedStateMachine):
    """One example: two subjects, as many operators as it takes."""

    shop: Shop

    def __init__(self) -> None:
        super().__init__()
        self.example = next(self.shop.examples)
        self.sent: list[Record] = []
        self.settled: dict[str, Parked] = {}

    @rule(letter=LETTERS, kind=st.sampled_from(["good", "good", "unreadable", "refused", "no envelope"]), death=DEATHS)
    def an_event_comes(self, letter: str, kind: str, death: int | None) -> None:
        subject, number = f"{self.example}{letter}", next(self.shop.numbers)
        said = number + REFUSED * (kind == "refused")
        value = b"rubbish" if kind == "unreadable" else b'{"id":"%s","number":%d}' % (subject.encode(), said)
        headers = envelope_of(self.shop.fact, subject, str(number)).headers()
        if kind == "no envelope":
            headers = [(name, text) for name, text in headers if name != "ce_type"]
        topic = self.shop.world.topic
        self.sent.append(
            Record(topic=topic, partition=0, offset=0, key=subject.encode(), headers=tuple(headers), value=value)
        )
        if not self.done(lambda: self.deliver(self.sent[-1]), death):
            self.done(lambda: self.deliver(self.sent[-1]), None)  # its heir gets it before anything that follows

    @rule(back=st.integers(1, 6), death=DEATHS)
    def an_event_comes_again(self, back: int, death: int | None) -> None:
        if back <= len(self.sent):
            self.done(lambda: self.deliver(self.sent[-back]), death)

    @rule(which=st.integers(0, 5), death=DEATHS)
    def one_is_repaired(self, which: int, death: int | None) -> None:
        if row := self.waiting(which):
            number = int((row.record.header("ce_id") or "").strip() or 0)
            headers = {name: text.decode() for name, text in row.record.headers}
            headers["ce_type"] = self.shop.fact.event_type
            subject = (row.record.key or b"").decode()
            value = b'{"id":"%s","number":%d}' % (subject.encode(), number)
            self.done(lambda: self.mend(row.id, headers, value), death)

    @rule(which=st.integers(0, 5), death=DEATHS, times=st.integers(1, 2))
    def one_is_offered(self, which: int, death: int | None, times: int) -> None:
        if row := self.waiting(which):
            for _ in range(times):
                self.done(lambda: self.shop.service.desk.offer(row.id, by="operator", why="again"), death)

    @rule(which=st.integers(0, 5), death=DEATHS)
    def one_is_discarded(self, which: int, death: int | None) -> None:
        if row := self.waiting(which):
            self.done(lambda: self.shop.service.desk.discard(row.id, by="operator", why="sent in error"), death)

    @rule(which=st.integers(0, 5))
    def a_settled_one_is_offered_and_discarded_again(self, which: int) -> None:
        rows = [row for row in self.rows() if row.settled_at]
        if which < len(rows):
            row, before = rows[which], self.effects()
            assert self.shop.run(self.shop.service.desk.offer(row.id, by="other", why="once more")) == row
            if row.state is State.DISCARDED:
                assert self.shop.run(self.shop.service.desk.discard(row.id, by="other", why="once more")) == row
            else:
                with pytest.raises(StepRefused):
                    self.shop.run(self.shop.service.desk.discard(row.id, by="other", why="once more"))
            assert self.effects() == before

    def teardown(self) -> None:
        rows, effects = self.rows(), self.effects()
        for row in rows:
            asked = [step for step in row.history if step.by != "system"]
            assert all(step.why and step.at and step.by == "operator" for step in asked)
            assert row.record in self.sent, "the original stays byte for byte"
        for letter in "ab":
            subject = f"{self.example}{letter}"
            seen = effects.get(subject, ())
            assert len(set(seen)) == len(seen), "each effect once"
            told = [int(record.header("ce_id") or 0) for record in self.sent if record.key == subject.encode()]
            late = {int(row.record.header("ce_id") or 0) for row in rows if row.handler == ENVELOPE}
            assert [n for n in seen if n not in late] == sorted(n for n in seen if n not in late), "in order"
            open_or_gone = {
                int(row.record.header("ce_id") or 0)
                for row in rows
                if row.record.key == subject.encode() and row.state is not State.APPLIED
            }
            assert set(seen) | open_or_gone == set(told), "applied, waiting with a reason, or discarded by somebody"
            held = [row for row in rows if row.subject.endswith(subject.encode().hex()) and row.state is State.HELD]
            heads = [
                row for row in rows if row.subject == (held[0].subject if held else "") and row.state is State.OPEN
            ]
            assert bool(heads) or not held, "nothing waits behind nothing"

    def done(self, make: Any, death: int | None) -> bool:
        return bool(self.shop.run(self._done(make, death)))

    async def _done(self, make: Any, death: int | None) -> bool:
        with transactions_of_the_dead(self.shop.service) as roll_back:
            try:
                await (make() if death is None else dies_at(make(), death))
            except Killed:
                await roll_back()
                return False
            except (StepRefused, StillUnreadable, Stale):
                return True  # said no, in words
        return True

    async def deliver(self, record: Record) -> None:
        await self.shop.service.consumer.process(self.shop.world.topic, [record])

    async def mend(self, id: str, headers: dict[str, str], value: bytes) -> None:
        await self.shop.service.work.transact(
            lambda unit: repair(unit, id, headers=headers, value=value, by="operator", why="mended")
        )

    def rows(self) -> list[Parked]:
        """This example's, oldest first."""
        keys = [f"{self.shop.world.topic}|{f'{self.example}{letter}'.encode().hex()}" for letter in "ab"]
        query = {"subject": {"$in": keys}}
        rows: list[Parked] = self.shop.run(
            parked.select(self.shop.service.work.reading(), query, sort=[("parked_at", 1), ("id", 1)])
        )
        return rows

    def waiting(self, which: int) -> Parked | None:
        rows = [row for row in self.rows() if not row.settled_at]
        return rows[which] if which < len(rows) else None

    def effects(self) -> dict[str, tuple[int, ...]]:
        ids = [f"{self.example}{letter}" for letter in "ab"]
        found = self.shop.run(counters.select(self.shop.service.work.reading(), {"_id": {"$in": ids}}))
        return {counter.id: counter.seen for counter in found}


@pytest.fixture(scope="module")
def shop(mongodb_uri: str) -> Iterator[Shop]:
    made = Shop(mongodb_uri)
    yield made
    made.close()


def test_each_effect_comes_once_in_order_and_on_record(shop: Shop) -> None:
    limits = settings(
        max_examples=30,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(type("Desk", (Desk,), {"shop": shop}), settings=limits)  # type: ignore[arg-type]
