"""A deadline is a row: it falls due once, in its turn, however many tickers there are and wherever they die."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kit.clock import FixedClock
from kit.service import Service
from kit.work import Due, Unit
from kit.work.ticker import Ticker, Timer
from tests.kit.messaging.dying import Killed, dies_at, transactions_of_the_dead
from tests.kit.messaging.harness import Counter, World, counters

NOON = datetime(2026, 5, 4, 5, tzinfo=UTC)
REPLY = "reply-owed"


class Reminders:
    """A service with one kind of deadline, and the subjects that fell due, in their order."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.clock = FixedClock(NOON)
        service.work.clock = self.clock
        self.fails_for: set[str] = set()

    async def fell_due(self, unit: Unit, due: Due) -> None:
        if due.subject in self.fails_for:
            raise ZeroDivisionError(due.subject)
        found = await counters.find(unit, due.subject) or Counter(id=due.subject)
        seen = (*found.seen, int((unit.now - NOON).total_seconds() // 60))
        changed = found.model_copy(update={"total": found.total + 1, "seen": seen})
        await (counters.keep(unit, changed) if found.version else counters.add(unit, changed))

    def ticker(self) -> Ticker:
        return Ticker(self.service.work, {REPLY: Timer(REPLY, self.fell_due)})

    async def owe(self, subject: str, minutes: int) -> None:
        async def defer(unit: Unit) -> None:
            unit.defer(Due(what=REPLY, subject=subject, due_at=NOON + timedelta(minutes=minutes)))

        await self.service.work.run(defer)

    async def settle(self, subject: str) -> None:
        async def strike(unit: Unit) -> None:
            unit.settle(REPLY, subject)

        await self.service.work.run(strike)

    async def happened(self) -> dict[str, tuple[int, ...]]:
        return {c.id: c.seen for c in await counters.select(self.service.work.reading(), {})}


@pytest.fixture
async def reminders(world: World) -> Reminders:
    service = world.service("reminds")
    await service.prepare()
    return Reminders(service)


class TestADeadline:
    async def test_falls_due_when_its_time_has_come_and_not_before(self, reminders: Reminders) -> None:
        await reminders.owe("late", 10)
        await reminders.owe("early", 5)
        ticker = reminders.ticker()
        assert await ticker.sweep_once() == 0
        reminders.clock.advance(timedelta(minutes=5))
        assert await ticker.sweep_once() == 1
        assert await reminders.happened() == {"early": (5,)}
        reminders.clock.advance(timedelta(days=30))
        await ticker.sweep_once()
        assert set(await reminders.happened()) == {"early", "late"}
        assert await ticker.sweep_once() == 0, "and only once"

    async def test_that_was_struck_or_moved_does_not(self, reminders: Reminders) -> None:
        for subject in ("struck", "moved"):
            await reminders.owe(subject, 5)
        await reminders.settle("struck")
        await reminders.owe("moved", 20)
        reminders.clock.advance(timedelta(minutes=6))
        assert await reminders.ticker().sweep_once() == 0
        reminders.clock.advance(timedelta(minutes=15))
        await reminders.ticker().sweep_once()
        assert await reminders.happened() == {"moved": (21,)}

    async def test_that_fails_starves_no_other_and_is_tried_again(self, reminders: Reminders) -> None:
        await reminders.owe("bad", 1)
        await reminders.owe("good", 2)
        reminders.fails_for = {"bad"}
        reminders.clock.advance(timedelta(minutes=3))
        await reminders.ticker().sweep_once()
        assert set(await reminders.happened()) == {"good"}
        reminders.fails_for = set()
        assert await reminders.ticker().sweep_once() == 0, "not at once"
        reminders.clock.advance(timedelta(minutes=3))
        await reminders.ticker().sweep_once()
        assert set(await reminders.happened()) == {"good", "bad"}

    async def test_falls_due_once_under_tickers_that_die_at_any_line(self, reminders: Reminders) -> None:
        """Each time a ticker is left for dead at its next wait; the lease's heir sweeps what it left."""
        deaths, lived = 0, False
        while not lived:
            assert deaths < 200
            await reminders.owe(f"s{deaths}", 0)
            with transactions_of_the_dead(reminders.service) as roll_back:
                try:
                    await dies_at(reminders.ticker().sweep_once(), deaths)
                    lived = True
                except Killed:
                    deaths += 1
                    await roll_back()
            await reminders.ticker().sweep_once()
        assert deaths > 5
        assert await reminders.happened() == {f"s{n}": (0,) for n in range(deaths + 1)}
        assert await reminders.service.database["deadlines"].count_documents({}) == 0
