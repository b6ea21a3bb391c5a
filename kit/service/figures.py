"""Figures of slices: the Prometheus gauges a slice declares in its `gauges.py`, counted from the database and never in the scrape."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from prometheus_client import CollectorRegistry, Gauge

from kit.storage.mongo import PyMongoError
from kit.telemetry.logs import log
from kit.work.unit import Unit
from kit.work.work import Work

_log = log(__name__)

COUNT_SECONDS = 15.0
"""Between two counts: as often as Prometheus comes by."""

Counts = Mapping[tuple[str, ...], float]
"""A gauge's values by its labels, in their order; labels are words the code knows, never an id or what somebody typed."""


class SliceGauges(Protocol):
    """What a slice's `gauges` makes of the service's registry: `gauges = CallGauges` in its `gauges.py`."""

    async def refresh(self, unit: Unit) -> None:
        """Counts anew; in every replica, so that the largest answer is as good as the newest."""


MakesGauges = Callable[[CollectorRegistry], SliceGauges]


def put(gauge: Gauge, counts: Counts) -> None:
    """Sets a gauge to what was counted; labels nothing was counted for go."""
    gauge.clear()
    for labels, count in counts.items():
        gauge.labels(*labels).set(count)


@dataclass
class Figures:
    """The figures of a service's slices, by the slice's name."""

    work: Work
    registry: CollectorRegistry
    of_slices: Mapping[str, SliceGauges]
    _counted: Gauge = field(init=False)

    def __post_init__(self) -> None:
        self._counted = Gauge(
            "ocop_counted_timestamp_seconds",
            "When a slice's figures were last counted; 0 before the first time.",
            ["slice"],
            registry=self.registry,
        )
        for name in self.of_slices:  # 0, for those never counted must ring too
            self._counted.labels(name)

    async def refresh(self, name: str) -> None:
        """Counts one slice's figures; raises PyMongoError when the database is away."""
        await self.of_slices[name].refresh(self.work.reading())
        self._counted.labels(name).set_to_current_time()

    async def run(self) -> None:
        """Counts until cancelled; a slice whose counting fails keeps its last figures, and keeps no other from its own."""
        await asyncio.gather(*(self._run(name) for name in self.of_slices))

    async def _run(self, name: str) -> None:
        while True:
            began = time.monotonic()
            try:
                await self.refresh(name)
            except (PyMongoError, OSError) as away:
                _log.info("figures not counted", slice=name, fault=repr(away))
            except Exception:
                _log.exception("figures not counted", slice=name)
            # Never more than a twentieth of the time goes into it.
            await asyncio.sleep(max(COUNT_SECONDS, 20 * (time.monotonic() - began)))
