"""What recognitions of earlier years do by themselves: go on with lists that are under way."""

from __future__ import annotations

import asyncio

from kit.service import Service, Task
from services.registry.recognitions import store
from services.registry.recognitions.line_by_line import work_on

LOOKS_EVERY_SECONDS = 2.0


async def work_off(service: Service) -> None:
    """Works on what is under way, for ever."""
    while True:
        for found in await store.under_way(service.work.reading()):
            await work_on(service, found.id)
        await asyncio.sleep(LOOKS_EVERY_SECONDS)


tasks = [Task("sent-lists", work_off)]
