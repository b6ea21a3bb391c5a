"""The scans of papers by which money is allocated: what is taken, how large, and where they are kept."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.mapped import mapped
from kit.refusal import NotFound
from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF, PICTURES
from kit.web.uploads import keep_upload
from services.reporting.resources.resource import Resource, Scan

LIMIT = 15_000_000
"""Bytes of one scan."""
KINDS = frozenset({PDF, *PICTURES})


async def keep_scan(service: Service, file: UploadFile | None) -> Scan | None:
    """Keeps the scan of a paper, where one was sent. Raises what `keep_upload` does."""
    if file is None or not file.filename:
        return None
    return mapped(Scan, await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=KINDS, pointer="/file"))


def scan_of(resource: Resource, entry_id: str) -> Stored:
    """The scan of an entry's paper, as the store knows it. Raises NotFound."""
    entry = resource.entry(entry_id)
    if entry is None or entry.scan is None:
        raise NotFound()
    return mapped(Stored, entry.scan)
