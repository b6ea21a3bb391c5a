"""Deadlines of citizens' reports, and the removal of what they said once its time is over."""

from __future__ import annotations

import asyncio

from kit.refusal import Refusal
from kit.service import Service, Task
from kit.work.ticker import Timer
from law.measures import citizen_reports
from services.registry.citizen_reports import store, use_cases
from services.registry.citizen_reports.photographs import photographs_of
from services.registry.citizen_reports.use_cases import CALENDAR, FORGET, be_late, forget_tally

LOOKS_EVERY_SECONDS = 21_600.0


async def erase_old_words(service: Service) -> None:
    """Removes what is kept no longer, for ever."""
    while True:
        await erase_once(service)
        await asyncio.sleep(LOOKS_EVERY_SECONDS)


async def erase_once(service: Service) -> None:
    """
    Removes text and photographs of the reports whose time is over. The file first: where this ends half way, the report still
    says what is to go.
    """
    files, unit = photographs_of(service), service.work.reading()
    seen: set[str] = set()
    while some := [
        one for one in await store.to_erase(unit, citizen_reports().keeps_since(unit.today)) if one.id not in seen
    ]:
        for report in some:
            seen.add(report.id)
            for photograph in report.photographs:
                if not await store.showing(unit, photograph.sha256, report.id):
                    files.forget(photograph.sha256)
            try:
                await service.work.run(use_cases.erase_report, report.id)
            except Refusal:  # changed at the same moment: removed at the next round
                continue


timers = [Timer(CALENDAR, be_late), Timer(FORGET, forget_tally)]
tasks = [Task("citizens-words", erase_old_words)]
