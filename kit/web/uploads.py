"""A file on its way in: counted, hashed, opened within bounds, then kept byte for byte, with what a browser shows of it."""

from __future__ import annotations

import asyncio
import hashlib
import re
import unicodedata
import uuid
from collections.abc import AsyncIterator, Collection
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile

from kit.normalization import nfc
from kit.refusal import Kind, Refusal
from kit.web import archives
from kit.web.files import FileStore, Stored
from kit.web.inspection.kinds import FILMS, OLE, OPENED, PICTURES
from kit.web.inspection.process import inspect
from kit.web.inspection.refusals import ArchiveRefused
from kit.web.sniff import ENDINGS, media_type

_CHUNK = 1 << 18
_NAME_LIMIT = 120


class FileAbsent(Refusal):
    """The form came without the file."""

    slug = "upload.absent"
    vi = "Chưa chọn tệp, hoặc tệp rỗng. Chọn tệp rồi gửi lại."
    en = "No file was chosen, or it is empty. Choose one and send again."


class FileTooLarge(Refusal):
    """The file is over the endpoint's limit."""

    slug = "upload.too-large"
    kind = Kind.TOO_LARGE
    vi = "Tệp «{name}» lớn hơn {limit} MB. Giảm dung lượng (ví dụ quét ở 150 dpi) hoặc tách thành nhiều tệp."
    en = "The file “{name}” is larger than {limit} MB. Make it smaller (for example, scan at 150 dpi) or split it."


class FileKindRefused(Refusal):
    """What is in the file is not of a kind the endpoint takes."""

    slug = "upload.kind-refused"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Nội dung tệp «{name}» không thuộc loại được nhận ({accepted}). Chuyển sang một trong các loại đó rồi gửi lại."
    en = "What is in “{name}” is not of a kind we take ({accepted}). Convert it to one of them and send again."


async def keep_upload(
    store: FileStore, upload: UploadFile, *, limit: int, kinds: Collection[str], pointer: str | None = None
) -> Stored:
    """
    Keeps a file of a form. `limit` in bytes; `kinds` are the media types taken; `pointer` names the field.

    What it is is judged by its content; a name's ending is neither believed nor a reason to refuse it. Raises FileAbsent,
    FileTooLarge, FileKindRefused, those of `kit.web.inspection.refusals`, Busy; where the store has a scanner,
    FileHarmful and ScannerAway.
    """
    if not upload.filename:
        raise FileAbsent(pointer=pointer)
    return await keep_stream(store, _pieces(upload), upload.filename, limit=limit, kinds=kinds, pointer=pointer)


async def keep_stream(
    store: FileStore,
    pieces: AsyncIterator[bytes],
    name: str,
    *,
    limit: int,
    kinds: Collection[str],
    pointer: str | None = None,
) -> Stored:
    """Keeps a file that comes in pieces (an upload, a download by claim check); raises as `keep_upload`."""
    name = clean_name(name)
    draft, picture = store.draft(uuid.uuid4().hex), store.draft(uuid.uuid4().hex)
    digest, size = hashlib.sha256(), 0
    try:
        with draft.open("wb") as file:
            async for piece in pieces:
                size += len(piece)
                if size > limit:
                    raise FileTooLarge(pointer=pointer, name=name, limit=limit // 1_000_000)
                digest.update(piece)
                await asyncio.to_thread(file.write, piece)
        if not size:
            raise FileAbsent(pointer=pointer)
        kind = await asyncio.to_thread(_kind, draft, name, kinds, pointer)
        if store.scanner:
            await store.scanner.check(draft, name, pointer)
        made = await inspect(kind, draft, picture, name=name, pointer=pointer) if kind in OPENED else None
        if kind not in kinds:  # one that is opened only to say why
            raise FileKindRefused(pointer=pointer, name=name, accepted=endings(kinds))
        await asyncio.to_thread(store.take, draft, digest.hexdigest())
        if made and kind in PICTURES | FILMS:
            await asyncio.to_thread(store.take_shown, picture if made.shown else None, digest.hexdigest())
    finally:
        draft.unlink(missing_ok=True)
        picture.unlink(missing_ok=True)
    viewable = made is None or made.shown or kind not in PICTURES | FILMS
    return Stored(sha256=digest.hexdigest(), size=size, media_type=kind, name=name, viewable=viewable)


async def keep_photograph(store: FileStore, upload: UploadFile, *, limit: int, pointer: str | None = None) -> Stored:
    """
    Keeps a photograph as it is shown (`kit.web.inspection.picture`): drawn anew, so that neither where and when it was
    taken, nor by what, is in what is kept; its name and what came are kept nowhere. `limit` in bytes of what comes.

    Raises what `keep_upload` raises, and FileKindRefused where nothing can be drawn of it.
    """
    if not upload.filename:
        raise FileAbsent(pointer=pointer)
    name = clean_name(upload.filename)
    came, drawn = store.draft(uuid.uuid4().hex), store.draft(uuid.uuid4().hex)
    size = 0
    try:
        with came.open("wb") as file:
            async for piece in _pieces(upload):
                size += len(piece)
                if size > limit:
                    raise FileTooLarge(pointer=pointer, name=name, limit=limit // 1_000_000)
                await asyncio.to_thread(file.write, piece)
        if not size:
            raise FileAbsent(pointer=pointer)
        kind = await asyncio.to_thread(_kind, came, name, PICTURES, pointer)
        if store.scanner:
            await store.scanner.check(came, name, pointer)
        if kind not in PICTURES or not (await inspect(kind, came, drawn, name=name, pointer=pointer)).shown:
            raise FileKindRefused(pointer=pointer, name=name, accepted=endings(PICTURES))
        content = await asyncio.to_thread(drawn.read_bytes)
        digest = hashlib.sha256(content).hexdigest()
        await asyncio.to_thread(store.take, drawn, digest)
    finally:
        came.unlink(missing_ok=True)
        drawn.unlink(missing_ok=True)
    return Stored(sha256=digest, size=len(content), media_type="image/jpeg", name=f"{digest[:12]}.jpg")


def clean_name(name: str) -> str:
    """The sender's name for a file without path, control characters or excess length; the ending is kept."""
    name = nfc(name).replace("\\", "/").rsplit("/", 1)[-1]
    # Marks that turn the reading direction make `exe.pdf` of `fdp.exe`.
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .") or "tep"
    ending = PurePosixPath(name).suffix[:10]
    return name if len(name) <= _NAME_LIMIT else name[: _NAME_LIMIT - len(ending)].rstrip() + ending


def _kind(draft: Path, name: str, kinds: Collection[str], pointer: str | None) -> str:
    try:
        kind = media_type(draft)
    except archives.ArchiveUnfit as unfit:
        raise ArchiveRefused(pointer=pointer, name=name, why=unfit.why) from unfit
    # Office's old container is opened to say what it is: mostly a document of today behind a password.
    if kind not in kinds and kind != OLE:
        raise FileKindRefused(pointer=pointer, name=name, accepted=endings(kinds))
    return kind


def endings(kinds: Collection[str]) -> str:
    """The usual endings of some kinds, as people read them: `.pdf, .png`."""
    return ", ".join(sorted(ENDINGS.get(kind, (kind,))[0] for kind in kinds))


async def _pieces(upload: UploadFile) -> AsyncIterator[bytes]:
    await upload.seek(0)
    while piece := await upload.read(_CHUNK):
        yield piece
