"""Numbers that an earlier release kept for one register of decisions: taken into the register of all, and refused there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kit.clock import FixedClock
from kit.decisions.decision import Decision
from kit.decisions.earlier import takes_numbers_in
from kit.decisions.register import Decisions
from kit.papers.number import Act
from kit.papers.numbers import NumberTaken, numbers
from kit.storage.mongo import Database
from kit.work import Work
from tests.kit.decisions.samples import BY, ON, RulingLine, draft

FORMS = ("quyết định thành lập", "the decision that forms")
register = Decisions(Decision[RulingLine], "decisions", act=lambda one: Act(one.id, one.kind, FORMS))
SIGNED = {"on": ON, "signatory": "Chủ tịch", "by": BY}
OLD = "decisions_numbers"


@pytest.fixture
async def work(mongodb_uri: str, fresh_name: str) -> AsyncIterator[Work]:
    database = Database(mongodb_uri, fresh_name)
    for collection in (register.decisions, numbers):
        await database.ensure_indexes(collection.name, collection.indexes)
    for own in ("outbox", "deadlines", "subjects", "idempotency"):
        await database.ensure_indexes(own, ())
    yield Work(database, FixedClock(datetime(2026, 9, 15, 2, tzinfo=UTC)), source="/test")
    database.close()


async def begin(work: Work) -> None:
    service: Any = SimpleNamespace(work=work)
    await takes_numbers_in(register)(service)


async def kept_by_an_earlier_release(work: Work, *more: str) -> None:
    """A signed decision `a` of number 7 and rows beside it, as such a home has them."""
    await work.run(register.draft, draft("a"))
    await work.run(register.sign, "a", number="7", **SIGNED)
    [row] = await numbers.select(work.reading(), {})
    await work.database[numbers.name].delete_many({})
    rows = [(row.id, "a"), *((f"33|{ON.year}|{one}", "gone") for one in more)]
    await work.database[OLD].insert_many([{"_id": id, "version": 1, "decision_id": by} for id, by in rows])


class TestNumbersOfAnEarlierRelease:
    async def test_are_refused_with_the_name_of_what_has_them(self, work: Work) -> None:
        await kept_by_an_earlier_release(work)
        await begin(work)
        await work.run(register.draft, draft("b"))
        with pytest.raises(NumberTaken, match="the decision that forms, dated 10/09/2026"):
            await work.run(register.sign, "b", number="QĐ 07", **SIGNED)
        assert await work.database[OLD].count_documents({}) == 0

    async def test_of_what_is_no_decision_are_refused_all_the_same(self, work: Work) -> None:
        await kept_by_an_earlier_release(work, *(f"{no}/QD-UBND" for no in range(100, 350)))
        await begin(work)
        assert await work.database[numbers.name].count_documents({}) == 251
        await work.run(register.draft, draft("b"))
        with pytest.raises(NumberTaken, match="another paper"):
            await work.run(register.sign, "b", number="349", **SIGNED)

    async def test_are_free_again_once_the_copy_is_taken_back(self, work: Work) -> None:
        await kept_by_an_earlier_release(work)
        await begin(work)
        await begin(work)
        await work.run(register.take_back, "a")
        await work.run(register.draft, draft("b"))
        await work.run(register.sign, "b", number="7", **SIGNED)
