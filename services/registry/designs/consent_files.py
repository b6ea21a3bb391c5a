"""The files of designers' consent: a PDF or a photograph of the signed paper, counted as their producer's."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF, PICTURES
from kit.web.uploads import keep_upload
from services.registry.dossiers.allowance import Limit
from services.registry.dossiers.use_cases import count_file, must_have_room

LIMIT = 15_000_000
"""Bytes of one paper."""


async def keep_consent(service: Service, producer_id: str, file: UploadFile) -> Stored:
    """Keeps a signed paper within what its producer may have kept. Raises AllowanceUsedUp and what `keep_upload` does."""
    limit = Limit.of(service.settings)
    await must_have_room(service.work.reading(), producer_id, file.size or 0, limit)
    kept = await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=PICTURES | {PDF}, pointer="/consent")
    await service.work.run(count_file, producer_id, kept, limit)
    return kept
