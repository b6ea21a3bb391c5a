"""What is done with journeys: facts are recorded, a batch in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from kit.work import Unit
from services.registry.journeys import rules, store
from services.registry.journeys.journey import Fact


async def record_facts(unit: Unit, events: Sequence[tuple[str, Sequence[Fact]]]) -> None:
    """
    Adds facts to each dossier's journey and writes its stays anew. Harmless to repeat, in any order.

    The journey's own row makes two transactions on one dossier conflict, so that neither misses the other's facts.
    """
    known = await store.journeys_of(unit, [dossier for dossier, _ in events])
    after = dict(known)
    for dossier, facts in events:
        after[dossier] = rules.with_facts(after[dossier], facts)
    changed = [journey for id, journey in after.items() if journey != known[id]]
    await store.journeys.put_all(unit, changed)
    await store.stays.put_all(unit, [stay for journey in changed for stay in rules.stays(journey)])
