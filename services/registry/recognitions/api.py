"""The JSON door to recognitions of earlier years."""

from __future__ import annotations

from fastapi import APIRouter, UploadFile
from pydantic import BaseModel

from kit.web.doors import Here, Me
from kit.web.limits import FORM_BYTES, takes
from services.registry.recognitions.loading import LineLoaded, load_list, may_load
from services.registry.recognitions.reading import LIMIT, list_of

router = APIRouter(prefix="/recognitions")


class ListLoaded(BaseModel):
    """What became of every line."""

    lines: list[LineLoaded]


@router.post("", summary="Load a published list (CSV, multipart); the same list again enters nothing twice")
@takes(LIMIT + FORM_BYTES)
async def load(service: Here, me: Me, file: UploadFile) -> ListLoaded:
    may_load(me)  # before a stranger's bytes are kept
    return ListLoaded(lines=await load_list(service.work, await list_of(service, file), by=me))
