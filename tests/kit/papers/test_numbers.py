"""The register of numbers: one act of an office a year, whether it was drafted here, typed, or only cited."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from kit.clock import FixedClock
from kit.papers import numbers
from kit.papers.number import Act, Place, official_number
from kit.papers.numbers import NumberTaken
from kit.storage.mongo import Database
from kit.work import Work

COUNCIL = ("quyết định thành lập", "the decision that forms")


def place(number: str, on: date = date(2026, 9, 10), office: str = "33") -> Place:
    return Place(office, official_number(number, "QĐ-UBND"), on)


def act(id: str, kind: str = "recognition") -> Act:
    return Act(id, kind, ("quyết định phê duyệt", "the decision on a result"))


@pytest.fixture
async def work(mongodb_uri: str, fresh_name: str) -> AsyncIterator[Work]:
    database = Database(mongodb_uri, fresh_name)
    for name in (numbers.numbers.name, "outbox", "deadlines", "subjects", "idempotency"):
        await database.ensure_indexes(name, ())
    yield Work(database, FixedClock(datetime(2026, 9, 15, 2, tzinfo=UTC)), source="/test")
    database.close()


async def held(work: Work) -> list[str]:
    return sorted(row.id for row in await numbers.numbers.select(work.reading(), {}))


class TestANumberThatIsTaken:
    async def test_is_one_act_s_and_the_refusal_says_which_and_when(self, work: Work) -> None:
        await work.run(numbers.take, place("Số 045/QĐ-UBND", date(2026, 2, 1)), act("a"))
        await work.run(numbers.take, place("45"), act("a"))
        with pytest.raises(NumberTaken) as refused:
            await work.run(numbers.take, place("QĐ 45"), act("b"), pointer="/decision_number")
        assert refused.value.pointer == "/decision_number"
        assert (
            "45/QĐ-UBND năm 2026 của cơ quan 33 đã là số của quyết định phê duyệt, ngày 10/09/2026"
            in refused.value.say("vi")
        )
        await work.run(numbers.take, place("45", office="33/11977"), act("b"))
        await work.run(numbers.take, place("45", date(2025, 9, 10)), act("b"))

    async def test_is_given_to_one_of_those_who_ask_at_once(self, work: Work) -> None:
        asked = (work.run(numbers.take, place("7"), act(id)) for id in "abcdef")
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert Counter(type(one).__name__ for one in answers) == {"NoneType": 1, "NumberTaken": 5}

    async def test_is_free_once_who_has_it_gives_it_up_and_nobody_else_can(self, work: Work) -> None:
        await work.run(numbers.take, place("7"), act("a"))
        await work.run(numbers.give_up, place("7"), "b")
        assert await held(work) == ["33|2026|7/QD-UBND"]
        await work.run(numbers.give_up, place("7"), "a")
        await work.run(numbers.take, place("7"), act("b"))


class TestANumberThatIsCited:
    async def test_may_be_cited_by_many_and_is_no_other_kind_s(self, work: Work) -> None:
        for _ in range(2):
            await work.run(numbers.cite, place("12"), "council", COUNCIL)
        with pytest.raises(NumberTaken, match="the decision that forms"):
            await work.run(numbers.take, place("12"), act("a"))
        await work.run(numbers.take, place("13"), act("a"))
        with pytest.raises(NumberTaken, match="the decision on a result"):
            await work.run(numbers.cite, place("13"), "council", COUNCIL)

    async def test_is_free_once_nobody_cites_it_any_more(self, work: Work) -> None:
        keys = [await work.run(numbers.cite, place("12"), "council", COUNCIL) for _ in range(2)]
        await work.run(numbers.cite_no_more, keys[0])
        assert await held(work) == keys[:1]
        await work.run(numbers.cite_no_more, keys[1])
        await work.run(numbers.cite_no_more, keys[1])
        assert await held(work) == []

    async def test_becomes_the_number_of_the_act_it_cited_and_of_one_only(self, work: Work) -> None:
        key = await work.run(numbers.cite, place("12"), "council", COUNCIL)
        await work.run(numbers.take, place("12"), act("a", "council"))
        with pytest.raises(NumberTaken):
            await work.run(numbers.take, place("12"), act("b", "council"))
        await work.run(numbers.give_up, place("12"), "a")
        assert await held(work) == [key]
        await work.run(numbers.take, place("12"), act("b", "council"))
        await work.run(numbers.cite_no_more, key)
        assert await held(work) == [key]

    async def test_may_be_of_an_earlier_year_where_no_day_is_known(self, work: Work) -> None:
        key = await work.run(numbers.cite, place("12", date(2022, 3, 1)), "council", COUNCIL)
        await work.run(numbers.take, place("12"), act("a"))
        assert await work.run(numbers.cite, place("12"), "council", COUNCIL, years=5) == key
        with pytest.raises(NumberTaken):
            await work.run(numbers.cite, place("12"), "council", COUNCIL, years=3)
