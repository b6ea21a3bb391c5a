"""The JSON API of rounds: for officers, of their own office and those below it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.web.answers import paged
from kit.web.dependencies import After, Here, Me
from services.reporting.rounds import store, use_cases

router = APIRouter()


@router.get("/rounds", summary="Rounds of evaluation with how their cases stand, last to end first")
async def list_rounds(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=50)] = 20
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    found, rows = await use_cases.show_rounds(service.work.reading(), me, turn)
    by_id = {one.id: one for one in rows}
    return paged(found, request, lambda one: by_id[one.id])
