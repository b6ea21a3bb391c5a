"""Deadlines of yearly cards: when they are asked for, and reminded of."""

from __future__ import annotations

from kit.service import Service
from kit.work.ticker import Timer
from services.registry.cards import use_cases


async def begin(service: Service) -> None:
    """Has the cards of the coming year asked for; another replica may do the same at the same moment."""
    await service.work.run(use_cases.begin_asking)


begins = [begin]
timers = [Timer(use_cases.ASKING, use_cases.ask_for_cards), Timer(use_cases.REMINDER, use_cases.remind)]
