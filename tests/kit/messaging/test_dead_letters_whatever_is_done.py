"""
Whatever operators do in the dead-letter queue, and in whatever order: each effect once, in order, and all of it on record.

Hypothesis delivers good, unreadable and refused events, delivers them again, repairs, offers, discards, does things
twice, and dies in the middle.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from ocop_events.envelope import Envelope, catalogue

from kit.lifecycle import StepRefused
from kit.messaging import apply as applying
from kit.messaging import dead_letters as desking
from kit.messaging import effect, inbox, one, parking
from kit.messaging.dead_letters import DeadLetters as Parking
from kit.messaging.parked.dead_letter import ENVELOPE, Parked
from kit.messaging.parked.lifecycle import State, Verb
from kit.messaging.parked.refusals import OutOfTurn, StillUnreadable
from kit.messaging.parked.store import parked, settle
from kit.messaging.received import Received, Record
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Subscriptions
from kit.messaging.unreadable import read
from kit.refusal import Refusal, Stale
from kit.service import Service
from kit.work import Unit
from tests.deployment import MARK
from tests.kit.messaging.dying import Killed, dies_at, transactions_of_the_dead
from tests.kit.messaging.harness import MENDER, OPERATOR, Counter, World, counters, envelope_of

LETTERS = st.sampled_from("aaab")
KINDS = st.sampled_from(["good", "good", "good", "unreadable", "refused", "no envelope"])
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
        self.world = World(f"{MARK}desk", "127.0.0.1:1", uri)
        self.fact = self.world.fact()
        self.service: Service = self.run(self._open())
        self.service.dead_letters.applier.retry = RetryPolicy(6, 0.002, 0.01)

    async def _open(self) -> Service:
        consuming = Subscriptions("shop")
        consuming.on(self.fact)(sell)
        service = self.world.service("shop", consuming)
        await service.prepare()
        return service

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def close(self) -> None:
        self.service.database.close()
        catalogue.pop(self.fact.event_type)
        self.runner.close()


class DeadLetters(RuleBasedStateMachine):
    """One example: two subjects, as many operators as it takes."""

    shop: Shop
    deadly = True

    def __init__(self) -> None:
        super().__init__()
        self.example = next(self.shop.examples)
        self.sent: list[Record] = []
        self.anything_waits = self.anything_settled = False

    @initialize(first=st.lists(st.tuples(LETTERS, KINDS), min_size=4, max_size=10))
    def the_morning_s_events_come(self, first: list[tuple[str, str]]) -> None:
        # Hypothesis leaves some of the rules out of an example: without these most had nothing to do anything with.
        for letter, kind in first:
            self.comes(letter, kind, None)

    @rule(letter=LETTERS, kind=KINDS, death=DEATHS)
    def an_event_comes(self, letter: str, kind: str, death: int | None) -> None:
        self.comes(letter, kind, death)

    @rule(back=st.integers(1, 6), death=DEATHS)
    def an_event_comes_again(self, back: int, death: int | None) -> None:
        self.done(lambda: self.deliver(self.sent[-back % len(self.sent)]), death)

    @precondition(lambda self: self.anything_waits)
    @rule(which=st.integers(0, 5), death=DEATHS)
    def one_is_repaired(self, which: int, death: int | None) -> None:
        self.repaired(self.waiting(which), death)

    @precondition(lambda self: self.anything_waits)
    @rule(which=st.integers(0, 5), death=DEATHS)
    def one_is_repaired_and_offered(self, which: int, death: int | None) -> None:
        row = self.waiting(which)
        self.repaired(row, None)
        self.offered(row, death)

    @precondition(lambda self: self.anything_waits)
    @rule(which=st.integers(0, 5), death=DEATHS, times=st.integers(1, 2))
    def one_is_offered(self, which: int, death: int | None, times: int) -> None:
        row = self.waiting(which)
        for _ in range(times):
            self.offered(row, death)

    @precondition(lambda self: self.anything_waits)
    @rule(which=st.integers(0, 5), death=DEATHS)
    def one_is_discarded(self, which: int, death: int | None) -> None:
        row = self.waiting(which)
        self.done(lambda: self.shop.service.dead_letters.discard(row.id, by=OPERATOR, why="sent in error"), death)

    @precondition(lambda self: self.anything_settled)
    @rule(which=st.integers(0, 5))
    def a_settled_one_is_offered_and_discarded_again(self, which: int) -> None:
        rows = [row for row in self.rows() if row.settled_at]
        row = rows[which % len(rows)]
        before = self.effects()
        assert self.shop.run(self.shop.service.dead_letters.offer(row.id, by=MENDER, why="once more")) == row
        if row.state is State.DISCARDED:
            assert self.shop.run(self.shop.service.dead_letters.discard(row.id, by=MENDER, why="once more")) == row
        else:
            with pytest.raises(StepRefused):
                self.shop.run(self.shop.service.dead_letters.discard(row.id, by=MENDER, why="once more"))
        assert self.effects() == before

    def comes(self, letter: str, kind: str, death: int | None) -> None:
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

    def repaired(self, row: Parked, death: int | None) -> None:
        number = int((row.record.header("ce_id") or "").strip() or 0)
        headers = {name: text.decode() for name, text in row.record.headers}
        headers["ce_type"] = self.shop.fact.event_type
        value = b'{"id":"%s","number":%d}' % (row.record.key or b"", number)
        self.done(lambda: self.mend(row.id, headers, value), death)

    def offered(self, row: Parked, death: int | None) -> None:
        self.done(lambda: self.shop.service.dead_letters.offer(row.id, by=OPERATOR, why="again"), death)

    def teardown(self) -> None:
        rows, effects = self.rows(), self.effects()
        # Who could not have a repaired envelope either parked that; the original lies in the row it was repaired in.
        came = [*self.sent, *(row.to_offer() for row in rows if row.handler == ENVELOPE)]
        for row in rows:
            asked = [step for step in row.history if step.by != "system"]
            assert all(
                step.why and step.at and step.by == (MENDER if step.did == Verb.REPAIR else OPERATOR).id
                for step in asked
            )
            assert row.record in came, "the original stays byte for byte"
        for letter in "ab":
            subject = f"{self.example}{letter}"
            seen = effects.get(subject, ())
            assert len(set(seen)) == len(seen), "each effect once"
            announced = [int(record.header("ce_id") or 0) for record in self.sent if record.key == subject.encode()]
            late = {int(row.record.header("ce_id") or 0) for row in rows if row.handler == ENVELOPE}
            assert [n for n in seen if n not in late] == sorted(n for n in seen if n not in late), "in order"
            open_or_gone = {
                int(row.record.header("ce_id") or 0)
                for row in rows
                if row.record.key == subject.encode() and row.state is not State.APPLIED
            }
            assert set(seen) | open_or_gone == set(announced), (
                "applied, waiting with a reason, or discarded by somebody"
            )
            mine = [row for row in rows if row.handler != ENVELOPE and row.record.key == subject.encode()]
            waiting = [row.state for row in mine if row.settled_at is None]
            assert not waiting or waiting[0] is State.OPEN, "nothing is held behind nothing"

    def done(self, make: Any, death: int | None) -> bool:
        done = bool(self.shop.run(self._done(make, death if self.deadly else None)))
        settled = [row.settled_at is not None for row in self.rows()]
        self.anything_waits, self.anything_settled = not all(settled), any(settled)
        return done

    async def _done(self, make: Any, death: int | None) -> bool:
        with transactions_of_the_dead(self.shop.service) as roll_back:
            try:
                await (make() if death is None else dies_at(make(), death))
            except Killed:
                await roll_back()
                await self.shop.service.dead_letters.applier.release_stranded(
                    self.shop.service.dead_letters.handlers
                )  # its heir
                return False
            except (StepRefused, StillUnreadable, OutOfTurn, Stale):
                return True  # said no, in words
        return True

    async def deliver(self, record: Record) -> None:
        await self.shop.service.consumer.process(self.shop.world.topic, [record])

    async def mend(self, id: str, headers: dict[str, str], value: bytes) -> None:
        await self.shop.service.work.transact(
            lambda unit: self.shop.service.dead_letters.repair(
                unit, id, headers=headers, value=value, by=MENDER, why="mended"
            )
        )

    def rows(self) -> list[Parked]:
        """This example's, oldest first."""
        keys = [f"{self.shop.world.topic}|{f'{self.example}{letter}'.encode().hex()}" for letter in "ab"]
        query = {"subject": {"$in": keys}}
        rows: list[Parked] = self.shop.run(
            parked.select(self.shop.service.work.reading(), query, sort=[("parked_at", 1), ("id", 1)])
        )
        return rows

    def waiting(self, which: int) -> Parked:
        rows = [row for row in self.rows() if not row.settled_at]
        return rows[which % len(rows)]

    def effects(self) -> dict[str, tuple[int, ...]]:
        ids = [f"{self.example}{letter}" for letter in "ab"]
        found = self.shop.run(counters.select(self.shop.service.work.reading(), {"_id": {"$in": ids}}))
        return {counter.id: counter.seen for counter in found}


@pytest.fixture(scope="module")
def shop(mongodb_uri: str) -> Iterator[Shop]:
    made = Shop(mongodb_uri)
    yield made
    made.close()


def play(shop: Shop, examples: int = 14, deadly: bool = True) -> None:
    """Plays examples until one breaks; the same ones every time."""
    limits = settings(
        max_examples=examples,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(type("Desk", (DeadLetters,), {"shop": shop, "deadly": deadly}), settings=limits)  # type: ignore[arg-type]


def test_each_effect_comes_once_in_order_and_on_record(shop: Shop) -> None:
    play(shop)


def a_second_offer_applies_again(patch: pytest.MonkeyPatch) -> None:
    whole = Parking.offer

    async def again(self: Parking, parked_id: str, **more: Any) -> Parked:
        row = await parked.get(self.applier.work.reading(), parked_id)
        if row.state is State.APPLIED and row.handler != ENVELOPE:
            record = row.to_offer()
            event = read(record, Envelope.from_headers(record.headers))
            await self.applier.work.transact(lambda unit: sell(unit, event))
        return await whole(self, parked_id, **more)

    patch.setattr(Parking, "offer", again)


def nothing_is_known_of_what_was_applied(patch: pytest.MonkeyPatch) -> None:
    async def nothing_known(*_: object) -> bool:
        return False

    async def nothing_kept(*_: object) -> None:
        return None

    patch.setattr(inbox, "is_applied", nothing_known)
    patch.setattr(inbox, "mark_applied", nothing_kept)


def nothing_waits_behind_what_is_parked(patch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> dict[str, set[str]]:
        return {}

    patch.setattr(effect, "waiting", nothing)


def what_waited_goes_on_in_any_order(patch: pytest.MonkeyPatch) -> None:
    async def newest(unit: Unit, handler: str, subject: str) -> Parked | None:
        rows = await parked.select(unit, {"handler": handler, "subject": subject})
        waits = [row for row in rows if row.state in (State.OPEN, State.HELD)]
        return max(waits, key=lambda row: (row.parked_at, row.id), default=None)

    patch.setattr(one, "head_of", newest)


def what_waited_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> int:
        return 0

    patch.setattr(applying.Applier, "release_held", nothing)


def a_repair_is_written_over_the_original(patch: pytest.MonkeyPatch) -> None:
    whole = settle

    async def over(unit: Unit, row: Parked, verb: Verb, **more: Any) -> Parked:
        if verb is Verb.REPAIR:
            corrected = more["repair"]
            more["record"] = replace(row.record, headers=corrected.headers, value=corrected.value)
        return await whole(unit, row, verb, **more)

    patch.setattr(desking, "settle", over)


def who_and_why_are_not_kept(patch: pytest.MonkeyPatch) -> None:
    whole = settle

    async def silently(unit: Unit, row: Parked, verb: Verb, **more: Any) -> Parked:
        return await whole(unit, row, verb, **{**more, "why": ""})

    patch.setattr(desking, "settle", silently)
    patch.setattr(effect, "settle", silently)
    patch.setattr(parking, "settle", silently)


@pytest.mark.prove
@pytest.mark.parametrize(
    "mutant",
    [
        a_second_offer_applies_again,
        nothing_is_known_of_what_was_applied,
        nothing_waits_behind_what_is_parked,
        what_waited_goes_on_in_any_order,
        what_waited_is_forgotten,
        a_repair_is_written_over_the_original,
        who_and_why_are_not_kept,
    ],
    ids=lambda mutant: mutant.__name__,
)
def test_it_is_seen_when(shop: Shop, monkeypatch: pytest.MonkeyPatch, mutant: Any) -> None:
    """A machine that cannot fail proves nothing."""
    mutant(monkeypatch)
    with pytest.raises(AssertionError):
        play(shop, examples=100, deadly=False)
