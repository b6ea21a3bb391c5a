"""One verb, one commit: what a unit of work promises its caller."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.errors import OperationFailure

from kit.clock import FixedClock, SystemClock
from kit.identity import Principal
from kit.refusal import Kind, NotFound, Stale, Taken
from kit.storage import Collection, Turn, mongo
from kit.storage.cursors import cursor
from kit.storage.turns import MOST_COUNTED
from kit.work import IdempotencyKey, Unit, Work
from kit.work.idempotency import IDEMPOTENCY, KeyReused, fingerprint_of, was_done
from tests.kit.messaging.harness import Counter, counters
from tests.kit.storage.faulty import Fault, FaultyDatabase


class Ranked(Counter):
    """One that may have a place in an order, or none."""

    rank: int | None = None


ranked = Collection(Ranked, counters.name)


async def bump(unit: Unit, id: str, by: int = 1) -> Counter:
    """A use case: one more."""
    found = await counters.find(unit, id)
    changed = (found or Counter(id=id)).model_copy(update={"total": (found.total if found else 0) + by})
    return await (counters.keep(unit, changed) if found else counters.add(unit, changed))


async def total(work: Work, id: str = "a") -> int:
    found = await counters.find(work.reading(), id)
    return found.total if found else 0


class TestAConflict:
    async def test_that_passes_is_tried_again_and_both_are_kept(self, work: Work) -> None:
        """Two replicas on one row at once: the server lets one wait or fail, and it is told nothing of that."""
        await work.run(bump, "a")
        await asyncio.gather(*(work.run(bump, "a") for _ in range(6)))
        assert await total(work) == 7

    async def test_that_lasts_is_told_to_the_caller(self, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mongo, "CONFLICT_SECONDS", 0.2)
        tries = 0

        async def always_conflicting(unit: Unit) -> None:
            nonlocal tries
            tries += 1
            conflict = OperationFailure("WriteConflict", 112)
            conflict._add_error_label("TransientTransactionError")
            raise conflict

        with pytest.raises(OperationFailure):
            await work.run(always_conflicting)
        assert tries > 3

    async def test_of_versions_is_stale_and_of_ids_is_taken(self, work: Work) -> None:
        first = await work.run(bump, "a")
        await work.run(bump, "a")
        with pytest.raises(Stale) as stale:
            await work.run(counters.keep, first)
        with pytest.raises(Taken) as taken:
            await work.run(counters.add, Counter(id="a"))
        assert (stale.value.kind, taken.value.kind) == (Kind.STALE, Kind.CONFLICT)
        assert (Kind.STALE.value, Kind.CONFLICT.value) == (412, 409)
        assert await total(work) == 2


class TestAnAggregateAskedForWithinAFilter:
    async def test_is_not_found_outside_it(self, work: Work) -> None:
        await work.run(bump, "a")
        unit = work.reading()
        assert (await counters.get(unit, "a", within={"total": 1})).id == "a"
        for id, within in (("a", {"total": 2}), ("b", {"total": 1}), ("a", {"_id": "b"})):
            with pytest.raises(NotFound):
                await counters.get(unit, id, within=within)


class TestACommit:
    @pytest.fixture
    async def breaking(self, work: Work) -> FaultyDatabase:
        work.database = FaultyDatabase(work.database)
        await work.run(bump, "warm")
        return work.database

    @pytest.mark.parametrize("when", ["before", "after"])
    async def test_whose_answer_was_lost_is_asked_for_again_and_the_work_not_done_again(
        self, work: Work, breaking: FaultyDatabase, when: str
    ) -> None:
        breaking.fault = Fault(when, at=2)  # find, insert, commit
        ran = 0

        async def counted(unit: Unit) -> None:
            nonlocal ran
            ran += 1
            await bump(unit, "a")

        await work.run(counted)
        assert breaking.fault.struck == "commit"
        assert (ran, await total(work)) == (1, 1)

    @pytest.mark.parametrize("at", [0, 1])
    @pytest.mark.parametrize("when", ["before", "after"])
    async def test_is_whole_when_the_connection_breaks_within(
        self, work: Work, breaking: FaultyDatabase, when: str, at: int
    ) -> None:
        breaking.fault = Fault(when, at)
        await work.run(bump, "a")
        assert breaking.fault.struck
        assert await total(work) == 1

    async def test_is_finished_though_its_caller_hangs_up(self, work: Work) -> None:
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def slow(unit: Unit) -> None:
            await bump(unit, "a")
            begun.set()
            await go_on.wait()

        request = asyncio.create_task(work.run(slow))
        await begun.wait()
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        go_on.set()
        for _ in range(100):
            if await total(work):
                break
            await asyncio.sleep(0.02)
        assert await total(work) == 1

    async def test_wakes_the_relay_once_and_only_when_something_was_published(self, work: Work) -> None:
        woken = 0

        def wake() -> None:
            nonlocal woken
            woken += 1

        quiet = Work(work.database, SystemClock(), source="/test", on_commit=wake)
        await quiet.run(bump, "a")
        assert woken == 0


class TestACommand:
    async def test_given_twice_under_one_key_is_done_once_and_answered_alike(self, work: Work) -> None:
        key = IdempotencyKey("k", "caller")
        first = await work.run(bump, "a", idempotency=key)
        assert await work.run(bump, "a", idempotency=key) == first
        assert await total(work) == 1

    async def test_is_known_by_its_key_to_have_been_done(self, work: Work) -> None:
        key = IdempotencyKey("k", "caller")
        assert not await was_done(work.database, key)
        await work.run(bump, "a", idempotency=key)
        assert await was_done(work.database, key)
        assert not await was_done(work.database, IdempotencyKey("k", "another"))

    async def test_of_a_played_day_is_kept_as_long_as_of_any_other(self, work: Work) -> None:
        """The server's sweep goes by the machine's clock: kept by a played one, an answer was gone within a minute."""
        played = Work(work.database, FixedClock(datetime(2020, 1, 2, tzinfo=UTC)), source="/test")
        await played.run(bump, "a", idempotency=IdempotencyKey("k", "caller"))
        [row] = [row async for row in work.database[IDEMPOTENCY].find({})]
        assert SystemClock().now() - row["kept_at"] < timedelta(minutes=5)

    async def test_leaves_an_answer_that_only_its_key_opens(self, work: Work) -> None:
        async def enter(unit: Unit, number: str) -> str:
            return f"entered {number}"

        key = IdempotencyKey("k-7f3a", "caller")
        await work.run(enter, "033188001234", idempotency=key)
        [row] = [row async for row in work.database[IDEMPOTENCY].find({})]
        kept = repr(row)
        assert "033188001234" not in kept
        assert "k-7f3a" not in kept
        assert await work.run(enter, "033188001234", idempotency=key) == "entered 033188001234"

    async def test_answered_by_an_earlier_release_is_not_done_again(self, work: Work) -> None:
        first = await work.run(bump, "a")
        row = {"fingerprint": fingerprint_of(bump, ("a",), {}), "answer": first.model_dump_json()}
        await work.database[IDEMPOTENCY].insert_one({"_id": "caller|k", **row, "kept_at": SystemClock().now()})
        assert await work.run(bump, "a", idempotency=IdempotencyKey("k", "caller")) == first
        assert await total(work) == 1

    async def test_given_at_the_same_moment_under_one_key_is_done_once(self, work: Work) -> None:
        key = IdempotencyKey("k", "caller")
        answers = await asyncio.gather(*(work.run(bump, "a", idempotency=key) for _ in range(4)))
        assert len({answer.version for answer in answers}) == 1
        assert await total(work) == 1

    async def test_under_the_key_of_another_is_refused(self, work: Work) -> None:
        await work.run(bump, "a", idempotency=IdempotencyKey("k", "caller"))
        with pytest.raises(KeyReused):
            await work.run(bump, "a", 5, idempotency=IdempotencyKey("k", "caller"))
        assert await total(work) == 1

    async def test_sent_again_after_the_callers_rights_were_read_anew_is_the_same(self, work: Work) -> None:
        key = IdempotencyKey("k", "lan")

        async def enter(unit: Unit, *, by: Principal) -> Counter:
            return await bump(unit, "a")

        first = await work.run(enter, by=Principal.of("lan", "Lan", "member@33"), idempotency=key)
        again = Principal.of("lan", "Nguyễn Thị Lan", "member@33", "chair@33")
        assert await work.run(enter, by=again, idempotency=key) == first
        assert await total(work) == 1

    async def test_that_was_refused_may_be_given_again_under_its_key(self, work: Work) -> None:
        key, closed = IdempotencyKey("k", "caller"), True

        async def refused_at_first(unit: Unit) -> Counter:
            made = await bump(unit, "a")
            if closed:
                raise Stale()
            return made

        with pytest.raises(Stale):
            await work.run(refused_at_first, idempotency=key)
        closed = False
        await work.run(refused_at_first, idempotency=key)
        assert await total(work) == 1


class TestAPage:
    @pytest.mark.parametrize("direction", [1, -1])
    async def test_follows_the_one_before_whatever_ties_there_are(self, work: Work, direction: int) -> None:
        totals: list[Any] = [3, 1, 1, 2, 1, 3, 2]
        for number, some in enumerate(totals):
            await work.run(bump, f"c{number}", some)
        seen: list[Counter] = []
        after = None
        while True:
            page = await counters.page(work.reading(), {}, sort=("total", direction), after=after, limit=2)
            seen += page.items
            after = page.next
            if after is None:
                break
        assert len({counter.id for counter in seen}) == len(totals)
        assert [counter.total for counter in seen] == sorted(totals, reverse=direction < 0)

    @pytest.mark.parametrize("direction", [1, -1])
    async def test_may_begin_and_end_among_those_without_a_value(self, work: Work, direction: int) -> None:
        raw = counters.raw(work.reading())
        await raw.insert_many([{"_id": f"n{n}", "version": 1, "total": 0, "rank": n % 3 or None} for n in range(9)])
        seen: list[list[str]] = []
        back: list[list[str]] = []
        turn = Turn(("rank", direction), limit=2)
        while True:
            page = await ranked.turned(work.reading(), {"version": 1}, turn)
            seen.append([counter.id for counter in page.items])
            turn = replace(turn, after=page.next)
            if page.next is None:
                break
        with_a_rank = ["n1", "n4", "n7", "n2", "n5", "n8"][::direction]
        assert [id for some in seen for id in some] == with_a_rank + ["n0", "n3", "n6"][::direction], (
            "those without a value come last"
        )
        while page.previous:
            page = await ranked.turned(work.reading(), {"version": 1}, replace(turn, after=None, before=page.previous))
            back.append([counter.id for counter in page.items])
        assert back == seen[-2::-1], "the way back is the way there"

    async def test_are_counted_up_to_a_bound(self, work: Work) -> None:
        raw = counters.raw(work.reading())
        await raw.insert_many([{"_id": f"n{n}", "version": 1, "total": n} for n in range(1_005)])
        page = await counters.turned(work.reading(), {"total": {"$lt": 7}}, Turn(counted=True, limit=2))
        assert (page.total, len(page.items)) == (7, 2)
        everything = await counters.turned(work.reading(), {}, Turn(counted=True, limit=2))
        assert everything.total == MOST_COUNTED + 1

    async def test_are_the_first_page_where_too_few_go_before(self, work: Work) -> None:
        raw = counters.raw(work.reading())
        await raw.insert_many([{"_id": f"n{n}", "version": 1, "total": n} for n in range(6)])
        page = await counters.turned(work.reading(), {}, Turn(("total", 1), before=cursor(1, "n1"), limit=3))
        assert [one.id for one in page.items] == ["n0", "n1", "n2"]
        assert (page.previous, page.next) == (None, cursor(2, "n2"))

    async def test_asks_for_no_alternatives_of_which_a_planner_would_walk_all(
        self, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(5):
            await work.run(bump, f"c{number}", 1)
        raw, asked = counters.raw(work.reading()), list[dict[str, Any]]()

        class Noting:
            def find(self, filter: dict[str, Any], **options: Any) -> Any:
                asked.append(filter)
                return raw.find(filter, **options)

        monkeypatch.setattr(type(counters), "raw", lambda *_: Noting())
        first = await counters.page(work.reading(), {"version": 1}, sort=("total", -1), limit=2)
        await counters.page(work.reading(), {"version": 1}, sort=("total", -1), after=first.next, limit=2)
        assert asked[0] == {"version": 1}
        assert asked[1] == {"version": 1, "total": 1, "_id": {"$lt": first.items[-1].id}}
        assert len(asked) == 2, "a page that ties fill asks for nothing beyond them"


class TestAmong:
    async def test_finds_those_that_exist_however_many_are_asked_for(self, work: Work) -> None:
        raw = counters.raw(work.reading())
        await raw.insert_many([{"_id": f"n{n}", "version": 1, "total": n} for n in range(250)])
        found = await counters.among(work.reading(), [*(f"n{n}" for n in range(240)), "none", "n1"])
        assert {id: one.total for id, one in found.items()} == {f"n{n}": n for n in range(240)}
