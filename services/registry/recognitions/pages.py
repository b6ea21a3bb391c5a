"""The page by which recognitions of earlier years are loaded."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page
from kit.web.uploads import FileAbsent
from services.registry.recognitions import views
from services.registry.recognitions.published_list import LIMIT, list_of
from services.registry.recognitions.use_cases import load_list, require_recogniser

pages = APIRouter()


@pages.get("/recognitions/new")
async def loading_form(request: Request, me: Me) -> Response:
    require_recogniser(me)
    return page(request, "registry/recognitions/load.html", views.form())


@pages.post("/recognitions/new")
@takes(LIMIT + FORM_BYTES)
async def load(request: Request, service: Here, me: Me) -> Response:
    require_recogniser(me)  # before a stranger's bytes are kept
    file = (await form_of(request)).get("file")
    if not isinstance(file, UploadFile):
        raise FileAbsent(pointer="/file")
    lines = await load_list(service.work, await list_of(service, file), by=me)
    return page(request, "registry/recognitions/load.html", views.form(lines))
