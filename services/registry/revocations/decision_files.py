"""The files of decisions: a draft's, written in a thread before its transaction, and signed copies on their way in."""

from __future__ import annotations

import asyncio

from starlette.datastructures import UploadFile as Upload

from kit.papers.filed import LARGEST_BYTES, Scan
from kit.papers.written import written
from kit.web.acting import Acting, Changing
from kit.web.files import FileStore
from kit.web.uploads import keep_upload
from law import papers
from services.registry.revocations import deciding
from services.registry.revocations.commands import DraftDecisionCommand, SignedCommand
from services.registry.revocations.decision import CertificateDecision

PDF = "application/pdf"


async def drafted(act: Acting, command: DraftDecisionCommand) -> CertificateDecision:
    """Writes both files of a draft in a thread, then keeps it in one transaction."""
    unit = act.reading()
    planned = await deciding.plan(unit, command, by=act.me)
    layout = papers.layout(unit.today)
    made = await asyncio.to_thread(written, planned.decision.id, planned.paper, layout, at=unit.now, by=act.me.id)
    return await act(deciding.draft_decision, command, deciding.Plan(planned.decision, planned.paper, made))


async def filed_copy(change: Changing, decision_id: str, command: SignedCommand, file: Upload) -> CertificateDecision:
    """Keeps the bytes of a signed copy, then files it. Raises what `keep_upload` and `file_signed_copy` raise."""
    files = FileStore.of(change.service)
    kept = await keep_upload(files, file, limit=LARGEST_BYTES, kinds={PDF}, pointer="/file")
    scan = await asyncio.to_thread(Scan.at, files.path(kept.sha256), kept.name, kept.sha256)
    return await change(deciding.file_signed_copy, decision_id, command, scan)
