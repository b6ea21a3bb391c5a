"""The deadline of messages, until when delivering one is of use; and that whom some went to is forgotten."""

from __future__ import annotations

import asyncio

from kit.refusal import Refusal
from kit.service import Service, Task
from kit.work.ticker import Timer
from services.notifications.messages import store, use_cases

LOOKS_EVERY_SECONDS = 21_600.0


async def erase_addresses(service: Service) -> None:
    """Removes the addresses of people without an account whose time is over, for ever."""
    while True:
        await erase_once(service)
        await asyncio.sleep(LOOKS_EVERY_SECONDS)


async def erase_once(service: Service) -> None:
    """The same once, one transaction each."""
    unit, after = service.work.reading(), ""
    since = use_cases.forgotten_since(unit)
    while since and (some := await store.to_erase(unit, since, after)):
        for one in some:
            try:
                await service.work.run(use_cases.erase_address, one.id)
            except Refusal:  # changed at the same moment: removed at the next round
                continue
        after = some[-1].id


timers = [Timer(use_cases.USEFULNESS, use_cases.end_usefulness)]
tasks = [Task("askers-addresses", erase_addresses)]
