"""When the answer to a request is late; and that who asked is forgotten, once their time is over."""

from __future__ import annotations

import asyncio

from kit.refusal import Refusal
from kit.service import Service, Task
from kit.work.ticker import Timer
from law.mark import mark_rules
from services.registry.mark_requests import rules, store, use_cases

LOOKS_EVERY_SECONDS = 21_600.0


async def erase_who_asked(service: Service) -> None:
    """Removes whom nobody needs to reach any more, for ever."""
    while True:
        await erase_once(service)
        await asyncio.sleep(LOOKS_EVERY_SECONDS)


async def erase_once(service: Service) -> None:
    """Removes the persons of the requests whose time is over, one transaction each."""
    unit, after = service.work.reading(), ""
    since = mark_rules().keeps_since(unit.today)
    while since and (some := await store.to_erase(unit, since, after)):
        for one in some:
            if rules.ended_before(one, since):
                try:
                    await service.work.run(use_cases.erase_person, one.id)
                except Refusal:  # changed at the same moment: removed at the next round
                    continue
        after = some[-1].id


timers = [Timer(use_cases.DEADLINE, use_cases.be_late)]
tasks = [Task("mark-request-people", erase_who_asked)]
