"""The slice as a service takes it in: read before anything is consumed, followed while the process runs."""

from __future__ import annotations

import asyncio

from kit.service import Service, Slice, Task
from kit.storage.mongo import PyMongoError
from services.editions import use_cases
from services.editions.store import editions
from services.editions.subscriptions import subscriptions

SECONDS = 15.0
"""Between two looks for editions that another replica of the service has heard of."""


async def read_editions(service: Service) -> None:
    """This will keep what the files say, and have the process find what the database keeps."""
    await service.work.run(use_cases.keep_the_shelf)
    await use_cases.take_up(service.work.reading())


async def follow_editions(service: Service) -> None:
    """This will take up what other replicas hear of, until the process ends."""
    while True:
        await asyncio.sleep(SECONDS)
        try:
            await use_cases.take_up(service.work.reading())
        except (PyMongoError, OSError):
            continue  # readiness says so; the next look finds what this one missed


async def publish_editions(service: Service) -> None:
    """This will tell the others of each edition that came with the files, once, and look again now and then."""
    while True:
        while await service.work.run(use_cases.publish_one):
            pass
        await asyncio.sleep(SECONDS)


def heard() -> Slice:
    """For a service that reads what others stamped."""
    return Slice(
        "editions",
        collections=[editions],
        subscriptions=subscriptions,
        begins=[read_editions],
        tasks=[Task("editions", follow_editions, leased=False)],
    )


def told() -> Slice:
    """For the service that stamps: the registry, when a dossier is submitted."""
    tasks = [Task("editions", follow_editions, leased=False), Task("editions-published", publish_editions)]
    return Slice("editions", collections=[editions], begins=[read_editions], tasks=tasks)
