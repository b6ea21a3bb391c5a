"""The JSON API of calls."""

from __future__ import annotations

from fastapi import APIRouter

from kit.command import Id
from kit.web.acting import Act
from kit.web.dependencies import Here, Me
from services.registry.calls import use_cases, views
from services.registry.calls.call import Kind

router = APIRouter(prefix="/calls")


@router.get("", summary="Whom to call this morning, why, and by which telephone")
async def call_list(service: Here, me: Me) -> views.CallList:
    unit = service.work.reading()
    return views.listed(await use_cases.call_list(unit, by=me), unit.today)


@router.post("/{kind}/{subject}", status_code=204, summary="Record that somebody was called today")
async def called(act: Act, kind: Kind, subject: Id) -> None:
    await act(use_cases.record_call, kind, subject)


@router.post("/{kind}/{subject}/undo", status_code=204, summary="Take back what one recorded oneself")
async def undo(act: Act, kind: Kind, subject: Id) -> None:
    await act(use_cases.undo_call, kind, subject)
