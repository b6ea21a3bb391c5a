"""The files of decisions: a draft's, written in a thread before its transaction, and signed copies on their way in."""

from __future__ import annotations

import asyncio

from starlette.datastructures import UploadFile as Upload

from kit.papers.filed import LARGEST_BYTES, Scan
from kit.papers.written import written
from kit.web.acting import Acting, Changing
from kit.web.files import FileStore
from kit.web.uploads import keep_upload
from kit.work import Unit
from law import papers
from services.evaluation.decisions import use_cases
from services.evaluation.decisions.commands import DraftDecisionCommand
from services.evaluation.decisions.decision import CaseDecision
from services.evaluation.documents.commands import SignedCommand

PDF = "application/pdf"


async def drafted(act: Acting, command: DraftDecisionCommand) -> CaseDecision:
    """Writes both files of a draft in a thread, then keeps it in one transaction."""
    unit = act.reading()
    made = await _written(unit, await use_cases.plan(unit, command, by=act.me), act.me.id)
    return await act(use_cases.draft_decision, command, made)


async def amended(change: Changing, decision_id: str, command: DraftDecisionCommand) -> CaseDecision:
    """The same for a draft that is drafted anew."""
    unit = change.reading()
    planned = await use_cases.plan(unit, command, by=change.me, decision_id=decision_id, expected=change.version)
    made = await _written(unit, planned, change.me.id)
    return await change(use_cases.amend_decision, decision_id, command, made)


async def filed_copy(change: Changing, decision_id: str, command: SignedCommand, file: Upload) -> CaseDecision:
    """Keeps the bytes of a signed copy, then files it. Raises what `keep_upload` and `file_signed_copy` raise."""
    files = FileStore.of(change.service)
    kept = await keep_upload(files, file, limit=LARGEST_BYTES, kinds={PDF}, pointer="/file")
    scan = await asyncio.to_thread(Scan.at, files.path(kept.sha256), kept.name, kept.sha256)
    return await change(use_cases.file_signed_copy, decision_id, command, scan)


async def _written(unit: Unit, planned: use_cases.Plan, by: str) -> use_cases.Plan:
    layout = papers.layout(unit.today)
    made = await asyncio.to_thread(written, planned.decision.id, planned.paper, layout, at=unit.now, by=by)
    return use_cases.Plan(planned.decision, planned.paper, made)
