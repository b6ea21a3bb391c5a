"""Deadlines of breaches, and the law they rest on, read before the first request would wait for it."""

from __future__ import annotations

import asyncio

from kit.service import Service
from kit.work.ticker import Timer
from law.measures import measures
from services.registry.breaches.use_cases import CALENDAR, pass_the_day

timers = [Timer(CALENDAR, pass_the_day)]


async def read_the_law(service: Service) -> None:
    """Reads the list of measures and the working days once: a request has a few seconds, and they take one to compute."""
    today = service.work.reading().today
    await asyncio.to_thread(measures().last_day, today, 1)


begins = [read_the_law]
