"""Seats and advisers kept as councils and advisory work are published, many in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.work import Unit
from services.registry.seats import rules, store
from services.registry.seats.case_seats import CaseAdvisers, CaseSeats
from services.registry.seats.rules import Council


async def keep_seats(unit: Unit, councils: Sequence[Council]) -> None:
    """Keeps the latest that was published of each council. Harmless to repeat, in any order."""
    latest = await store.of_cases(unit, [one.case_id for one in councils])
    changed: dict[str, CaseSeats] = {}
    for one in map(rules.seats_of, councils):
        known = latest.get(one.id)
        if known is None or one.version > known.version:
            latest[one.id] = changed[one.id] = one
    await store.seats.put_all(unit, list(changed.values()))


async def keep_advisers(unit: Unit, advised: Sequence[CaseAdvisers]) -> None:
    """
    Keeps the latest that was published of who advises on each case; whoever stood aside once did so for good. Harmless to
    repeat, in any order.
    """
    latest = await store.advisers.among(unit, [one.id for one in advised])
    changed: dict[str, CaseAdvisers] = {}
    for one in advised:
        known = latest.get(one.id)
        aside = tuple(sorted({*(known.recused if known else ()), *one.recused}))
        newest = one if known is None or one.version > known.version else known
        after = newest.model_copy(update={"recused": aside})
        if after != known:
            latest[one.id] = changed[one.id] = after
    await store.advisers.put_all(unit, list(changed.values()))
