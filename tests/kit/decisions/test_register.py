"""Numbers in the database: whatever the order, the spelling and who is at it at the same time, none is given twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest

from kit.clock import FixedClock
from kit.decisions.decision import Decision, State
from kit.decisions.refusals import LinesNotReady, NothingCorrected
from kit.decisions.register import Decisions
from kit.decisions.rules import number_of
from kit.lifecycle import StepRefused
from kit.papers.number import Act
from kit.papers.numbers import NumberTaken, numbers
from kit.refusal import Stale
from kit.storage.mongo import Database
from kit.work import Work
from tests.kit.decisions.samples import BY, ON, RulingLine, SeatLine, draft

register = Decisions(Decision[RulingLine], "decisions")
FORMS = ("quyết định thành lập", "the decision that forms")
other = Decisions(Decision[SeatLine], "seats", act=lambda one: Act(one.id, one.kind, FORMS))
SIGNED = {"signatory": "Chủ tịch", "by": BY}


@pytest.fixture
async def work(mongodb_uri: str, fresh_name: str) -> AsyncIterator[Work]:
    database = Database(mongodb_uri, fresh_name)
    for collection in (register.decisions, other.decisions, numbers):
        await database.ensure_indexes(collection.name, collection.indexes)
    for own in ("outbox", "deadlines", "subjects", "idempotency"):
        await database.ensure_indexes(own, ())
    yield Work(database, FixedClock(datetime(2026, 9, 15, 2, tzinfo=UTC)), source="/test")
    database.close()


async def issue(
    work: Work, id: str, number: str, *, office: str = "33", on: date = ON, count: int = 3
) -> Decision[RulingLine]:
    await work.run(register.draft, draft(id, office, count))
    await work.run(register.sign, id, number=number, on=on, **SIGNED)
    return await work.run(register.issue, id, not_ready={}, by=BY)


class TestANumber:
    async def test_belongs_to_one_decision_of_an_office_and_year_however_it_is_spelt(self, work: Work) -> None:
        await issue(work, "a", "1608/QĐ-UBND")
        for spelt in ("1608 /QĐ-UBND", "QĐ 1608", "Quyết định số 01608/qd-ubnd"):
            with pytest.raises(NumberTaken) as refused:
                await issue(work, f"b{spelt}", spelt)
            assert "1608/QĐ-UBND" in refused.value.say("vi")
        assert (await issue(work, "c", "1608", office="33/11977")).state is State.ISSUED
        assert (await issue(work, "d", "1608", on=date(2025, 9, 10))).state is State.ISSUED

    async def test_is_one_decision_s_of_all_the_kinds_a_service_keeps(self, work: Work) -> None:
        line = SeatLine(no=1, person_id="p-1")
        council = Decision[SeatLine](id="k", office="33", kind="council", symbol="QĐ-UBND", subject="", lines=(line,))
        await work.run(other.draft, council)
        await work.run(other.sign, "k", number="12", on=ON, **SIGNED)
        with pytest.raises(NumberTaken) as refused:
            await issue(work, "a", "12/QĐ-UBND")
        assert "là số của quyết định thành lập, ngày 10/09/2026" in refused.value.say("vi")
        assert "is that of the decision that forms, dated 10/09/2026" in refused.value.say("en")

    async def test_of_a_copy_taken_back_is_free_again(self, work: Work) -> None:
        await work.run(register.draft, draft("a"))
        await work.run(register.sign, "a", number="7", on=ON, **SIGNED)
        await work.run(register.take_back, "a")
        assert (await issue(work, "b", "7")).state is State.ISSUED

    async def test_that_was_corrected_is_its_owners_and_finds_both(self, work: Work) -> None:
        await issue(work, "typed-wrong", "1243")
        await work.run(register.correct, "typed-wrong", number="1234", what="Số", by=BY)
        await issue(work, "owner", "1243")
        found = await register.numbered(work.reading(), "33", "QĐ 1243", "QĐ-UBND", 2026)
        assert [one.id for one in found] == ["owner", "typed-wrong"]
        with pytest.raises(NumberTaken):
            await work.run(register.correct, "owner", number="1234", what="Số", by=BY)

    async def test_is_not_lost_when_its_day_moves_to_another_year(self, work: Work) -> None:
        await issue(work, "a", "1608")
        await work.run(register.correct, "a", on=date(2025, 12, 31), what="Ngày", by=BY)
        assert (await issue(work, "b", "1608")).state is State.ISSUED
        with pytest.raises(NumberTaken):
            await issue(work, "c", "1608", on=date(2025, 1, 5))

    async def test_is_given_to_one_of_those_who_ask_at_once(self, work: Work) -> None:
        for id in "abcdef":
            await work.run(register.draft, draft(id))
        asked = (work.run(register.sign, id, number="QĐ 77", on=ON, **SIGNED) for id in "abcdef")
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert Counter(type(one).__name__ for one in answers)["NumberTaken"] == 5

    @pytest.mark.parametrize("seed", range(5))
    async def test_is_never_shared_whatever_the_order(self, work: Work, seed: int) -> None:
        chance = random.Random(seed)
        ids = [f"d{at}" for at in range(6)]
        for id in ids:
            await work.run(register.draft, draft(id, chance.choice(("33", "34")), 1))
        spellings = [f"{n}{s}" for n in (1, 2, 3) for s in ("", "/QĐ-UBND", " / qd - ubnd")] + ["QĐ 1", "Số: 02/QĐ"]
        days = (ON, date(2026, 1, 5), date(2025, 3, 1))

        async def act() -> None:
            id, number, on = chance.choice(ids), chance.choice(spellings), chance.choice(days)
            match chance.randrange(5):
                case 0 | 1:
                    await work.run(register.sign, id, number=number, on=on, **SIGNED)
                case 2:
                    await work.run(register.issue, id, not_ready={}, by=BY)
                case 3:
                    await work.run(register.correct, id, number=number, on=on, what="Số", by=BY)
                case _:
                    await work.run(register.take_back, id)

        async def tried() -> None:
            with suppress(NumberTaken, StepRefused, NothingCorrected, Stale):
                await act()

        for _ in range(16):
            await asyncio.gather(*(tried() for _ in range(3)))
            all_of_them = await register.decisions.select(work.reading(), {})
            held = [place.id for one in all_of_them if (place := number_of(one))]
            assert len(held) == len(set(held))
            rows = await numbers.select(work.reading(), {})
            assert {row.act_id for row in rows} == {one.id for one in all_of_them if one.signed}
            assert len(rows) == len(held)


class TestFiveHundredLines:
    async def test_are_issued_in_one_step_or_not_at_all(self, work: Work) -> None:
        await work.run(register.draft, draft("a", count=500))
        await work.run(register.sign, "a", number="1", on=ON, **SIGNED)
        with pytest.raises(LinesNotReady):
            await work.run(register.issue, "a", not_ready={500: ("thiếu", "missing")}, by=BY)
        assert (await register.decisions.get(work.reading(), "a")).state is State.SIGNED
        await work.run(register.issue, "a", not_ready={}, by=BY)
        await work.run(register.withdraw_line, "a", 500, by=BY)
        assert len((await register.decisions.get(work.reading(), "a")).standing) == 499

    async def test_are_not_issued_when_what_follows_fails(self, work: Work) -> None:
        await work.run(register.draft, draft("a", count=500))
        await work.run(register.sign, "a", number="1", on=ON, **SIGNED)

        async def issue_and_fail(unit: object) -> None:
            await register.issue(unit, "a", not_ready={}, by=BY)  # type: ignore[arg-type]
            raise RuntimeError("the last line's own subject")

        with pytest.raises(RuntimeError):
            await work.run(issue_and_fail)
        assert (await register.decisions.get(work.reading(), "a")).state is State.SIGNED

    async def test_changed_by_somebody_else_are_stale(self, work: Work) -> None:
        kept = await work.run(register.draft, draft("a"))
        await work.run(register.amend, "a", draft().lines[:2])
        with pytest.raises(Stale):
            await work.run(register.sign, "a", number="1", on=ON, expected=kept.version, **SIGNED)
