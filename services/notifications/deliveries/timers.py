"""What deliveries do by themselves: send what is due, and count what operators watch."""

from __future__ import annotations

import asyncio

from kit.service import Service, Task
from kit.storage.mongo import PyMongoError
from kit.telemetry.logs import log
from services.notifications.deliveries import sender
from services.notifications.deliveries.gauges import MessageGauges

_log = log(__name__)

COUNTED_EVERY_SECONDS = 5.0


async def send(service: Service) -> None:
    """Sends for ever."""
    await sender.sender_of(service).run()


async def count(service: Service) -> None:
    """Keeps the gauges for ever."""
    gauges: MessageGauges = service.resources["message_gauges"]
    while True:
        try:
            await gauges.refresh(service.work.reading())
        except PyMongoError as fault:
            _log.warning("cannot count", fault=repr(fault))
        await asyncio.sleep(COUNTED_EVERY_SECONDS)


tasks = [Task("sender", send), Task("counting", count, leased=False)]
