"""What happens to progress: facts are taken in, a batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.storage import Unit
from services.reporting.progress import rules, store
from services.reporting.progress.journey import Fact


async def take_in(unit: Unit, told: Sequence[tuple[str, Sequence[Fact]]]) -> None:
    """
    This will add facts to each dossier's journey and write the rows of its cases anew. Harmless to repeat, in any order.

    The journey's own row makes two transactions on one dossier conflict, so that neither misses the other's facts.
    """
    known = await store.journeys_of(unit, [dossier for dossier, _ in told])
    after = dict(known)
    for dossier, facts in told:
        after[dossier] = rules.told(after[dossier], facts)
    changed = [journey for id, journey in after.items() if journey != known[id]]
    await store.journeys.put_all(unit, changed)
    await store.cases.put_all(unit, [case for journey in changed for case in rules.cases(journey)])
