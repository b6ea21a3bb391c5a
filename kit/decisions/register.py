"""
The register of a service's decisions, in its own database and within the caller's transaction.

That no two decisions of an office share a number in a year is a unique key of the database: a row a number, whose id is
its place. What a line's issue means for its own subject (ruling, certificate) the caller does in the same unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Generic

from kit.aggregate import Aggregate
from kit.decisions import rules
from kit.decisions.decision import By, D, Line, place_of
from kit.decisions.refusals import NumberTaken
from kit.papers.number import OfficialNumber, official_number
from kit.refusal import Taken
from kit.storage.collection import Collection
from kit.storage.mongo import Index
from kit.work import Unit


class NumberHeld(Aggregate):
    """Which decision holds a number; the id is the number's place (`place_of`)."""

    decision_id: str


class Decisions(Generic[D]):
    """
    `Decisions(Decision[RulingLine], "decisions")`: collection and verbs. Every verb takes the unit first.

    `numbers`: those of another register, where an office numbers both sorts of paper in one series. Where two registers
    hold one and the same paper, it has one id in both, and its number is taken once.
    """

    def __init__(
        self,
        kind: type[D],
        name: str,
        indexes: Sequence[Index] = (),
        *,
        numbers: Collection[NumberHeld] | None = None,
    ) -> None:
        self.decisions: Collection[D] = Collection(kind, name, [Index("office", "state"), Index("former"), *indexes])
        self.numbers: Collection[NumberHeld] = numbers or Collection(NumberHeld, f"{name}_numbers")

    @property
    def collections(self) -> tuple[Collection[Any], ...]:
        """What the service's slice declares."""
        return (self.decisions, self.numbers)

    async def draft(self, unit: Unit, decision: D) -> D:
        """Keeps a new draft. Raises TooManyLines, LineTwice."""
        rules.check_lines(decision.lines)
        return await self.decisions.add(unit, decision)

    async def enter(self, unit: Unit, decision: D) -> D:
        """Keeps a decision that was issued as it stands, its number typed. Raises NumberTaken, TooManyLines, LineTwice."""
        rules.check_lines(decision.lines)
        await self._move_number(unit, None, decision)
        return await self.decisions.add(unit, decision)

    async def holder_of(self, unit: Unit, office: str, number: OfficialNumber, on: date) -> str | None:
        """The id of what holds a number of an office in a year."""
        held = await self.numbers.find(unit, place_of(office, number, on))
        return held.decision_id if held else None

    async def hold(self, unit: Unit, id: str, office: str, number: OfficialNumber, on: date) -> None:
        """Takes a number for a paper that is in no register, by its id. Raises NumberTaken."""
        place = place_of(office, number, on)
        held = await self.numbers.find(unit, place)
        if held is not None and held.decision_id == id:
            return
        try:
            await self.numbers.add(unit, NumberHeld(id=place, decision_id=id))
        except Taken as taken:
            raise NumberTaken(pointer="/number", number=number.text, year=str(on.year), office=office) from taken

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
        place = place_of(office, official_number(number, symbol), date(year, 1, 1))
        held = await self.numbers.find(unit, place)
        now = await self.decisions.find(unit, held.decision_id) if held else None
        once = await self.decisions.select(unit, {"former": place}, limit=100)
        return [*([now] if now else []), *(one for one in once if now is None or one.id != now.id)]

    async def _keep(self, unit: Unit, id: str, expected: int | None, rule: Any) -> D:
        before = await self.decisions.get(unit, id, expected)
        after: D = rule(before)
        await self._move_number(unit, before, after)
        return await self.decisions.keep(unit, after)

    async def _move_number(self, unit: Unit, before: D | None, after: D) -> None:
        was, now = _place(before), _place(after)
        if was == now:
            return
        if now is not None and after.signed is not None:
            await self.hold(unit, after.id, after.office, after.signed.number, after.signed.on)
        held = await self.numbers.find(unit, was) if was is not None else None
        if held is not None and held.decision_id == after.id:
            await self.numbers.remove(unit, held)


def _place(decision: D | None) -> str | None:
    if decision is None or (held := rules.number_of(decision)) is None:
        return None
    return place_of(decision.office, *held)
