"""No transaction holds more than the database is asked to: it is refused first, and whoever can split it does."""

from __future__ import annotations

import pytest
from pymongo.errors import OperationFailure

from kit.refusal import Kind
from kit.storage import bounds
from kit.storage.bounds import TooMuchAtOnce, pieces
from kit.storage.mongo import ReplaceOne
from kit.work import Due, Unit, Work
from tests.kit.messaging.harness import Counter, counters


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 50)
    monkeypatch.setattr(bounds, "MOST_BYTES", 100_000)


async def add_one_by_one(unit: Unit, count: int) -> None:
    for number in range(count):
        await counters.add(unit, Counter(id=f"one-{number}"))


async def add_together(unit: Unit, count: int) -> None:
    await counters.add_all(unit, [Counter(id=f"many-{number}") for number in range(count)])


async def put_together(unit: Unit, count: int) -> None:
    await counters.put_all(unit, [Counter(id=f"put-{number}") for number in range(count)])


async def change_all_that_match(unit: Unit, count: int) -> None:
    await counters.raw(unit).update_many({"_id": {"$regex": "^there-"}}, {"$set": {"total": 7}}, session=unit.session)


async def defer(unit: Unit, count: int) -> None:
    for number in range(count):
        unit.defer(Due(what="remind", subject=f"s{number}", due_at=unit.now))


class TestATransaction:
    @pytest.mark.parametrize("way", [add_one_by_one, add_together, put_together, defer])
    async def test_of_too_many_rows_is_refused_and_keeps_nothing(self, work: Work, way: object) -> None:
        with pytest.raises(TooMuchAtOnce) as refused:
            await work.run(way, 51)  # type: ignore[arg-type]
        assert refused.value.kind is Kind.TOO_LARGE
        assert "50" in refused.value.say("vi")
        assert "Split" in refused.value.say("en")
        assert await counters.count(work.reading(), {}) == 0
        assert await work.database["deadlines"].count_documents({}) == 0

    @pytest.mark.parametrize("way", [add_one_by_one, add_together, put_together, defer])
    async def test_of_as_many_as_it_may_is_kept(self, work: Work, way: object) -> None:
        await work.run(way, 50)  # type: ignore[arg-type]

    async def test_of_too_many_bytes_is_refused(self, work: Work) -> None:
        async def write(unit: Unit) -> None:
            rows = [ReplaceOne({"_id": n}, {"_id": n, "text": "x" * 30_000}, upsert=True) for n in range(4)]
            await counters.raw(unit).bulk_write(rows, session=unit.session, ordered=False)

        with pytest.raises(TooMuchAtOnce):
            await work.run(write)

    async def test_that_changes_whatever_matches_is_counted_by_its_matches(self, work: Work) -> None:
        await counters.raw(work.reading()).insert_many([{"_id": f"there-{n}", "total": 0} for n in range(60)])
        with pytest.raises(TooMuchAtOnce):
            await work.run(change_all_that_match, 0)
        assert await counters.raw(work.reading()).count_documents({"total": 7}) == 0

    async def test_that_is_tried_again_counts_from_nothing(self, work: Work) -> None:
        tries = 0

        async def conflicting(unit: Unit) -> None:
            nonlocal tries
            tries += 1
            await add_together(unit, 40)
            if tries < 3:
                conflict = OperationFailure("WriteConflict", 112)
                conflict._add_error_label("TransientTransactionError")
                raise conflict

        await work.run(conflicting)
        assert tries == 3

    async def test_is_not_what_rows_outside_of_one_go_in(self, work: Work) -> None:
        await counters.raw(work.reading()).insert_many([{"_id": n, "text": "x" * 900} for n in range(300)])
        assert await counters.count(work.reading(), {}) == 300


class TestPieces:
    def test_keep_the_order_and_the_bound(self) -> None:
        items = ["a" * n for n in (3, 3, 3, 20, 1, 1, 1, 1, 1)]
        found = list(pieces(items, len, rows=3, most=10))
        assert found == [["aaa", "aaa", "aaa"], ["a" * 20], ["a", "a", "a"], ["a", "a"]]
        assert list(pieces([], len)) == []
