"""The panel on a case's page that says who was told that its time runs out."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from kit.web.panels import Panels
from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.reminders import store, views

panels = Panels()


@panels.on("cases/show")
async def climbed(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    """To the office's side: each rung once, the latest first."""
    found = await store.climbs_of(unit, case.id)
    return ("evaluation/reminders/climbs.html", {"climbs": views.climbs(found)}) if found else None
