"""What deliveries do by themselves: send what is due."""

from __future__ import annotations

from kit.service import Service, Task
from services.notifications.deliveries import sender


async def send(service: Service) -> None:
    """Sends for ever."""
    await sender.sender_of(service).run()


tasks = [Task("sender", send)]
