"""The scans of returns that came on paper, on their way in."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.mapped import mapped
from kit.service import Service
from kit.web.files import FileStore
from kit.web.inspection.kinds import PDF
from kit.web.uploads import keep_upload
from services.reporting.returns.office_return import Scan

LIMIT = 15_000_000
"""Bytes of one scan."""


async def keep_scan(service: Service, file: UploadFile) -> Scan:
    """Keeps a scan by its content. Raises what `keep_upload` does."""
    return mapped(Scan, await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds={PDF}, pointer="/file"))
