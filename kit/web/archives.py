"""Packed files (ZIP and the documents that are one) looked into within bounds, before anybody else opens them."""

from __future__ import annotations

import io
import stat
import struct
import time
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ENTRIES = 5_000
"""Names in one file; a long spreadsheet with a picture on every row has some hundreds."""
NAME = 255
UNPACKED = 300_000_000
"""Bytes of everything in it, what is packed inside included."""
RATIO = 200
"""How many times larger than packed; deflate itself ends at 1,032. Small entries are let off: `_SMALL`."""
DEPTH = 2
"""A document may carry a spreadsheet; a spreadsheet in a spreadsheet in a document is somebody's joke."""
SECONDS = 10.0

_SMALL = 1_000_000
_CHUNK = 1 << 16
_DIRECTORY = ENTRIES * (46 + 2 * NAME)
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class ArchiveUnfit(Exception):
    """Not to be kept; `vi` and `en` say why, in the middle of a sentence."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.why = (vi, en)


def names(path: Path) -> list[str]:
    """What a packed file holds, by its directory, which is measured before it is read. Raises ArchiveUnfit."""
    with path.open("rb") as file, _opened(file) as packed:
        return packed.namelist()


def small_text(path: Path, name: str) -> str:
    """The first 200 bytes of an entry as ASCII, empty when there is none. Raises ArchiveUnfit."""
    with path.open("rb") as file, _opened(file) as packed:
        if name not in packed.namelist():
            return ""
        try:
            with packed.open(name) as entry:
                return entry.read(200).decode("ascii", "replace")
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as broken:
            raise _damaged() from broken


def look_through(path: Path) -> None:
    """
    Unpacks everything into nothing, counting: entries, names, bytes, ratio, nesting, seconds. What the
    directory claims is not believed. Raises ArchiveUnfit.
    """
    with path.open("rb") as file:
        _Look(time.monotonic() + SECONDS).into(file, depth=1)


@dataclass
class _Look:
    """One budget for a file and all that is packed in it."""

    ends: float
    entries: int = 0
    unpacked: int = 0

    def into(self, file: IO[bytes], depth: int) -> None:
        """One packed file."""
        if depth > DEPTH:
            raise ArchiveUnfit("tệp nén lồng quá sâu", "files are packed within it too deeply")
        with _opened(file) as packed:
            self.entries += len(packed.infolist())
            if self.entries > ENTRIES:
                raise _too_many()
            seen: set[str] = set()
            for entry in packed.infolist():
                _check_name(entry, seen)
                self._entry(packed, entry, depth)

    def _entry(self, packed: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
        kept = io.BytesIO()
        try:
            with packed.open(entry) as stream:
                size = 0
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    self._spend(len(piece))
                    if size > max(_SMALL, RATIO * entry.compress_size):
                        raise ArchiveUnfit("tỷ lệ nén bất thường", "it is packed too tightly to be a document")
                    if kept.tell() or piece.startswith(b"PK\x03\x04"):
                        kept.write(piece)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as broken:
            raise _damaged() from broken
        if kept.tell():
            kept.seek(0)
            self.into(kept, depth + 1)

    def _spend(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > UNPACKED:
            megabytes = UNPACKED // 1_000_000
            raise ArchiveUnfit(f"giải nén ra hơn {megabytes} MB", f"it unpacks to more than {megabytes} MB")
        if time.monotonic() > self.ends:
            raise ArchiveUnfit("mất quá nhiều thời gian để kiểm tra", "it takes too long to look through")


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    size, entries = _directory(file)
    if size > _DIRECTORY or entries > ENTRIES:
        raise _too_many()
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise _damaged() from broken


def _directory(file: IO[bytes]) -> tuple[int, int]:
    """
    Bytes and entries of the directory as the end record has them (APPNOTE.TXT 4.3.14 and 4.3.16), found as `zipfile`
    finds it: that reads as many bytes as are claimed, and makes an object of each entry before one can be counted.
    """
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - 22 - 65_535 - 20 - 56))
    tail = file.read()
    at = len(tail) - 22
    if at < 0 or tail[at : at + 4] != _END or tail[-2:] != b"\x00\x00":
        at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise _damaged()
    entries, size = struct.unpack_from("<HL", tail, at + 10)
    if at >= 76 and tail[at - 20 : at - 16] == _LOCATOR_64 and tail[at - 76 : at - 72] == _END_64:
        entries, size = struct.unpack_from("<QQ", tail, at - 76 + 32)
    file.seek(0)
    return size, entries


def _check_name(entry: zipfile.ZipInfo, seen: set[str]) -> None:
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    strange = (
        len(name) > NAME
        or name in seen
        or name.startswith(("/", "\\"))
        or ":" in parts[0]
        or ".." in parts
        or any(unicodedata.category(c) == "Cc" for c in name)
        or stat.S_ISLNK(entry.external_attr >> 16)
    )
    seen.add(name)
    if strange:
        raise ArchiveUnfit("có tên tệp bên trong không hợp lệ", "it holds a file whose name is not allowed")
    if entry.flag_bits & 0x1:
        raise ArchiveUnfit("được bảo vệ bằng mật khẩu", "it is protected by a password")
    if entry.compress_type not in _METHODS:
        raise ArchiveUnfit("dùng cách nén không được nhận", "it is packed by a method we do not take")
    if parts[-1].lower() == "vbaproject.bin":
        raise ArchiveUnfit("có chứa macro", "it holds macros")


def _too_many() -> ArchiveUnfit:
    return ArchiveUnfit(f"chứa hơn {ENTRIES} tệp bên trong", f"it holds more than {ENTRIES:,} files")


def _damaged() -> ArchiveUnfit:
    return ArchiveUnfit("bị hỏng", "it is damaged")
