"""What a file is, by what is in it: its name and what the sender calls it prove nothing."""

from __future__ import annotations

from pathlib import Path

from kit.web import archives

HEADER = 1024
"""Bytes among which a PDF's header may stand (ISO 32000-1, annex H.3.4.1): mail and scanners put a few before it."""
_BLANK = b"\xef\xbb\xbf \t\r\n"
_STARTS: list[tuple[bytes, str]] = [
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
    "image/heic": (".heic", ".heif", ".hif"),
    "image/avif": (".avif",),
    "video/mp4": (".mp4", ".m4v"),
    "video/quicktime": (".mov", ".qt"),
    "video/3gpp": (".3gp", ".3g2"),
    "audio/mp4": (".m4a", ".m4b"),
    "application/x-ole-storage": (".doc", ".xls", ".ppt"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/zip": (".zip",),
    "text/plain": (".txt", ".csv"),
}
"""The endings files of each kind have, the usual one first; also the kinds that can be recognised."""
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1"}
"""Brands of HEIF (ISO/IEC 23008-12, 10.2): one picture, several, bursts; Apple and Samsung write different ones."""
_AVIF = {b"avif", b"avis"}
_OLD_QUICKTIME = {b"moov", b"mdat", b"wide", b"pnot"}
"""First atoms of films made before there were brands."""
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"<", b"PK", b"\xca\xfe\xba\xbe")
"""What runs, or is a page, stays that, although a PDF begins further on in it."""


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
        return _branded(start)
    if start[4:8] in _OLD_QUICKTIME:
        return "video/quicktime"
    if start.startswith(b"PK\x03\x04"):
        return _packed(path)
    if b"%PDF-" in start[: HEADER + 5] and not start.lstrip(_BLANK).startswith(_PROGRAMS):
        return "application/pdf"
    return "text/plain" if _is_text(start) else "application/octet-stream"


def _branded(start: bytes) -> str:
    """A file of boxes (ISO/IEC 14496-12) by the brands it names: the main one, then those it agrees with."""
    length = min(int.from_bytes(start[:4], "big"), len(start))
    main = start[8:12]
    brands = {start[at : at + 4] for at in range(16, length - 3, 4)}
    if main in _AVIF or (main in {b"mif1", b"msf1", b"mif2"} and brands & _AVIF):
        return "image/avif"
    if main in _HEIF:
        return "image/heic"
    if main == b"qt  ":
        return "video/quicktime"
    if main[:2] == b"3g":
        return "video/3gpp"
    if main in {b"M4A ", b"M4B ", b"M4P ", b"F4A "}:
        return "audio/mp4"
    if brands & _HEIF:  # a main brand of the maker's own
        return "image/heic"
    return "application/octet-stream" if main in {b"crx ", b"jxl ", b"jp2 "} else "video/mp4"


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
