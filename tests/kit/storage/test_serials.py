"""Serials: fifty commands at once on a real database, and not a number missing or given twice."""

from __future__ import annotations

import asyncio

from kit.work import Unit, Work, serials

SCOPE = "receipt|1/PĐK-33-11977-2026"


class Failed(Exception):
    """A command that breaks off after it took a number."""


class TestNumbers:
    async def test_have_no_gap_and_no_twin_under_fifty_commands_at_once(self, work: Work) -> None:
        async def take(unit: Unit) -> int:
            return await serials.next_number(unit, SCOPE)

        taken = await asyncio.gather(*(work.run(take) for _ in range(50)))
        assert sorted(taken) == list(range(1, 51))

    async def test_of_commands_that_fail_are_given_again(self, work: Work) -> None:
        async def take(unit: Unit, fail: bool) -> int:
            number = await serials.next_number(unit, SCOPE)
            if fail:
                raise Failed
            return number

        done = await asyncio.gather(
            *(work.run(lambda unit, fail=at % 3 == 0: take(unit, fail)) for at in range(30)),
            return_exceptions=True,
        )
        assert sorted(one for one in done if isinstance(one, int)) == list(range(1, 21))
        assert [type(one) for one in done if not isinstance(one, int)] == [Failed] * 10

    async def test_of_one_scope_do_not_touch_another(self, work: Work) -> None:
        async def take(unit: Unit, scope: str) -> int:
            return await serials.next_number(unit, scope)

        scopes = [f"scope-{at % 5}" for at in range(25)]
        taken = await asyncio.gather(*(work.run(lambda unit, s=s: take(unit, s)) for s in scopes))
        for scope in set(scopes):
            assert sorted(n for n, s in zip(taken, scopes, strict=True) if s == scope) == [1, 2, 3, 4, 5]
