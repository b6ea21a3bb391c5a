"""The files of inspections: photographs, the record as a PDF to be signed, and what came back signed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.datastructures import FormData, UploadFile

from kit.clock import local_date
from kit.papers.filed import Scan
from kit.papers.written import Written, written
from kit.service import Service
from kit.web.acting import Acting, Changing
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF, PICTURES
from kit.web.links import absolute
from kit.web.uploads import keep_upload
from law import papers
from services.registry.inspections import record_paper, use_cases
from services.registry.inspections.commands import CompletionCommand
from services.registry.inspections.inspection import Inspection, StoredFile
from services.registry.inspections.lifecycle import Verb
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


async def written_record(inspection: Inspection) -> Written:
    """The record as it is to be signed, by the layout of its day; the same bytes each time. Raises NoLayout."""
    at, paper = record_paper.noted_at(inspection), record_paper.paper(inspection, checklist_of(inspection))
    by = next((one.by.id for one in reversed(inspection.steps) if one.verb == Verb.CHECK.value), None) or ""
    layout = papers.layout(local_date(at))
    return await asyncio.to_thread(written, inspection.id, paper, layout, at=at, by=by, as_draft=False)


async def put_on_file(act: Acting, inspection: Inspection) -> None:
    """
    Has the register of papers know the record as it is to be signed now, after what it says has changed; written outside
    any transaction. One whose results are not noted has none.
    """
    if inspection.visit is not None:
        made = await written_record(inspection)
        await act.service.work.run(use_cases.draft_record, inspection.id, inspection.version, made)


async def completed(
    change: Changing, inspection: Inspection, command: CompletionCommand, file: UploadFile | None
) -> Inspection:
    """Keeps the bytes of a signed record, then ends the visit with it. Raises what `keep_upload` and `complete_inspection` do."""
    kept = await keep_record(change.service, file)
    scan = None
    if kept is not None:
        path = FileStore.of(change.service).path(kept.sha256)
        scan = await asyncio.to_thread(Scan.at, path, kept.name, kept.sha256)
        scan = scan.model_copy(update={"picture": kept.media_type in PICTURES})
    record = await written_record(inspection) if inspection.visit else None
    return await change(use_cases.complete_inspection, inspection.id, command, kept, scan, record)


def _kept(file: Stored) -> StoredFile:
    return StoredFile(**file.model_dump())
