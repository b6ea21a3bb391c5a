"""The JSON API of recognitions of earlier years."""

from __future__ import annotations

from fastapi import APIRouter, UploadFile

from kit.web.dependencies import Here, Me
from kit.web.limits import FORM_BYTES, takes
from services.registry.recognitions import views
from services.registry.recognitions.published_list import LIMIT, list_of
from services.registry.recognitions.use_cases import load_list, require_recogniser

router = APIRouter(prefix="/recognitions")


@router.post("", summary="Load a published list (CSV, multipart); the same list again enters nothing twice")
@takes(LIMIT + FORM_BYTES)
async def load(service: Here, me: Me, file: UploadFile) -> views.ListLoaded:
    require_recogniser(me)  # before a stranger's bytes are kept
    lines = await load_list(service.work, await list_of(service, file), by=me)
    return views.ListLoaded(lines=[views.loaded(line) for line in lines])
