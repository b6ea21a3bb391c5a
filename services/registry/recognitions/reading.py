"""A list on its way in: kept like any upload, by its digest, and read as text."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import UploadFile

from kit.refusal import Kind, Refusal
from kit.service import Service
from kit.web.files import FileStore
from kit.web.refusals import TooManyParts
from kit.web.uploads import keep_upload

LIMIT = 5_000_000
"""Bytes of one list."""
LINES = 20_000
"""Lines of one list; the whole country recognises fewer products in a year."""


class NotText(Refusal):
    slug = "recognition.list-not-text"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Tệp không phải CSV mã UTF-8. Trong bảng tính, chọn «Lưu thành CSV UTF-8» rồi gửi lại."
    en = "The file is not CSV in UTF-8. Choose “Save as CSV UTF-8” in your spreadsheet and send it again."


@dataclass(frozen=True)
class PublishedList:
    """The text of a list, and the SHA-256 by which its bytes are kept."""

    text: str
    sha256: str


async def list_of(service: Service, upload: UploadFile) -> PublishedList:
    """
    The list, kept as it was sent.

    Raises FileAbsent, FileTooLarge, FileKindRefused, FileRenamed, FileHarmful, ScannerAway, NotText, TooManyParts.
    """
    store = FileStore.of(service)
    kept = await keep_upload(store, upload, limit=LIMIT, kinds={"text/plain"}, pointer="/file")
    pieces = [piece async for piece in store.read(kept.sha256)]
    try:
        text = b"".join(pieces).decode("utf-8-sig")
    except UnicodeDecodeError as unreadable:
        raise NotText(pointer="/file") from unreadable
    if text.count("\n") > LINES:
        raise TooManyParts(pointer="/file", limit=LINES, what=("dòng", "lines"))
    return PublishedList(text, kept.sha256)
