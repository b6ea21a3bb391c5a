"""What is done with figures: happenings are noted, a batch in one transaction; counts and the rows behind them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kit.work import Unit
from services.reporting.figures import rules, store
from services.reporting.figures.occurrence import Occurrence


async def note_all(unit: Unit, said: Sequence[tuple[Occurrence, datetime]]) -> None:
    """
    Notes what happened, each with the instant the platform learned it. Harmless to repeat, in any order.

    The versions of one occurrence are rewritten together, so that two transactions on one of them conflict.
    """
    known = await store.versions_of(unit, sorted({one.id for one, _ in said}))
    before = {row.id: row for rows in known.values() for row in rows}
    for one, at in said:
        row = rules.noted(one, at)
        others = [other for other in known.get(one.id, []) if other.id != row.id]
        first = before.get(row.id)
        known[one.id] = [*others, row if first is None else row.model_copy(update={"known_at": first.known_at})]
    after = [row for rows in known.values() for row in rules.chained(rows)]
    await store.noted.put_all(unit, [row for row in after if before.get(row.id) != row])
