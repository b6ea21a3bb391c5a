"""The deadlines of councils' steps and of the rungs of a case's clock, and what a database of a release without them is given before the service is ready."""

from __future__ import annotations

from kit.refusal import Stale
from kit.service import Service
from kit.work.ticker import Timer
from services.evaluation.regulations.use_cases import STEP_DUE
from services.evaluation.reminders import store, use_cases
from services.evaluation.reminders.climbing import CLIMB, await_climbs, climb

AT_ONCE, MOST = 100, 100_000


async def begin_terms(service: Service) -> None:
    """Begins every term that is missing; another replica may do the same at the same moment."""
    for _ in range(MOST // AT_ONCE):
        unit = service.work.reading()
        waiting = [*await store.without_a_term(unit, AT_ONCE), *await store.without_a_day(unit, AT_ONCE)]
        if not waiting:
            return
        for case in waiting:
            try:
                await service.work.run(use_cases.begin_term, case.id)
            except Stale:
                continue


async def begin_climbs(service: Service) -> None:
    """Awaits the rungs of clocks that began under a release without them; those that were climbed are passed over."""
    after = ""
    while found := await store.running(service.work.reading(), after, AT_ONCE):
        await service.work.run(await_climbs, found)
        after = found[-1].id


begins = [begin_terms, begin_climbs]
timers = [Timer(STEP_DUE, use_cases.remind), Timer(CLIMB, climb)]
