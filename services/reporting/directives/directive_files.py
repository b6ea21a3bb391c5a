"""The signed copies of directives and the proof of answers, on their way in."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.mapped import mapped
from kit.service import Service
from kit.web.files import FileStore
from kit.web.inspection.kinds import PDF
from kit.web.uploads import keep_upload
from services.reporting.directives.directive import KeptFile

LIMIT = 15_000_000
"""Bytes of one file."""
PROOFS = frozenset(
    {
        PDF,
        "image/png",
        "image/jpeg",
        "image/webp",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)


async def keep_signed(service: Service, file: UploadFile) -> KeptFile:
    """Keeps a signed copy. Raises what `keep_upload` does."""
    return mapped(KeptFile, await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds={PDF}, pointer="/file"))


async def keep_proof(service: Service, file: UploadFile) -> KeptFile:
    """Keeps a file of an answer. Raises what `keep_upload` does."""
    return mapped(KeptFile, await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=PROOFS, pointer="/file"))
