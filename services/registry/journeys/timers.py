"""What journeys begin with: dossiers that were not proposed before dossiers followed that are ended."""

from __future__ import annotations

from kit.refusal import Refusal
from kit.service import Service
from kit.telemetry.logs import log
from services.registry.dossiers.use_cases import end_unproposed_dossier
from services.registry.journeys import store

_log = log(__name__)


async def end_unproposed(service: Service) -> None:
    """An earlier release consumed the event and left the dossier handed in for ever; what has ended stays as it is."""
    after = ""
    while found := await store.declined_after(service.work.reading(), after):
        for stay in found:
            try:
                await service.work.run(
                    end_unproposed_dossier, stay.dossier_id, proposes=False, office=stay.office, note=None
                )
            except Refusal as refused:  # another replica was first
                _log.warning("a dossier was not ended", dossier=stay.dossier_id, why=refused.slug)
        after = found[-1].id


begins = [end_unproposed]
