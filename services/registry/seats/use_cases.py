"""What happens to seats: councils are taken in as told, many in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.storage import Unit
from services.registry.seats import store
from services.registry.seats.seats import CaseSeats


async def take_in(unit: Unit, told: Sequence[CaseSeats]) -> None:
    """This will keep the latest that was told of each council. Harmless to repeat, in any order."""
    latest = await store.of_cases(unit, [one.id for one in told])
    changed: dict[str, CaseSeats] = {}
    for one in told:
        known = latest.get(one.id)
        if known is None or one.version > known.version:
            latest[one.id] = changed[one.id] = one
    await store.seats.put_all(unit, list(changed.values()))
