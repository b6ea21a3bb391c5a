"""The JSON API of the standings; they are public."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from kit.web.answers import paged
from kit.web.dependencies import After, Here
from services.reporting.standings import spreadsheet, use_cases, views
from services.reporting.standings.question import Asking, Question
from services.reporting.standings.views import ProductsView, StandingsView

router = APIRouter()

CSV = "text/csv"


def question(service: Here, asking: Annotated[Asking, Query()]) -> Question:
    """What an address asks."""
    return asking.on_day(service.work.reading().today)


Asked = Annotated[Question, Depends(question)]

_IS_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {"schema": {"type": "string"}}}}}


@router.get(
    "/standings",
    response_model=StandingsView,
    responses=_IS_CSV,
    summary="How many recognised products a place had on a day; as CSV by `Accept: text/csv`",
)
async def show(request: Request, service: Here, asked: Asked) -> Response:
    if CSV in request.headers.get("accept", ""):
        return await as_csv(service, asked)
    view = await use_cases.answer_question(service.work.reading(), asked)
    return JSONResponse(jsonable_encoder(view), headers={"Vary": "Accept"})


@router.get("/standings.csv", response_class=Response, responses=_IS_CSV, summary="The same as a CSV file")
async def show_csv(service: Here, asked: Asked) -> Response:
    return await as_csv(service, asked)


@router.get("/standings/products", response_model=ProductsView, summary="The recognised products themselves, by name")
async def list_products(
    request: Request,
    service: Here,
    asked: Asked,
    undecided: Annotated[bool, Query(description="Only those a person must place further down")] = False,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await use_cases.list_recognitions(unit, asked, undecided=undecided, after=after, limit=limit)
    return paged(found, request, lambda one: views.product(asked, one))


async def as_csv(service: Here, asked: Question) -> Response:
    view = await use_cases.answer_question(service.work.reading(), asked)
    name = f"ocop-{asked.place.replace('/', '-')}-{asked.on.isoformat()}-{asked.by.value}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept, Accept-Language"}
    return Response(spreadsheet.written(view), media_type=f"{CSV}; charset=utf-8", headers=headers)
