"""The JSON API of journeys."""

from __future__ import annotations

from fastapi import APIRouter

from kit.command import Id
from kit.web.dependencies import Here, Me
from services.registry.dossiers import store as dossiers
from services.registry.journeys import store, views

router = APIRouter(prefix="/dossiers")


@router.get("/{dossier_id}/journey", summary="Where a dossier is: every office that has or had it, and for how long")
async def journey(service: Here, me: Me, dossier_id: Id) -> views.JourneyView:
    unit = service.work.reading()
    dossier = await dossiers.seen_by(unit, dossier_id, me)
    return views.journey_view(dossier, await store.stays_of(unit, dossier_id), unit.today)
