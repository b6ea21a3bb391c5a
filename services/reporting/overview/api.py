"""The JSON API of the overview: the sheets of communes, as CSV too; open to everybody."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from kit.language import gettext as _
from kit.web.dependencies import Here
from kit.web.sent_lists import csv_download
from law.commune_criteria import commune_criteria
from services.reporting.overview import use_cases, views
from services.reporting.overview.views import CommuneView

router = APIRouter()
Path = Annotated[str, Query(max_length=50, description="Path of a place: `33/11977`")]
CSV_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


@router.get(
    "/communes",
    response_model=list[CommuneView],
    summary="The communes of a province, each with the standards it meets",
)
async def list_communes(service: Here, province: Path) -> Response:
    unit = service.work.reading()
    found = await use_cases.list_communes(unit, province)
    return JSONResponse(jsonable_encoder([views.commune_view(one, unit.today) for one in found]))


@router.get("/communes.csv", summary="The same as CSV", responses=CSV_ANSWER, response_class=Response)
async def write_communes(service: Here, province: Path) -> Response:
    unit = service.work.reading()
    standards = commune_criteria().on(unit.today)
    rows: list[list[str | int]] = [
        [_("Mã"), _("Tên"), _("Sản phẩm"), _("Không còn từ"), *(one.label.vi for one in standards)]
    ]
    for commune in await use_cases.list_communes(unit, province):
        one = views.commune_view(commune, unit.today)
        met = [_("đạt") if standard.met else _("chưa đạt") for standard in one.standards] or [""] * len(standards)
        rows.append([one.place, one.name, one.products, f"{one.none_from:%d/%m/%Y}" if one.none_from else "", *met])
    return csv_download(rows, f"xa-{unit.today.isoformat()}.csv")


@router.get("/communes/sheet", response_model=CommuneView, summary="One commune's sheet")
async def show_commune(service: Here, place: Path) -> Response:
    unit = service.work.reading()
    found = await use_cases.show_commune(unit, place)
    return JSONResponse(jsonable_encoder(views.commune_view(found, unit.today)))
