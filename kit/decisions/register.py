"""
The register of a service's decisions, in its own database and within the caller's transaction.

Its number each takes in the register of numbers (`kit.papers.numbers`), where what was typed elsewhere stands too. What a
line's issue means for its own subject (ruling, certificate) the caller does in the same unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Generic

from kit.decisions import rules
from kit.decisions.decision import By, D, Line
from kit.lifecycle import Label
from kit.papers import numbers
from kit.papers.number import Place, official_number
from kit.papers.numbers import Act
from kit.storage.collection import Collection
from kit.storage.mongo import Index
from kit.work import Unit

DECISION: Label = ("một quyết định khác", "another decision")


class Decisions(Generic[D]):
    """
    `Decisions(Decision[RulingLine], "decisions")`: collection and verbs. Every verb takes the unit first. `called`: what people
    call a decision, for who would give its number again; it names nobody.
    """

    def __init__(
        self, kind: type[D], name: str, indexes: Sequence[Index] = (), called: Callable[[D], Label] = lambda _: DECISION
    ) -> None:
        self.decisions: Collection[D] = Collection(kind, name, [Index("office", "state"), Index("former"), *indexes])
        self.called = called

    async def draft(self, unit: Unit, decision: D) -> D:
        """Keeps a new draft. Raises TooManyLines, LineTwice."""
        rules.check_lines(decision.lines)
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

    async def _move_number(self, unit: Unit, before: D, after: D) -> None:
        was, now = rules.number_of(before), rules.number_of(after)
        if was == now:
            return
        if now is not None:
            await numbers.take(unit, now, Act(after.id, after.kind, self.called(after)))
        if was is not None and (now is None or now.id != was.id):
            await numbers.give_up(unit, was, before.id)
