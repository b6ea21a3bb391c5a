"""The signed copies of outside decisions, on their way in."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.files import FileStore
from kit.web.inspection.kinds import PDF
from kit.web.uploads import keep_upload
from services.evaluation.outside_decisions.outside_decision import StoredFile

LIMIT = 15_000_000
"""Bytes of one signed copy."""


async def keep_paper(service: Service, file: UploadFile) -> StoredFile:
    """Keeps a signed copy. Raises what `keep_upload` does."""
    kept = await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds={PDF}, pointer="/file")
    return StoredFile(**kept.model_dump())
