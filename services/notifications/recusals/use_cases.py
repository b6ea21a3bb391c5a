"""What is done with recusals: those of each council are kept as it last was, many in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.work import Unit
from services.notifications.recusals import store
from services.notifications.recusals.recusals import CaseRecusals


async def keep_latest(unit: Unit, councils: Sequence[CaseRecusals]) -> None:
    """Keeps the latest of each council from which somebody stood aside. Harmless to repeat, in any order."""
    some = [one for one in councils if one.people]
    latest = await store.recusals.among(unit, [one.id for one in some])
    changed: dict[str, CaseRecusals] = {}
    for one in some:
        known = latest.get(one.id)
        if known is None or one.version > known.version:
            latest[one.id] = changed[one.id] = one
    await store.recusals.put_all(unit, list(changed.values()))
