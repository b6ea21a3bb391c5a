"""When the health of papers is looked at: on the day something ends, and once for certificates of an earlier release."""

from __future__ import annotations

import asyncio

from kit.refusal import Refusal
from kit.service import Service, Task
from kit.work.ticker import Timer
from services.registry.health import store, use_cases

LOOKS_EVERY_SECONDS = 21_600.0
"""Whatever changes is looked at as it does: only another release, rolled back and forth, leaves more."""


async def look_at_what_was_there(service: Service) -> None:
    """Looks at the valid certificates nobody looked at, for ever."""
    while True:
        await look_once(service)
        await asyncio.sleep(LOOKS_EVERY_SECONDS)


async def look_once(service: Service) -> None:
    """Looks at the papers of every valid certificate that nobody looked at, one transaction each."""
    after = ""
    while some := await store.valid_after(service.work.reading(), after):
        known = await store.healths.among(service.work.reading(), [one.id for one in some])
        for one in some:
            if one.id not in known:
                try:
                    await service.work.run(use_cases.look_at_one, one.id)
                except Refusal:  # changed at the same moment: looked at with the change, or at the next round
                    continue
        after = some[-1].id


timers = [Timer(use_cases.CALENDAR, use_cases.look_again)]
tasks = [Task("paper-health", look_at_what_was_there)]
