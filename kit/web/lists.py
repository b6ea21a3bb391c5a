"""A list on its way in: bounded, looked through, kept as it was sent, then read."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.responses import Response

from kit.lists import List, as_csv, read
from kit.lists.writings import Writing
from kit.web import archives
from kit.web.files import FileStore
from kit.web.inspection.refusals import ArchiveRefused
from kit.web.uploads import FileAbsent, FileTooLarge, clean_name

LIMIT = 5_000_000
"""Bytes of one list."""
ACCEPTED = ".csv,.txt,.tsv,.xlsx"
"""What a browser's chooser shows; what the file is, its content says."""


@dataclass(frozen=True)
class Sent:
    """A list with the SHA-256 its bytes are kept under, and the name they were sent by."""

    found: List
    sha256: str
    name: str


async def list_of(store: FileStore, upload: object, *, writing: Writing | None = None, pointer: str = "/file") -> Sent:
    """
    A list of a form, kept as it was sent once it could be read.

    Raises FileAbsent, FileTooLarge, ArchiveRefused, ListUnreadable, ListBroken, ListTooLong, FileHarmful, ScannerAway.
    """
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise FileAbsent(pointer=pointer)
    name = clean_name(upload.filename)
    content = await upload.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise FileTooLarge(pointer=pointer, name=name, limit=LIMIT // 1_000_000)
    if not content:
        raise FileAbsent(pointer=pointer)
    draft, sha256 = store.draft(uuid.uuid4().hex), hashlib.sha256(content).hexdigest()
    try:
        await asyncio.to_thread(draft.write_bytes, content)
        if content.startswith(b"PK"):
            await asyncio.to_thread(archives.look_through, draft)
        if store.scanner:
            await store.scanner.check(draft, name, pointer)
        found = await asyncio.to_thread(read, content, writing)
        await asyncio.to_thread(store.take, draft, sha256)
    except archives.ArchiveUnfit as unfit:
        raise ArchiveRefused(pointer=pointer, name=name, why=unfit.why) from unfit
    finally:
        draft.unlink(missing_ok=True)
    return Sent(found, sha256, name)


async def kept_list(store: FileStore, sha256: str, writing: Writing | None = None) -> List:
    """A list that was kept, read again, its letters perhaps in another way. Raises FileMissing, and what `read` raises."""
    content = b"".join([piece async for piece in store.read(sha256)])
    return await asyncio.to_thread(read, content, writing)


def csv_download(rows: Iterable[Sequence[str | int]], name: str) -> Response:
    """Rows as a CSV file to be saved. `name`: of ASCII letters."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(as_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
