"""What happens to recusals: they are taken in as told, many in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.storage import Unit
from services.notifications.recusals import store
from services.notifications.recusals.recusals import CaseRecusals


async def take_in(unit: Unit, told: Sequence[CaseRecusals]) -> None:
    """This will keep the latest that was told of each council. Harmless to repeat, in any order."""
    latest = await store.recusals.among(unit, [one.id for one in told])
    changed: dict[str, CaseRecusals] = {}
    for one in told:
        known = latest.get(one.id)
        if known is None or one.version > known.version:
            latest[one.id] = changed[one.id] = one
    await store.recusals.put_all(unit, list(changed.values()))
