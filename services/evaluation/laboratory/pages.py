"""What laboratories found of a case's product, on the page of the case."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from kit.web.panels import Panels
from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.laboratory import store, views

panels = Panels()


@panels.on("cases/show")
async def results_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    found = await store.of_product(unit, case.dossier.product.id)
    if not found:
        return None
    return "evaluation/laboratory/_results.html", {"results": views.rows(found, case.dossier.dossier_id)}
