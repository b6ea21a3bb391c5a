"""What likely twins do by themselves: look at what an earlier release kept, a little at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from kit.refusal import Refusal
from kit.service import Service, Task
from kit.work import Unit
from services.registry.producers import store as producers
from services.registry.products import store as products
from services.registry.twins import use_cases

LOOKS_EVERY_SECONDS = 300.0
"""Whatever is entered is looked at as it is entered: only another release, rolled back and forth, leaves more."""

Look = Callable[[Unit, str], Awaitable[None]]
LOOKS: tuple[tuple[Callable[[Unit], Awaitable[list[Any]]], Look], ...] = (
    (producers.not_looked_at, use_cases.look_at_producer),
    (products.not_looked_at, use_cases.look_at_product),
)


async def look_at_what_was_there(service: Service) -> None:
    """Looks at all that nobody looked at, for ever."""
    while True:
        await look_once(service)
        await asyncio.sleep(LOOKS_EVERY_SECONDS)


async def look_once(service: Service) -> None:
    """Looks at all that nobody looked at, one transaction each; ends when nothing more can be done about what is left."""
    for not_looked_at, look in LOOKS:
        seen: set[str] = set()
        while found := [one.id for one in await not_looked_at(service.work.reading()) if one.id not in seen]:
            for id in found:
                try:
                    await service.work.run(look, id)
                except Refusal:  # changed at the same moment: looked at as it was entered, or at the next round
                    continue
            seen.update(found)


tasks = [Task("likely-twins", look_at_what_was_there)]
