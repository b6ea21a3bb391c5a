"""The photographs and papers of activities: what is taken, how large, and where they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import UploadFile

from kit.mapped import mapped
from kit.refusal import NotFound
from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF, PICTURES
from kit.web.uploads import FileAbsent, keep_upload
from services.reporting.activities.activity import Activity, Paper

LIMIT = 15_000_000
"""Bytes of one file."""
AT_ONCE = 10
KINDS = frozenset({PDF, *PICTURES})


async def keep_papers(service: Service, sent: Sequence[object]) -> tuple[Paper, ...]:
    """Keeps the files that were sent. Raises FileAbsent where there is none, and what `keep_upload` raises."""
    files = [one for one in sent if isinstance(one, UploadFile) and one.filename][:AT_ONCE]
    if not files:
        raise FileAbsent(pointer="/files")
    store = FileStore.of(service)
    kept = [await keep_upload(store, one, limit=LIMIT, kinds=KINDS, pointer="/files") for one in files]
    return tuple(mapped(Paper, one) for one in kept)


def paper_of(activity: Activity, sha256: str) -> Stored:
    """A paper of an activity, as the store knows it. Raises NotFound."""
    for one in activity.papers:
        if one.sha256 == sha256:
            return mapped(Stored, one)
    raise NotFound()
