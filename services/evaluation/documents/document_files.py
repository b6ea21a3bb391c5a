"""The files of documents: a draft's, written in a thread before its transaction, and signed copies on their way in."""

from __future__ import annotations

import asyncio

from starlette.datastructures import UploadFile as Upload

from kit.papers.filed import LARGEST_BYTES, Scan
from kit.papers.written import written
from kit.web.acting import Acting, Changing
from kit.web.files import FileStore
from kit.web.uploads import keep_upload
from law import papers
from services.evaluation.documents import use_cases
from services.evaluation.documents.commands import DraftCommand, SignedCommand
from services.evaluation.documents.document import Document

PDF = "application/pdf"


async def drafted(act: Acting, case_id: str, command: DraftCommand) -> Document:
    """Writes both files of a draft in a thread, then keeps it in one transaction."""
    unit = act.reading()
    planned = await use_cases.plan(unit, case_id, command, by=act.me)
    layout = papers.layout(unit.today)
    made = await asyncio.to_thread(written, planned.document.id, planned.paper, layout, at=unit.now, by=act.me.id)
    whole = use_cases.Plan(planned.document, planned.paper, planned.is_new, made)
    return await act(use_cases.draft_document, case_id, command, whole)


async def filed_copy(change: Changing, document_id: str, command: SignedCommand, file: Upload) -> Document:
    """Keeps the bytes of a signed copy, then files it. Raises what `keep_upload` and `file_signed_copy` raise."""
    files = FileStore.of(change.service)
    kept = await keep_upload(files, file, limit=LARGEST_BYTES, kinds={PDF}, pointer="/file")
    scan = await asyncio.to_thread(Scan.at, files.path(kept.sha256), kept.name, kept.sha256)
    return await change(use_cases.file_signed_copy, document_id, command, scan)
