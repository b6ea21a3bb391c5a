"""The clock of a registry moved to a day, with what falls due until then."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.registry.registry_harness import Registry


async def let_pass(registry: Registry, day: date) -> None:
    """Moves the clock to noon of a day and sweeps what fell due."""
    registry.clock.set(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
    while await registry.service.ticker.sweep_once():
        pass
