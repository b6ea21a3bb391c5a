"""
A lease has one holder at a time, whatever the holders' clocks and pauses.

Hypothesis moves time, pauses holders in the middle of a question, kills them, and sets their wall clocks apart.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kit.storage.mongo import Database
from kit.work.lease import Lease, LeaseLostError
from tests.deployment import MARK
from tests.kit.messaging.harness import eventually

LIFETIME = 10.0
WINDOW = 0.2 * LIFETIME
"""What replicas' wall clocks may disagree by before two can believe at once; the docstring of Lease says a fifth."""
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
PAUSES = st.sampled_from([0.0, 0.0, 0.5, 3.0, 12.0])
NONE = (0.0, 0.0, 0.0)


class World:
    """The true time, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0


class Holder:
    """One replica: its own wall clock, the true steady one, and pauses where it asks."""

    def __init__(self, world: World, database: Database, name: str, ahead: float) -> None:
        self.world, self.ahead = world, ahead
        self.before_wall = self.before_asking = self.after_asking = 0.0
        self.lease = Lease(database, name, lifetime_seconds=LIFETIME, wall=self.wall, steady=lambda: self.world.now)
        rows, holder = self.lease.rows, self

        class Paused:
            async def find_one_and_update(self, *args: Any, **options: Any) -> Any:
                holder.world.now += holder.before_asking
                try:
                    return await rows.find_one_and_update(*args, **options)
                finally:
                    holder.world.now += holder.after_asking

            def __getattr__(self, name: str) -> Any:
                return getattr(rows, name)

        self.lease.rows = Paused()

    def wall(self) -> datetime:
        self.world.now += self.before_wall
        return BEGAN + timedelta(seconds=self.world.now + self.ahead)


class Rivals(RuleBasedStateMachine):
    """Three replicas after one lease."""

    runner: asyncio.Runner
    database: Database
    apart: float
    examples: Iterator[int]

    def __init__(self) -> None:
        super().__init__()
        name = f"lease-{next(self.examples)}"
        self.world = World()
        ahead = (0.0, self.apart, self.apart / 2)
        self.holders = [Holder(self.world, self.database, name, some) for some in ahead]

    @rule(
        seconds=st.sampled_from([0.0, 0.5, 2.5, 4.0, 6.5, 8.1, 9.9, 10.1]),
        who=st.integers(0, 2),
        lets_go=st.sampled_from([False, False, False, False, True]),
        pauses=st.one_of(st.just(NONE), st.just(NONE), st.tuples(PAUSES, PAUSES, PAUSES)),
    )
    def time_passes_and_somebody_asks_or_lets_go(
        self, seconds: float, who: int, lets_go: bool, pauses: tuple[float, float, float]
    ) -> None:
        self.world.now += seconds
        holder = self.holders[who]
        if lets_go:
            self.runner.run(holder.lease.release())
            assert not holder.lease.held
            return
        holder.before_wall, holder.before_asking, holder.after_asking = pauses
        held = self.runner.run(holder.lease.acquire())
        assert held or not holder.lease.held, "who was told no does not believe"

    @invariant()
    def two_never_believe_at_once_for_longer_than_their_clocks_disagree_too_much(self) -> None:
        ends = sorted(holder.lease.held_until for holder in self.holders)
        overlap = max(0.0, ends[-2] - self.world.now)
        assert overlap <= max(0.0, self.apart - WINDOW) + 1e-6


def play(uri: str, apart: float, examples: int = 30) -> None:
    """Plays examples until one breaks; the same ones every time."""
    with asyncio.Runner() as runner:
        database = Database(uri, f"{MARK}rivals{next(_plays)}")
        runner.run(database.ensure_indexes("leases", ()))
        world = {"runner": runner, "database": database, "apart": apart, "examples": iter(range(10_000))}
        limits = settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            derandomize=True,
            database=None,
            report_multiple_bugs=False,
        )
        try:
            run_state_machine_as_test(type("Rivals", (Rivals,), world), settings=limits)  # type: ignore[arg-type]
        finally:
            database.close()


_plays = itertools.count()


@pytest.mark.parametrize("apart", [0.0, WINDOW, -WINDOW, 0.5 * LIFETIME], ids=lambda apart: f"{apart:+.0f}s apart")
def test_two_never_hold_a_lease_at_once(mongodb_uri: str, apart: float) -> None:
    play(mongodb_uri, apart)


whole_acquire = Lease.acquire


async def believes_for_its_whole_lifetime(lease: Lease) -> bool:
    asked = lease.steady()
    if held := await whole_acquire(lease):
        lease.held_until = asked + lease.lifetime
    return held


async def counts_from_the_answer(lease: Lease) -> bool:
    if held := await whole_acquire(lease):
        lease.held_until = lease.steady() + lease.lifetime * 0.8
    return held


async def goes_on_believing_when_told_no(lease: Lease) -> bool:
    believed = lease.held_until
    if not (held := await whole_acquire(lease)):
        lease.held_until = believed
    return held


async def takes_it_from_whoever_has_it(lease: Lease) -> bool:
    await lease.rows.delete_one({"_id": lease.name})
    return await whole_acquire(lease)


async def lets_everybody_go(lease: Lease) -> None:
    lease.held_until = float("-inf")
    await lease.rows.delete_one({"_id": lease.name})


@pytest.mark.prove
@pytest.mark.parametrize(
    ("mutant", "apart"),
    [
        (believes_for_its_whole_lifetime, WINDOW),
        (counts_from_the_answer, 0.0),
        (goes_on_believing_when_told_no, 0.9 * LIFETIME),
        (takes_it_from_whoever_has_it, 0.0),
        (lets_everybody_go, 0.0),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_two_are_seen_to_hold_it_when_it(
    mongodb_uri: str, monkeypatch: pytest.MonkeyPatch, mutant: Any, apart: float
) -> None:
    """A machine that cannot fail proves nothing."""
    monkeypatch.setattr(Lease, "release" if mutant is lets_everybody_go else "acquire", mutant)
    with pytest.raises(AssertionError):
        play(mongodb_uri, apart, examples=200)


class TestALease:
    @pytest.fixture
    async def database(self, mongodb_uri: str, fresh_name: str) -> Any:
        database = Database(mongodb_uri, fresh_name)
        await database.ensure_indexes("leases", ())
        yield database
        database.close()

    async def test_let_go_is_another_replicas_at_once(self, database: Database) -> None:
        one, other = Lease(database, "relay"), Lease(database, "relay")
        assert await one.acquire()
        assert not await other.acquire()
        await one.release()
        assert await other.acquire()

    async def test_that_cannot_be_renewed_ends_the_work(self, database: Database) -> None:
        lease = Lease(database, "relay", lifetime_seconds=0.3)
        at_work, changes = 0, []

        async def work() -> None:
            nonlocal at_work
            at_work += 1
            try:
                await asyncio.Event().wait()
            finally:
                at_work -= 1

        holding = asyncio.create_task(lease.hold(work, on_change=changes.append))

        async def working() -> bool:
            return at_work == 1

        await eventually(working)
        taken = datetime.now(UTC) + timedelta(seconds=30)
        await database["leases"].update_one({"_id": "relay"}, {"$set": {"holder": "somebody", "until": taken}})

        async def idle() -> bool:
            return at_work == 0

        await eventually(idle)
        assert not lease.held
        assert changes[:2] == [True, False]
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)

    async def test_survives_a_moment_without_the_database_and_no_longer(self, database: Database) -> None:
        lease = Lease(database, "relay", lifetime_seconds=0.3)
        await lease.acquire()

        class Away:
            async def find_one_and_update(self, *_: Any, **__: Any) -> Any:
                raise ConnectionError("the database is away")

        lease.rows = Away()
        began = asyncio.get_running_loop().time()
        with pytest.raises(LeaseLostError):
            await asyncio.wait_for(lease.renew(), timeout=5)
        assert 0.2 < asyncio.get_running_loop().time() - began < 1.5
        assert not lease.held
