"""The files of photographs: which are taken, how large they may be, and where they are kept; counted as their producer's."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PICTURES
from kit.web.links import absolute
from kit.web.uploads import keep_upload
from services.registry.dossiers.allowance import Limit
from services.registry.dossiers.use_cases import count_file, must_have_room
from services.registry.marks.mark_use import Picture

LIMIT = 15_000_000
"""Bytes of one picture."""


def files_of(service: Service) -> FileStore:
    """Where this deployment keeps them."""
    return FileStore.of(service)


async def keep_picture(service: Service, producer_id: str, file: UploadFile) -> Stored:
    """Keeps a photograph within what its producer may have kept. Raises AllowanceUsedUp and what `keep_upload` does."""
    limit = Limit.of(service.settings)
    await must_have_room(service.work.reading(), producer_id, file.size or 0, limit)
    kept = await keep_upload(files_of(service), file, limit=LIMIT, kinds=PICTURES, pointer="/file")
    await service.work.run(count_file, producer_id, kept, limit)
    return kept


def address(service: Service, at: str) -> str:
    """Where the pictures of something are fetched, each by its id below."""
    return absolute(service, at)


def stored(picture: Picture) -> Stored:
    """The file of a picture, as the store knows it."""
    return Stored(
        sha256=picture.sha256,
        size=picture.size,
        media_type=picture.media_type,
        name=picture.name,
        viewable=picture.viewable,
    )
