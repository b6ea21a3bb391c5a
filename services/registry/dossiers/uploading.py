"""Evidence on its way in: which files are taken, and where they are kept."""

from __future__ import annotations

from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.links import absolute
from services.registry.dossiers.dossier import Evidence

LIMIT = 25_000_000
"""Bytes of one file."""

KINDS = frozenset(
    {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/heic",
        "video/mp4",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)


def files_of(service: Service) -> FileStore:
    """Where this deployment keeps evidence."""
    return FileStore(service.settings.home / "files" / "registry")


def base_of(service: Service) -> str:
    """Where others reach this service."""
    return absolute(service, "/").rstrip("/")


def stored(paper: Evidence) -> Stored:
    """The file of a paper, as the store knows it."""
    return Stored(sha256=paper.sha256, size=paper.size, media_type=paper.media_type, name=paper.name)
