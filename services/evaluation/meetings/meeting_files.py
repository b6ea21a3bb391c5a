"""The files of a meeting's papers: drafts written in a thread before their transaction, and signed copies on their way in."""

from __future__ import annotations

import asyncio

from fastapi.responses import Response
from starlette.datastructures import UploadFile as Upload

from kit.papers.filed import LARGEST_BYTES, FiledPaper, Scan
from kit.papers.written import written
from kit.refusal import NotFound
from kit.web.acting import Changing
from kit.web.files import FileStore, Stored
from kit.web.uploads import keep_upload
from law import papers
from services.evaluation.meetings import minuting
from services.evaluation.meetings.commands import AddendumCommand, MinutesCommand, SignedMinutesCommand
from services.evaluation.meetings.meeting import Meeting

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMED = r"^(invitation|minutes|addendum-[0-9]{1,3})\.(pdf|docx|signed\.pdf)$"
"""How a file of a meeting's papers is called: which paper, and what of it."""


async def drafted(
    change: Changing, meeting_id: str, about: minuting.About, command: MinutesCommand | AddendumCommand | None
) -> Meeting:
    """Writes both files of a draft in a thread, then keeps it in one transaction."""
    unit = change.reading()
    planned = await minuting.plan(unit, meeting_id, about, command, by=change.me)
    layout = papers.layout(unit.today)
    made = await asyncio.to_thread(written, planned.id, planned.paper, layout, at=unit.now, by=change.me.id)
    whole = minuting.Plan(planned.id, about, planned.paper, planned.meeting, made)
    return await change(minuting.draft, meeting_id, about, command, whole)


async def filed_copy(
    change: Changing, meeting_id: str, command: SignedMinutesCommand, file: Upload, no: int | None = None
) -> Meeting:
    """Keeps the bytes of a signed copy, then files it: of the minutes, or of an addendum by its `no`."""
    files = FileStore.of(change.service)
    kept = await keep_upload(files, file, limit=LARGEST_BYTES, kinds={PDF}, pointer="/file")
    scan = await asyncio.to_thread(Scan.at, files.path(kept.sha256), kept.name, kept.sha256)
    if no is None:
        return await change(minuting.file_minutes, meeting_id, command, scan)
    return await change(minuting.file_addendum, meeting_id, no, command, scan)


async def sent(files: FileStore, filed: FiledPaper, ending: str, *, drafts: bool) -> Response:
    """The file itself; `drafts`: whether its reader may have drafts. Raises NotFound for what there is not."""
    if ending == "signed.pdf":
        if filed.signed is None:
            raise NotFound()
        copy = Stored(sha256=filed.signed.sha256, size=filed.signed.size, media_type=PDF, name=filed.signed.name)
        return files.send(copy)
    if not drafts:
        raise NotFound()
    last = filed.drafts[-1]
    layout = papers.layout_of(last.layout, last.layout_sha256)
    made = await asyncio.to_thread(written, filed.id, filed.paper, layout, at=last.at, by=last.by)
    content, kind = (made.pdf, PDF) if ending == "pdf" else (made.docx, DOCX)
    headers = {
        "Content-Disposition": f'attachment; filename="{filed.id}.{ending}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=kind, headers=headers)
