"""The panel of a dossier's page that shows where it is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from kit.identity import Principal
from kit.web.panels import Panels
from kit.work import Unit
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.use_cases import rulebook_for
from services.registry.journeys import store, views

pages = APIRouter()
panels = Panels()


@panels.on("dossiers/show")
async def where_a_dossier_is(unit: Unit, dossier: Dossier, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None:
        return None
    stays = await store.stays_of(unit, dossier.id)
    shown = views.steps(dossier, stays, rulebook_for(dossier, unit.today), me, unit.today)
    return "registry/journeys/_where.html", shown
