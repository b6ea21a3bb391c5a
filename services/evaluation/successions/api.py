"""The JSON endpoint by which a case of an office that ended is taken over."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from kit.web.answers import versioned
from kit.web.doors import Here, Idempotency, IfMatch, Me
from services.evaluation.cases import views
from services.evaluation.successions import use_cases

router = APIRouter(prefix="/cases")


class TakingOver(BaseModel):
    """Why the case passes on."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    reason: Annotated[str, Field(max_length=4000)]


@router.post(
    "/{case_id}/succession", response_model=views.CaseView, summary="Take a case over from an office that has ended"
)
async def take_over(
    service: Here, me: Me, case_id: str, command: TakingOver, version: IfMatch, key: Idempotency
) -> Response:
    case = await service.work.run(
        use_cases.take_over_case, case_id, reason=command.reason, by=me, expected=version, idempotency=key
    )
    return versioned(views.view(case, me, service.work.reading().today))
