"""The files of packs: which are taken, how large they may be; counted as their office's."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF, PICTURES
from kit.web.uploads import keep_upload
from services.registry.dossiers.allowance import Limit
from services.registry.dossiers.use_cases import count_file, must_have_room

LIMIT = 25_000_000
"""Bytes of one file."""


async def keep_file(service: Service, office: str, file: UploadFile) -> Stored:
    """Keeps an office's file within the same bounds as a producer's. Raises AllowanceUsedUp and what `keep_upload` does."""
    limit, whose = Limit.of(service.settings), f"office:{office}"
    await must_have_room(service.work.reading(), whose, file.size or 0, limit)
    kept = await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=PICTURES | {PDF}, pointer="/file")
    await service.work.run(count_file, whose, kept, limit)
    return kept
