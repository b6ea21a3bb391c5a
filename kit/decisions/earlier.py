"""Numbers that an earlier release kept apart for each register of decisions: taken into the one register as a service begins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from kit.aggregate import Aggregate
from kit.decisions.register import Decisions
from kit.papers import numbers
from kit.papers.numbers import ANOTHER, NumberHeld
from kit.refusal import Stale, Taken
from kit.service import Service
from kit.storage.collection import Collection
from kit.work import Unit

AT_A_TIME = 200


class NumberOfOneRegister(Aggregate):
    """A row of an earlier release: which decision holds a number; the id is the number's place."""

    decision_id: str


def takes_numbers_in(register: Decisions[Any]) -> Callable[[Service], Awaitable[None]]:
    """What a slice with such a register begins with; of a register that is empty or was never there nothing."""
    rows: Collection[NumberOfOneRegister] = Collection(NumberOfOneRegister, f"{register.decisions.name}_numbers")

    async def take_numbers_in(service: Service) -> None:
        while await rows.first(service.work.reading(), {}) is not None:
            try:
                await service.work.run(take_some, rows, register)
            except (Stale, Taken):  # another replica was first
                continue

    return take_numbers_in


async def take_some(unit: Unit, rows: Collection[NumberOfOneRegister], register: Decisions[Any]) -> None:
    """Takes some numbers in as those of the decisions that hold them; one that was taken meanwhile stays whose it is."""
    found = await rows.select(unit, {}, sort=[("_id", 1)], limit=AT_A_TIME)
    decisions = await register.decisions.among(unit, [row.decision_id for row in found])
    known = await numbers.numbers.among(unit, [row.id for row in found])
    for row in found:
        if row.id not in known:
            await numbers.numbers.add(unit, _held(row, decisions.get(row.decision_id), register))
        await rows.remove(unit, row)


def _held(row: NumberOfOneRegister, decision: Any, register: Decisions[Any]) -> NumberHeld:
    _office, year, _number = row.id.split("|", 2)
    if decision is None:
        return NumberHeld(id=row.id, kind="", called=ANOTHER, on=date(int(year), 1, 1), act_id=row.decision_id)
    act = register.act(decision)
    on = decision.signed.on if decision.signed else date(int(year), 1, 1)
    return NumberHeld(id=row.id, kind=act.kind, called=act.called, on=on, act_id=act.id)
