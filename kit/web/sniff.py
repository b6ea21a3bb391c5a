"""What a file is, by what is in it: its name and what the sender calls it prove nothing."""

from __future__ import annotations

from pathlib import Path

from kit.web import archives

_STARTS: list[tuple[bytes, str]] = [
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
]
_PACKED: list[tuple[str, str]] = [
    ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
]
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "video/mp4": (".mp4", ".m4v"),
    "application/x-ole-storage": (".doc", ".xls", ".ppt"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/zip": (".zip",),
    "text/plain": (".txt", ".csv"),
}
"""The endings a file of each kind may have; also the kinds that can be recognised."""


PACKED = frozenset(
    kind for kind in ENDINGS if "openxmlformats" in kind or "opendocument" in kind or kind == "application/zip"
)
"""The kinds that are ZIP files, to be looked through before they are kept."""


def media_type(path: Path) -> str:
    """
    The kind of a file by its first bytes (of a packed one, by what it holds); `application/octet-stream` if unknown.
    Raises ArchiveUnfit.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    for magic, kind in _STARTS:
        if start.startswith(magic):
            return kind
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    if start[4:8] == b"ftyp":
        return "image/heic" if start[8:12] in {b"heic", b"heix", b"mif1", b"hevc"} else "video/mp4"
    if start.startswith(b"PK\x03\x04"):
        return _packed(path)
    return "text/plain" if _is_text(start) else "application/octet-stream"


def _packed(path: Path) -> str:
    names = archives.names(path)
    if declared := archives.small_text(path, "mimetype"):
        return declared if declared in ENDINGS else "application/zip"
    if "[Content_Types].xml" in names:
        for folder, kind in _PACKED:
            if any(name.startswith(folder) for name in names):
                return kind
    return "application/zip"


def _is_text(start: bytes) -> bool:
    if not start or b"\x00" in start:
        return False
    try:
        start.decode()
    except UnicodeDecodeError as broken:  # a character may be cut at the end of what was read
        return len(start) == 4096 and broken.start > len(start) - 4
    # A text file whose text is a page or a script would be run by whoever opens it.
    return not start.lstrip().lower().startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script"))
