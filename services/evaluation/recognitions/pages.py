"""The panel on a case's page that says what became of an earlier recognition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.identity import Principal
from kit.web.panels import Panels
from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.recognitions import store, views

panels = Panels()


@panels.on("cases/show")
async def earlier_recognitions(unit: Unit, case: Case, me: Principal | None) -> tuple[str, Mapping[str, Any]] | None:
    """To whoever sees the case: what is said is public."""
    said = views.lines(await store.of_product(unit, case.dossier.product.id))
    return ("evaluation/recognitions/panel.html", {"lines": said}) if said else None
