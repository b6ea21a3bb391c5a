"""Returns as offices meet them: the clock moved, deadlines met, what a district or commune writes and hands in."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from ocop_events.examples import example
from ocop_events.registry.breach import BreachOpenedV1
from ocop_events.registry.inspection import InspectionPlannedV1

from kit.clock import LOCAL
from kit.identity import Principal
from tests.callers import person
from tests.records import record_of
from tests.reporting.reporting_harness import Reporting

DISTRICT, OTHER, PROVINCE = "33/330", "33/332", "33"
CLERK = person("clerk", f"district-officer@{DISTRICT}")
COLLEAGUE = person("colleague", f"district-officer@{OTHER}")
DEPARTMENT = person("department", f"province-officer@{PROVINCE}")
SECOND = person("second", f"province-officer@{PROVINCE}")
MINISTRY = person("ministry", "central-officer@vn")
QUARTER = "2023-Q2"
WRITTEN = {
    "trainings": 3, "training-participants": 120, "money-planned": 50_000_000, "money-allocated": 40_000_000,
    "money-spent": 10_000_000, "promotions": 1, "promotion-revenue": 5_000_000,
}  # fmt: skip

REASONS = dict.fromkeys(WRITTEN, "Theo sổ của cơ quan")
"""Of the same: whatever the platform counts of them by now, a district says why it writes another number."""


def breach(id: str, on: date, office: str = DISTRICT, learned: datetime | None = None) -> Any:
    """A breach that an office took up."""
    said = {**example(BreachOpenedV1.event_type), "breach_id": id, "office": office, "opened_on": on.isoformat()}
    return record_of(BreachOpenedV1.model_validate(said), learned or local(on, time(10)), 1)


def inspection(id: str, on: date, office: str = DISTRICT) -> Any:
    """An inspection that an office planned."""
    said = {
        **example(InspectionPlannedV1.event_type),
        "inspection_id": id,
        "office": office,
        "planned_on": on.isoformat(),
    }
    return record_of(InspectionPlannedV1.model_validate(said), local(on, time(10)), 1)


def local(on: date, at: time = time(9)) -> datetime:
    """An instant by the clock on the wall."""
    return datetime.combine(on, at, LOCAL).astimezone(UTC)


@dataclass
class Returns:
    """A deployment of reporting, and its returns."""

    reporting: Reporting
    codes: dict[str, str] = field(default_factory=dict)

    async def on(self, day: date, at: time = time(9)) -> None:
        """Lets the time pass, and what falls due be done."""
        self.reporting.clock.set(local(day, at))
        for _ in range(20):
            if not await self.reporting.service.ticker.sweep_once():
                return

    async def of(self, office: str, period: str = QUARTER, who: Principal = MINISTRY, form: str | None = None) -> Any:
        """The return of an office, as a reader finds it."""
        found = await self.reporting.read(
            "/api/returns", who, period=period, limit=200, **({"form": form} if form else {})
        )
        [id] = [one["id"] for one in found["items"] if one["office"] == office]
        return await self.reporting.read(f"/api/returns/{id}", who)

    async def do(
        self, one: Any, what: str, who: Principal, body: Any = None, status: int = 200, method: str = "POST"
    ) -> Any:
        """Takes a step with a return that was read."""
        path = f"/api/returns/{one['id']}/{what}"
        return await self.reporting.send(who, path, body, version=one["version"], method=method, status=status)

    async def fill(self, one: Any, who: Principal, status: int = 200, **more: Any) -> Any:
        """Writes what a district writes, with more or other values."""
        body = {"values": WRITTEN | more.pop("values", {}), "reasons": REASONS | more.pop("reasons", {}), **more}
        return await self.do(one, "cells", who, body, status, "PUT")

    async def handed_in(
        self, office: str = DISTRICT, who: Principal = CLERK, period: str = QUARTER, **more: Any
    ) -> Any:
        """A return that was filled in and handed in."""
        one = await self.fill(await self.of(office, period, who), who, **more)
        return await self.do(one, "submission", who)

    async def events(self, type: str) -> list[dict[str, Any]]:
        """What was announced of a kind, by its last name."""
        found = self.reporting.service.database["outbox"].find({}).sort([("order", 1)])
        return [json.loads(row["value"]) async for row in found if row["type"] == f"vn.ocop.reporting.return.{type}.v1"]


def cell(one: Any, code: str) -> Any:
    """A cell of a return that was read."""
    return next(found for found in one["cells"] if found["code"] == code)
