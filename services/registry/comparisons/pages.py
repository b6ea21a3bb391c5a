"""The page by which a list is compared with the register."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.lists import as_text, read
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.files import FileStore
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page
from kit.web.sent_lists import LIMIT, csv_download, list_of
from kit.web.uploads import FileAbsent
from services.registry.comparisons import spreadsheet, use_cases, views
from services.registry.comparisons.gauges import ComparisonCounters
from services.registry.recognitions.store import require_recogniser

pages = APIRouter()


@pages.get("/comparisons/new")
async def comparing_form(request: Request, me: Me) -> Response:
    require_recogniser(me)
    return page(request, "registry/comparisons/compare.html", views.page())


@pages.post("/comparisons/new")
@takes(LIMIT + FORM_BYTES)
async def compare(request: Request, service: Here, me: Me) -> Response:
    require_recogniser(me)  # before a stranger's bytes are kept
    sent = await form_of(request)
    file, text = sent.get("file"), str(sent.get("text", ""))
    if isinstance(file, UploadFile) and file.size:
        found = (await list_of(FileStore.of(service), file)).found
        text = as_text(row.cells for row in found.rows)
    elif text.strip():
        found = read(text.encode())
    else:
        raise FileAbsent(pointer="/file")
    made = ComparisonCounters.of(service).count(await use_cases.compare_list(service.work.reading(), found, by=me))
    if sent.get("then") == "csv":
        return csv_download(spreadsheet.rows(made.lines), "doi-chieu.csv")
    return page(request, "registry/comparisons/compare.html", views.page(made, text))
