"""What is done with progress: facts are recorded, a batch in one transaction; offices are shown how they keep up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.identity import Principal
from kit.work import Unit
from services.reporting.progress import rules, store, tally, views
from services.reporting.progress.journey import Fact


async def record_facts(unit: Unit, events: Sequence[tuple[str, Sequence[Fact]]]) -> None:
    """
    Adds facts to each dossier's journey and writes the rows of its cases anew. Harmless to repeat, in any order.

    The journey's own row makes two transactions on one dossier conflict, so that neither misses the other's facts.
    """
    known = await store.journeys_of(unit, [dossier for dossier, _ in events])
    after = dict(known)
    for dossier, facts in events:
        after[dossier] = rules.with_facts(after[dossier], facts)
    changed = [journey for id, journey in after.items() if journey != known[id]]
    await store.journeys.put_all(unit, changed)
    await store.cases.put_all(unit, [case for journey in changed for case in rules.cases(journey)])


async def show_progress(
    unit: Unit, by: Principal, *, office: str | None, since: date | None, until: date | None
) -> views.ProgressView:
    """How the offices a person answers for keep up; raises Forbidden, NotFound, PeriodReversed."""
    wanted = store.visible_to(by, office)
    first, last = rules.period(since, until, unit.today)
    offices, whole = tally.tallied(
        await store.standing(unit, wanted), await store.answered(unit, wanted, first, last), unit.today
    )
    return views.progress(offices, whole, office=office, since=first, until=last, today=unit.today)
