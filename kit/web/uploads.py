"""A file on its way in: counted, hashed, looked into, then kept under what it is."""

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
from kit.web.sniff import ENDINGS, PACKED, media_type

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


class FileRenamed(Refusal):
    """The name says one kind, the content is another."""

    slug = "upload.renamed"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp «{name}» có nội dung là {found}, không khớp với phần đuôi của tên. Đặt lại đúng tên hoặc chọn đúng tệp."
    en = "The content of “{name}” is {found}, which its name's ending does not say. Rename it rightly or choose the right file."


class ArchiveRefused(Refusal):
    """A packed file that is not safe to open, or not to be read by a person."""

    slug = "upload.archive-refused"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp «{name}» không được nhận vì {why}. Mở tệp, lưu lại thành tài liệu thường (không macro, không mật khẩu) hoặc xuất ra PDF rồi gửi lại."
    en = "“{name}” was not taken: {why}. Open it, save it as a plain document (no macros, no password) or export it to PDF, and send that."


async def keep_upload(
    store: FileStore, upload: UploadFile, *, limit: int, kinds: Collection[str], pointer: str | None = None
) -> Stored:
    """
    Keeps a file of a form. `limit` in bytes; `kinds` are the media types taken; `pointer` names the field.

    Raises FileAbsent, FileTooLarge, FileKindRefused, FileRenamed, ArchiveRefused; where the store has a scanner,
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
    draft = store.draft(uuid.uuid4().hex)
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
        await asyncio.to_thread(store.take, draft, digest.hexdigest())
    finally:
        draft.unlink(missing_ok=True)
    return Stored(sha256=digest.hexdigest(), size=size, media_type=kind, name=name)


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
        if kind in PACKED and kind in kinds:
            archives.look_through(draft)
    except archives.ArchiveUnfit as unfit:
        raise ArchiveRefused(pointer=pointer, name=name, why=unfit.why) from unfit
    if kind not in kinds:
        raise FileKindRefused(pointer=pointer, name=name, accepted=endings(kinds))
    if PurePosixPath(name).suffix.lower() not in ENDINGS.get(kind, ()):
        raise FileRenamed(pointer=pointer, name=name, found=kind)
    return kind


def endings(kinds: Collection[str]) -> str:
    """The endings of some kinds, as people and a browser's chooser read them: `.pdf, .png`."""
    return ", ".join(ending for kind in sorted(kinds) for ending in ENDINGS.get(kind, (kind,)))


async def _pieces(upload: UploadFile) -> AsyncIterator[bytes]:
    await upload.seek(0)
    while piece := await upload.read(_CHUNK):
        yield piece
