"""The files of advisory work: photographs without where they were taken, a producer's papers, the signed report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.datastructures import FormData, UploadFile

from kit.refusal import NotFound
from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import PDF, PICTURES
from kit.web.uploads import keep_photograph, keep_upload
from services.evaluation.advisory.advisory import Advisory
from services.evaluation.advisory_teams.team import StoredFile

LIMIT = 15_000_000
"""Bytes of one file."""
ANSWER_KINDS = frozenset({PDF, *PICTURES})
"""What a producer may send with an answer: a paper, scanned or photographed."""


async def keep_picture(service: Service, file: UploadFile) -> StoredFile:
    """Keeps a photograph as it is shown: drawn anew, without place or device. Raises what `keep_photograph` does."""
    return _kept(await keep_photograph(FileStore.of(service), file, limit=LIMIT, pointer="/file"))


async def keep_answer(service: Service, file: UploadFile | None) -> StoredFile | None:
    """Keeps what a producer sends with an answer, where they did. Raises what `keep_upload` does."""
    if file is None or not file.filename:
        return None
    return _kept(await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=ANSWER_KINDS, pointer="/file"))


async def keep_report(service: Service, file: UploadFile | None) -> StoredFile | None:
    """Keeps the signed copy of a report, where one was sent. Raises what `keep_upload` does."""
    if file is None or not file.filename:
        return None
    return _kept(await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds={PDF}, pointer="/file"))


def files_in(sent: FormData, name: str = "file") -> Sequence[UploadFile]:
    """The files a form brought under a name."""
    return [one for one in sent.getlist(name) if isinstance(one, UploadFile) and one.filename]


def picture_of(work: Advisory, sha256: str) -> Stored:
    """A photograph of any visit by its digest; raises NotFound."""
    return _found((one for visit in work.visits for one in visit.pictures), sha256)


def answer_of(work: Advisory, sha256: str) -> Stored:
    """What came with an answer by its digest; raises NotFound."""
    return _found((one.file for one in work.questions if one.file), sha256)


def stored(file: StoredFile) -> Stored:
    """A file as the store knows it."""
    return Stored(**file.model_dump(include=set(Stored.model_fields)))


def _found(files: Iterable[StoredFile], sha256: str) -> Stored:
    for one in files:
        if one.sha256 == sha256:
            return stored(one)
    raise NotFound()


def _kept(file: Stored) -> StoredFile:
    return StoredFile(**file.model_dump())
