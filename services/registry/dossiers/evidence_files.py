"""The files of evidence: which are taken, how large they may be, and where they are kept."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.links import absolute
from kit.web.uploads import keep_upload
from services.registry.dossiers.allowance import Limit
from services.registry.dossiers.dossier import Dossier, Evidence
from services.registry.dossiers.use_cases import count_file, must_have_room

LIMIT = 25_000_000
"""Bytes of one file."""

KINDS = frozenset(
    {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/heic",
        "image/avif",
        "image/gif",
        "video/mp4",
        "video/quicktime",
        "video/3gpp",
        "audio/mp4",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)


def files_of(service: Service) -> FileStore:
    """Where this deployment keeps evidence."""
    return FileStore.of(service)


async def keep_evidence(service: Service, dossier: Dossier, file: UploadFile) -> Stored:
    """
    Keeps a producer's file within what they are allowed. Raises AllowanceUsedUp and what `keep_upload` does.

    What is kept is counted at once, whether it becomes evidence or not: the store holds it.
    """
    limit = Limit.of(service.settings)
    await must_have_room(service.work.reading(), dossier.producer_id, file.size or 0, limit)
    kept = await keep_upload(files_of(service), file, limit=LIMIT, kinds=KINDS, pointer="/file")
    await service.work.run(count_file, dossier.producer_id, kept, limit)
    return kept


def base_of(service: Service) -> str:
    """Where others reach this service."""
    return absolute(service, "/").rstrip("/")


def stored(paper: Evidence) -> Stored:
    """The file of a paper, as the store knows it."""
    return Stored(sha256=paper.sha256, size=paper.size, media_type=paper.media_type, name=paper.name)
