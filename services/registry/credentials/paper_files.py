"""The files of credentials: which are taken, how large they may be, where they are kept, and an issuer's word as a file."""

from __future__ import annotations

import asyncio
import uuid

from starlette.datastructures import UploadFile

from kit.refusal import NotFound
from kit.service import Service
from kit.web.files import FileStore, Stored
from kit.web.uploads import keep_upload
from services.registry.credentials.credential import Credential, Paper
from services.registry.credentials.use_cases import paper_coming, paper_kept

LIMIT = 25_000_000
"""Bytes of one file."""

KINDS = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic"})


async def keep_paper(service: Service, producer_id: str, file: UploadFile) -> Stored:
    """Keeps a producer's paper within what they are allowed. Raises AllowanceUsedUp and what `keep_upload` does."""
    await paper_coming(service.work.reading(), producer_id, file.size or 0, service.settings)
    kept = await keep_upload(FileStore.of(service), file, limit=LIMIT, kinds=KINDS, pointer="/file")
    await service.work.run(paper_kept, producer_id, kept, service.settings)
    return kept


async def file_of(files: FileStore, paper: Paper | None, word: str | None) -> Stored:
    """A paper as the store knows it; an issuer's word becomes a file when it is first asked for. Raises NotFound."""
    if paper is None:
        raise NotFound()
    if word is not None and not files.place_of(paper.sha256).is_file():
        await asyncio.to_thread(_write, files, paper.sha256, word)
    return Stored(**paper.model_dump(include=set(Stored.model_fields)))


async def paper_of(service: Service, credential: Credential) -> Stored:
    """The paper of a credential; raises NotFound where there is none."""
    return await file_of(FileStore.of(service), credential.paper, None if credential.file else credential.word)


def _write(files: FileStore, sha256: str, word: str) -> None:
    draft = files.draft(uuid.uuid4().hex)
    draft.write_bytes(word.encode())
    files.take(draft, sha256)
