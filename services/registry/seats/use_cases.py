"""Seats kept as councils are published, many in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.work import Unit
from services.registry.seats import rules, store
from services.registry.seats.case_seats import CaseSeats
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
