"""The HTML door to recognitions of earlier years."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import Here, Me
from kit.web.fields import form_of
from kit.web.language import gettext as _
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page
from kit.web.uploads import FileAbsent
from programme import names
from services.registry.recognitions.loading import LineLoaded, load_list, may_load
from services.registry.recognitions.reading import LIMIT, list_of
from services.registry.recognitions.row import COLUMNS

pages = APIRouter()


@pages.get("/recognitions/new")
async def loading_form(request: Request, me: Me) -> Response:
    may_load(me)
    return page(request, "registry/recognitions/load.html", _form())


@pages.post("/recognitions/new")
@takes(LIMIT + FORM_BYTES)
async def load(request: Request, service: Here, me: Me) -> Response:
    may_load(me)
    file = (await form_of(request)).get("file")
    if not isinstance(file, UploadFile):
        raise FileAbsent(pointer="/file")
    lines = await load_list(service.work, await list_of(service, file), by=me)
    return page(request, "registry/recognitions/load.html", _form() | {"lines": [_said(line) for line in lines]})


def _form() -> dict[str, object]:
    return {"columns": [*COLUMNS, "set_no"], "limit": LIMIT, "lines": None}


def _said(line: LineLoaded) -> dict[str, object]:
    outcomes = {
        "added": _("Đã thêm sản phẩm"),
        "joined": _("Đã ghi thêm vào sản phẩm đã có"),
        "known": _("Đã có từ trước"),
        "refused": _("Không nhập được"),
    }
    why = names.said((line.why.vi, line.why.en)) if line.why else ""
    return {
        "line": line.line,
        "product": line.product,
        "product_id": line.product_id,
        "outcome": outcomes[line.outcome],
        "refused": line.outcome == "refused",
        "certified": line.certificate_id is not None,
        "why": why,
    }
