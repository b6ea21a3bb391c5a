"""What a service does for its editions by itself: reads them before it consumes anything, and follows them from then on."""

from __future__ import annotations

import asyncio

from kit.refusal import Taken
from kit.service import Service, Task
from kit.storage.mongo import PyMongoError
from services.editions import use_cases

ATTEMPTS = 3
"""At keeping the files' editions: each meets at most what another replica has just kept."""

SECONDS = 15.0
"""Between two looks for editions that another replica of the service has consumed."""


async def read_editions(service: Service) -> None:
    """Keeps what the files say, and has the process find what the database keeps."""
    for _ in range(ATTEMPTS):
        try:
            await service.work.run(use_cases.keep_the_shelf)
            break
        except Taken:  # another replica that started at the same moment keeps the same files
            continue
    await use_cases.take_up(service.work.reading())


async def follow_editions(service: Service) -> None:
    """Takes up what other replicas consume, until the process ends."""
    while True:
        await asyncio.sleep(SECONDS)
        try:
            await use_cases.take_up(service.work.reading())
        except (PyMongoError, OSError):
            continue  # readiness says so; the next look finds what this one missed


async def publish_editions(service: Service) -> None:
    """Publishes each edition that came with the files, once, and looks again now and then."""
    while True:
        while await service.work.run(use_cases.publish_one):
            pass
        await asyncio.sleep(SECONDS)


begins = [read_editions]
tasks = [Task("editions", follow_editions, leased=False)]
publishing = Task("editions-published", publish_editions)
"""Of the one service that stamps."""
