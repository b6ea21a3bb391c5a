"""
The register of a service's decisions, in its own database and within the caller's transaction.

Its number each takes in the register of numbers (`kit.papers.numbers`), where what was typed elsewhere stands too. What a
line's issue means for its own subject (ruling, certificate) the caller does in the same unit.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any, Generic

from kit.decisions import rules
from kit.decisions.decision import By, D, Decision, Line
from kit.lifecycle import Label
from kit.papers import numbers
from kit.papers.number import Act, Place, official_number
from kit.storage.collection import Collection
from kit.storage.mongo import Index
from kit.work import Unit

Known = tuple[Label, date]
"""What has a number, as people call it, and its day."""


def act_of(decision: Decision[Any]) -> Act:
    """A decision as the register of numbers knows it, where its caller has no better word for it."""
    return Act(decision.id, decision.kind, ("một quyết định khác", "another decision"))


async def nowhere(_unit: Unit, _place: Place) -> Known | None:
    """What has a number outside the register: nothing."""
    return None


class Decisions(Generic[D]):
    """
    `Decisions(Decision[RulingLine], "decisions")`: collection and verbs. Every verb takes the unit first.

    `act`: a decision as the register of numbers knows it; two registers that hold one and the same paper give it one id.
    `elsewhere`: what has a number and stands in no register, for an earlier release let it be typed.
    """

    def __init__(
        self,
        kind: type[D],
        name: str,
        indexes: Sequence[Index] = (),
        *,
        act: Callable[[D], Act] = act_of,
        elsewhere: Callable[[Unit, Place], Awaitable[Known | None]] = nowhere,
    ) -> None:
        self.decisions: Collection[D] = Collection(kind, name, [Index("office", "state"), Index("former"), *indexes])
        self.act = act
        self.elsewhere = elsewhere

    async def draft(self, unit: Unit, decision: D) -> D:
        """Keeps a new draft. Raises TooManyLines, LineTwice."""
        rules.check_lines(decision.lines)
        return await self.decisions.add(unit, decision)

    async def enter(self, unit: Unit, decision: D, *, pointer: str = "/number") -> D:
        """Keeps a decision that was issued as it stands, its number typed. Raises NumberTaken, TooManyLines, LineTwice."""
        rules.check_lines(decision.lines)
        await self._move_number(unit, None, decision, pointer)
        return await self.decisions.add(unit, decision)

    async def amend(
        self, unit: Unit, id: str, lines: Sequence[Line], *, subject: str | None = None, expected: int | None = None
    ) -> D:
        """Gives a draft other lines."""
        return await self._keep(unit, id, expected, lambda found: rules.amended(found, lines, subject=subject))

    async def sign(
        self, unit: Unit, id: str, *, number: str, on: date, signatory: str, by: By, expected: int | None = None
    ) -> D:
        """Records the signed copy's number and day. Raises what `rules.signed` raises, NumberTaken, Stale."""
        return await self._keep(
            unit,
            id,
            expected,
            lambda found: rules.signed(found, number=number, on=on, signatory=signatory, today=unit.today, by=by),
        )

    async def take_back(self, unit: Unit, id: str, *, expected: int | None = None) -> D:
        """Takes back a copy filed by mistake before the issue; its number is free again."""
        return await self._keep(unit, id, expected, rules.returned)

    async def discard(self, unit: Unit, id: str, *, expected: int | None = None) -> D:
        """Gives a draft up."""
        return await self._keep(unit, id, expected, rules.discarded)

    async def issue(
        self, unit: Unit, id: str, *, not_ready: Mapping[int, tuple[str, str]], by: By, expected: int | None = None
    ) -> D:
        """Issues all lines or none. Raises LinesNotReady, StepRefused, Stale."""
        return await self._keep(unit, id, expected, lambda found: rules.issued(found, not_ready=not_ready, by=by))

    async def withdraw_line(self, unit: Unit, id: str, no: int, *, by: By, expected: int | None = None) -> D:
        """Takes a line out of an issued decision; what follows for its subject is the caller's."""
        return await self._keep(unit, id, expected, lambda found: rules.line_withdrawn(found, no, by=by))

    async def correct(
        self,
        unit: Unit,
        id: str,
        *,
        number: str | None = None,
        on: date | None = None,
        what: str,
        by: By,
        expected: int | None = None,
    ) -> D:
        """Puts number or day right; the old number is free for whose it is. Raises NothingCorrected, NumberTaken, …"""
        return await self._keep(
            unit,
            id,
            expected,
            lambda found: rules.corrected(found, number=number, on=on, what=what, today=unit.today, by=by),
        )

    async def numbered(self, unit: Unit, office: str, number: str, symbol: str, year: int) -> list[D]:
        """
        The decision that has a number, before those that once had it: at most 100.

        Raises NumberUnreadable.
        """
        place = Place(office, official_number(number, symbol), date(year, 1, 1)).id
        held = await numbers.numbers.find(unit, place)
        now = await self.decisions.find(unit, held.act_id) if held and held.act_id else None
        once = await self.decisions.select(unit, {"former": place}, limit=100)
        return [*([now] if now else []), *(one for one in once if now is None or one.id != now.id)]

    async def _keep(self, unit: Unit, id: str, expected: int | None, rule: Any) -> D:
        before = await self.decisions.get(unit, id, expected)
        after: D = rule(before)
        await self._move_number(unit, before, after)
        return await self.decisions.keep(unit, after)

    async def _move_number(self, unit: Unit, before: D | None, after: D, pointer: str = "/number") -> None:
        was, now = rules.number_of(before) if before else None, rules.number_of(after)
        if was == now:
            return
        act = self.act(after)
        if now is not None:
            if (was is None or was.id != now.id) and (known := await self.elsewhere(unit, now)):
                raise numbers.taken(now, *known, pointer)
            await numbers.take(unit, now, act, pointer=pointer)
        if was is not None and (now is None or now.id != was.id):
            await numbers.give_up(unit, was, act.id)
