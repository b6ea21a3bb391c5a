"""What became of a dossier's papers, on the page of its case."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from kit.web.panels import Panels
from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.changed_papers import store, views

panels = Panels()


@panels.on("cases/show")
async def changes_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    found = await store.of_dossier(unit, case.dossier.dossier_id)
    return ("evaluation/changed_papers/_changes.html", {"changes": views.rows(found)}) if found else None
