"""The JSON API of comparisons."""

from __future__ import annotations

from fastapi import APIRouter, UploadFile

from kit.web.dependencies import Here, Me
from kit.web.files import FileStore
from kit.web.limits import FORM_BYTES, takes
from kit.web.sent_lists import LIMIT, list_of
from services.registry.comparisons import use_cases, views
from services.registry.comparisons.gauges import ComparisonCounters
from services.registry.recognitions.store import require_recogniser

router = APIRouter(prefix="/comparisons")


@router.post("", summary="Compare a list (CSV or XLSX, multipart) with the register; nothing is entered")
@takes(LIMIT + FORM_BYTES)
async def compare(service: Here, me: Me, file: UploadFile) -> views.ComparisonView:
    require_recogniser(me)  # before a stranger's bytes are kept
    sent = await list_of(FileStore.of(service), file)
    made = await use_cases.compare_list(service.work.reading(), sent.found, by=me)
    return views.comparison(ComparisonCounters.of(service).count(made))
