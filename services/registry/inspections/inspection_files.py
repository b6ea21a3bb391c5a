"""The files of inspections: photographs, signed records, and the record as a PDF to be signed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.datastructures import FormData, UploadFile

from kit.papers.pdf import pdf
from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF, PICTURES
from kit.web.links import absolute
from kit.web.uploads import keep_upload
from kit.work import Unit
from law import papers
from services.registry.inspections import record_paper
from services.registry.inspections.inspection import Inspection, StoredFile
from services.registry.inspections.use_cases import checklist_of

LIMIT = 15_000_000
"""Bytes of one file."""
RECORD_KINDS = frozenset({PDF, *PICTURES})
"""A signed record is scanned, or photographed on the spot."""


async def keep_picture(service: Service, file: UploadFile) -> StoredFile:
    """Keeps a photograph. Raises what `keep_upload` does."""
    return _kept(await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=PICTURES, pointer="/file"))


async def keep_record(service: Service, file: UploadFile | None) -> StoredFile | None:
    """Keeps a signed record, where one was sent. Raises what `keep_upload` does."""
    if file is None or not file.filename:
        return None
    return _kept(await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=RECORD_KINDS, pointer="/file"))


def files_in(sent: FormData, name: str = "file") -> Sequence[UploadFile]:
    """The files a form brought under a name."""
    return [one for one in sent.getlist(name) if isinstance(one, UploadFile) and one.filename]


def address(service: Service, inspection_id: str) -> str:
    """Below which the pictures of an inspection are fetched."""
    return absolute(service, f"/api/inspections/{inspection_id}/pictures")


def stored(file: StoredFile) -> Stored:
    """A file as the store knows it."""
    return Stored(**file.model_dump(include=set(Stored.model_fields)))


async def written_record(unit: Unit, inspection: Inspection) -> bytes:
    """The record as a PDF, by the layout of the day; written in a thread. Raises NoLayout."""
    paper = record_paper.paper(inspection, checklist_of(inspection), unit.today)
    return await asyncio.to_thread(pdf, paper, papers.layout(unit.today), at=unit.now, draft=False)


def _kept(file: Stored) -> StoredFile:
    return StoredFile(**file.model_dump())
