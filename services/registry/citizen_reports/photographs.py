"""The photographs of citizens' reports: drawn anew as they come, in a folder of their own."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.limits import FORM_BYTES
from kit.web.scanner import Scanner
from kit.web.uploads import keep_photograph
from services.registry.citizen_reports.citizen_report import Photograph
from services.registry.citizen_reports.rules import MOST_PHOTOGRAPHS

LIMIT = 8_000_000
"""Bytes of one photograph as it comes; what is kept of it is smaller."""
BODY = MOST_PHOTOGRAPHS * LIMIT + FORM_BYTES
AN_HOUR = 12
"""So often one network may send a report within an hour, to each replica; a day's bound is in the rules."""


def photographs_of(service: Service) -> FileStore:
    """Where this deployment keeps what citizens photographed: beside the evidence, not among it."""
    url = service.settings.clamd_url
    return FileStore(service.settings.home / "files" / f"{service.name}-citizens", Scanner(url) if url else None)


async def keep_photographs(service: Service, files: Sequence[UploadFile]) -> list[Stored]:
    """Keeps some photographs; raises what `keep_photograph` does."""
    return [await keep_photograph(photographs_of(service), one, limit=LIMIT, pointer="/file") for one in files]


def stored(photograph: Photograph) -> Stored:
    """The file, as the store knows it."""
    name = f"{photograph.id}.jpg"
    return Stored(sha256=photograph.sha256, size=photograph.size, media_type=photograph.media_type, name=name)
