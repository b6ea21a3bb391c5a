"""What is gauged over the database is found by an index: the work does not grow with all that was ever kept."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import monitoring

from kit.clock import FixedClock
from kit.messaging.parked.dead_letter import ENVELOPE, Parked
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.reasons import Reason
from kit.messaging.parked.store import parked
from kit.messaging.received import Record
from kit.service import Service
from kit.storage import mongo
from kit.work import Due, Unit
from kit.work.ticker import Timer
from tests.kit.messaging.harness import World

NOON = datetime(2026, 5, 4, 5, tzinfo=UTC)
WAITING = 4


class Commands(monitoring.CommandListener):
    """What is asked of the server, and how many documents come back."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.documents = 0

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name in ("find", "aggregate", "count"):
            own = {name for name in event.command if name.startswith("$")} | {"lsid", "txnNumber"}
            self.asked.append({name: said for name, said in event.command.items() if name not in own})

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        answered = event.reply.get("cursor", {})
        self.documents += len(answered.get("firstBatch", ())) + len(answered.get("nextBatch", ()))

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    consumed = Commands()
    listening = functools.partial(AsyncIOMotorClient, event_listeners=[consumed])
    monkeypatch.setattr(mongo, "AsyncIOMotorClient", listening)
    return consumed


async def never(unit: Unit, due: Due) -> None: ...


async def gauged(service: Service, commands: Commands) -> list[dict[str, Any]]:
    commands.asked.clear()
    commands.documents = 0
    await service.gauges.refresh()
    return list(commands.asked)


async def fill(service: Service, kept: int, waiting: int, before: int, waited: int = 0) -> None:
    """Has so many rows settled and sent in the tables, and so many waiting; `before` and `waited` are there."""
    at = NOON - timedelta(hours=1)
    record = Record(topic="t", partition=0, offset=0, key=b"s", headers=(), value=b"{}")
    reason = Reason(slug="closed", vi="Đang đóng.", en="Closed.")

    def row(number: int, state: State) -> Parked:
        return Parked(
            id=f"{state}{number}", handler=ENVELOPE, identity=f"{state}{number}", subject=f"t|{number}",
            event_type="t", record=record, reason=reason, state=state, parked_at=at,
        )  # fmt: skip

    async def keep(unit: Unit) -> None:
        await parked.add_all(unit, [row(n, State.APPLIED) for n in range(before, kept)])
        await parked.add_all(unit, [row(n, State.OPEN) for n in range(waited, waiting)])

    await service.work.transact(keep)
    outbox, deadlines = service.database["outbox"], service.database["deadlines"]
    announced = {"topic": "t", "version": 1, "told_at": at}
    sent = [{**announced, "_id": f"sent{n}", "key": f"{n}", "order": n, "state": "sent"} for n in range(before, kept)]
    due = {"what": "reply-owed", "state": "waiting"}
    later = [{**due, "_id": f"{n}", "subject": f"{n}", "due_at": NOON + timedelta(days=1)} for n in range(before, kept)]
    more = range(waited, waiting)
    sent += [{**announced, "_id": f"new{n}", "key": f"new{n}", "order": n, "state": "pending"} for n in more]
    later += [{**due, "_id": f"due{n}", "subject": f"due{n}", "due_at": at} for n in more]
    for collection, rows in ((outbox, sent), (deadlines, later)):
        if rows:
            await collection.insert_many(rows)


class TestGauging:
    async def test_reads_as_little_beside_a_thousand_kept_as_beside_ten(self, world: World, commands: Commands) -> None:
        service = world.service("gauges")
        service.work.clock = FixedClock(NOON)
        service.ticker.timers["reply-owed"] = Timer("reply-owed", never)
        await service.prepare()
        cost: list[list[tuple[str, str, int]]] = []
        answered: list[int] = []
        for kept, before in ((10, 0), (1_000, 10)):
            await fill(service, kept, WAITING, before, WAITING if before else 0)
            cost.append([await _work(service, asked) for asked in await gauged(service, commands)])
            answered.append(commands.documents)
        assert cost[0] == cost[1]
        for collection, plan, examined in cost[1]:
            assert plan == "IXSCAN", collection
            assert examined <= 2 * WAITING, f"{collection}: {examined} for {WAITING} that wait"
        sample = service.metrics.registry.get_sample_value
        assert sample("ocop_outbox_pending") == WAITING
        assert sample("ocop_deadlines_overdue", {"what": "reply-owed"}) == WAITING
        assert sample("ocop_parked_oldest_seconds") == 3_600

        await fill(service, 1_000, 200, 1_000, WAITING)
        await gauged(service, commands)
        assert sample("ocop_parked_open", {"handler": ENVELOPE}) == 200
        assert sample("ocop_parked_records") == 200
        assert {*answered, commands.documents} == {6}, "counts and the oldest ones, and not the rows, however many wait"

    async def test_asks_for_one_row_of_the_parked_when_none_waits(self, world: World, commands: Commands) -> None:
        service = world.service("gauges")
        await service.prepare()
        asked = [one for one in await gauged(service, commands) if "parked" in one.values()]
        assert [(one["limit"], one["sort"]) for one in asked] == [(1, {"parked_at": 1})]


async def _work(service: Service, asked: dict[str, Any]) -> tuple[str, str, int]:
    """Of a command: its collection, how it is found, and how many keys of an index, or documents, were looked at."""
    announced = await service.database.driver.command({"explain": asked, "verbosity": "executionStats"})
    collection = asked.get("find") or asked.get("aggregate") or asked.get("count")
    announced = announced.get("stages", [{"$cursor": announced}])[0].get("$cursor", announced)
    stats = announced["executionStats"]
    plan = "IXSCAN" if "IXSCAN" in repr(announced["queryPlanner"]["winningPlan"]) else "COLLSCAN"
    return str(collection), plan, max(stats["totalKeysExamined"], stats["totalDocsExamined"])
