"""
Whatever fails, and wherever: no state without its announcement, no announcement without its state, no effect twice.

Hypothesis plays commands and deliveries; at any call the connection breaks, before or after the server did its part
(commits included: their result is then unknown), and at any wait the process dies.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from ocop_events.envelope import catalogue

from kit.clock import SystemClock
from kit.messaging import inbox
from kit.messaging.apply import Applier
from kit.messaging.received import Received, Record
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Handler, Subscriptions, handlers_by_topic
from kit.storage.collection import Collection
from kit.telemetry.metrics import Metrics
from kit.work import IdempotencyKey, Unit, Work
from tests.deployment import MARK
from tests.kit.messaging.dying import Killed, dies_at, transactions_of_the_dead
from tests.kit.messaging.harness import Counter, World, count_up, counters
from tests.kit.storage.faulty import Fault, FaultyDatabase, prepared

copies = Collection(Counter, "copies")
SUBJECTS = st.sampled_from("ab")
FAULTS = st.one_of(
    st.just(("never", 0)),
    st.tuples(st.sampled_from(["before", "after"]), st.integers(0, 12)),
    st.tuples(st.just("killed"), st.integers(0, 40)),
)


async def copy(unit: Unit, event: Received[Any]) -> None:
    """The effect: what was counted there is noted here."""
    found = await copies.find(unit, event.subject) or Counter(id=event.subject)
    noted = found.model_copy(update={"total": found.total + 1, "seen": (*found.seen, event.data.number)})
    await (copies.keep(unit, noted) if found.version else copies.add(unit, noted))


class Backbone:
    """What all examples of the machine share: one loop, one database; each example has subjects of its own."""

    def __init__(self, uri: str, name: str) -> None:
        self.runner = asyncio.Runner()
        self.fact = World(name, "", uri).fact()
        self.examples = itertools.count()
        self.numbers = itertools.count(1)
        self.database: FaultyDatabase = self.run(self._database(uri, name))
        self.work = Work(self.database, SystemClock(), source="/says")
        self.applier = Applier(self.work, Metrics(), RetryPolicy(20, 0.002, 0.01))
        consuming = Subscriptions("hears")
        consuming.on(self.fact)(copy)
        self.handlers: list[Handler] = handlers_by_topic([consuming])[self.fact.event_topic]

    def close(self) -> None:
        self.database.close()
        catalogue.pop(self.fact.event_type)
        self.runner.close()

    async def _database(self, uri: str, name: str) -> FaultyDatabase:
        database = await prepared(uri, name)
        await database.ensure_indexes("copies", ())
        return FaultyDatabase(database)

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def act(self, make: Any, fault: tuple[str, int]) -> bool:
        """Does one thing under a fault; answers whether it was seen to succeed."""
        return bool(self.run(self._act(make, *fault)))

    async def _act(self, make: Any, when: str, at: int) -> bool:
        if when != "killed":
            self.database.fault = Fault(when, at)
            await make()
            return True
        self.database.fault = Fault()
        with transactions_of_the_dead(SimpleNamespace(database=self.database)) as roll_back:  # type: ignore[arg-type]
            try:
                await dies_at(make(), at)
            except Killed:
                await roll_back()
                return False
        return True


class Agreement(RuleBasedStateMachine):
    """Commands and deliveries of one example."""

    backbone: Backbone

    def __init__(self) -> None:
        super().__init__()
        self.example = next(self.backbone.examples)
        self.accepted: dict[str, list[int]] = {}
        self.unsure: dict[str, list[int]] = {}
        self.delivered: dict[str, int] = {}

    def subject(self, letter: str) -> str:
        return f"{self.example}{letter}"

    @rule(letter=SUBJECTS, fault=FAULTS)
    def a_command_is_given_and_given_again_until_it_is_accepted(self, letter: str, fault: tuple[str, int]) -> None:
        number, subject = next(self.backbone.numbers), self.subject(letter)
        key = IdempotencyKey(str(number), "caller")
        if not self.backbone.act(lambda: self.command(subject, number, key), fault):
            assert self.backbone.act(lambda: self.command(subject, number, key), ("never", 0))
        self.accepted.setdefault(subject, []).append(number)

    @rule(letter=SUBJECTS, fault=FAULTS)
    def a_command_is_given_once(self, letter: str, fault: tuple[str, int]) -> None:
        number, subject = next(self.backbone.numbers), self.subject(letter)
        sure = self.backbone.act(lambda: self.command(subject, number, None), fault)
        (self.accepted if sure else self.unsure).setdefault(subject, []).append(number)

    @rule(letter=SUBJECTS, fault=FAULTS)
    def the_next_event_is_delivered(self, letter: str, fault: tuple[str, int]) -> None:
        subject = self.subject(letter)
        rows = self.backbone.run(self.announced(subject))
        place = self.delivered.get(subject, 0)
        if place < len(rows) and self.backbone.act(lambda: self.deliver(rows[place]), fault):
            self.delivered[subject] = place + 1

    @rule(letter=SUBJECTS, fault=FAULTS, back=st.integers(1, 5))
    def an_event_is_delivered_again(self, letter: str, fault: tuple[str, int], back: int) -> None:
        subject = self.subject(letter)
        place = self.delivered.get(subject, 0) - back
        if place >= 0:
            rows = self.backbone.run(self.announced(subject))
            self.backbone.act(lambda: self.deliver(rows[place]), fault)

    def teardown(self) -> None:
        self.backbone.database.fault = Fault()
        self.backbone.run(self.check())

    async def command(self, subject: str, number: int, key: IdempotencyKey | None) -> None:
        fact = self.backbone.fact(id=subject, number=number)
        await self.backbone.work.run(count_up, fact, subject, number, idempotency=key)

    async def announced(self, subject: str) -> list[dict[str, Any]]:
        found = self.backbone.database["outbox"].find({"key": subject}).sort([("version", 1)])
        rows: list[dict[str, Any]] = await found.to_list(None)
        return rows

    async def deliver(self, row: dict[str, Any]) -> None:
        headers = tuple((name, bytes(value)) for name, value in row["headers"])
        key = row["key"].encode()
        record = Record(topic=row["topic"], partition=0, offset=0, key=key, headers=headers, value=bytes(row["value"]))
        outcomes = await self.backbone.applier.apply(self.backbone.handlers, record)
        assert set(outcomes.values()) <= {"applied", "duplicate"}

    async def check(self) -> None:
        unit = self.backbone.work.reading()
        for subject in map(self.subject, "ab"):
            state = await counters.find(unit, subject)
            made = state.seen if state else ()
            rows = await self.announced(subject)
            assert [row["version"] for row in rows] == list(range(1, len(rows) + 1))
            said = tuple(self.backbone.fact.model_validate_json(row["value"]).model_dump()["number"] for row in rows)
            assert said == made, "what was announced is what was done"
            accepted, unsure = self.accepted.get(subject, []), self.unsure.get(subject, [])
            assert [number for number in made if number not in unsure] == accepted
            assert len(set(made)) == len(made)
            copied = await copies.find(unit, subject)
            seen = copied.seen if copied else ()
            assert seen == made[: len(seen)], "each effect once, in order"
            ids = [f"hears.copy|/says|{row['event_id']}" for row in rows]
            proofs = await self.backbone.database["inbox"].count_documents({"_id": {"$in": ids}})
            assert proofs == len(seen), "as many proofs as effects"
            assert len(seen) >= self.delivered.get(subject, 0)
        assert await self.backbone.database["parked"].count_documents({}) == 0


@pytest.fixture(scope="module")
def backbone(mongodb_uri: str) -> Iterator[Backbone]:
    made = Backbone(mongodb_uri, f"{MARK}agreement")
    yield made
    made.close()


def play(backbone: Backbone, examples: int) -> None:
    """Plays examples until one breaks; the same ones every time."""
    machine = type("Agreement", (Agreement,), {"backbone": backbone})
    limits = settings(
        max_examples=examples,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(machine, settings=limits)  # type: ignore[arg-type]


class TestStateOutboxAndInbox:
    def test_agree_whatever_fails(self, backbone: Backbone) -> None:
        play(backbone, 25)

    @pytest.mark.prove
    def test_are_seen_to_disagree_when_nothing_is_known_of_what_was_applied(
        self, backbone: Backbone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A check that cannot fail proves nothing."""

        async def nothing_known(*_: object) -> bool:
            return False

        async def nothing_kept(*_: object) -> None:
            return None

        monkeypatch.setattr(inbox, "is_applied", nothing_known)
        monkeypatch.setattr(inbox, "mark_applied", nothing_kept)
        with pytest.raises(AssertionError):
            play(backbone, 25)

    @pytest.mark.prove
    def test_are_seen_to_disagree_when_facts_are_published_outside_the_transaction(
        self, backbone: Backbone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = Unit.write_notes

        async def outside(unit: Unit) -> int:
            return await whole(replace(unit, session=None))

        monkeypatch.setattr(Unit, "write_notes", outside)
        with pytest.raises(AssertionError):
            play(backbone, 25)
