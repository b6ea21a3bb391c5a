"""The JSON API of comparisons."""

from __future__ import annotations

from fastapi import APIRouter, UploadFile

from kit.web.doors import Here, Me
from kit.web.limits import FORM_BYTES, takes
from services.registry.comparisons import use_cases, views
from services.registry.recognitions.published_list import LIMIT, list_of
from services.registry.recognitions.use_cases import require_recogniser

router = APIRouter(prefix="/comparisons")


@router.post("", summary="Compare a list (CSV, multipart) with the register; nothing is entered")
@takes(LIMIT + FORM_BYTES)
async def compare(service: Here, me: Me, file: UploadFile) -> views.ComparisonView:
    require_recogniser(me)  # before a stranger's bytes are kept
    published = await list_of(service, file)
    return views.comparison(await use_cases.compare_list(service.work.reading(), published.text, by=me))
