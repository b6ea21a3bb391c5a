"""
ClamAV's daemon, asked over its own protocol (`zINSTREAM`, clamd(8)) whether a file carries something known to harm.

The clients on PyPI read whole files into memory, or know TCP only; what is needed is one command.
"""

from __future__ import annotations

import asyncio
import struct
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from kit.refusal import Kind, Refusal
from kit.telemetry.logs import log

_log = log(__name__)
_CHUNK = 1 << 16
_REPLY = 4096
CONNECT_SECONDS = 5.0
SCAN_SECONDS = 60.0


class FileHarmful(Refusal):
    """The scanner knows what is in the file."""

    slug = "upload.harmful"
    kind = Kind.INVALID
    vi = "Tệp «{name}» bị phần mềm quét phát hiện có mã độc ({found}) nên không được nhận. Quét máy của bạn, lấy lại bản sạch của tệp rồi gửi."
    en = "The scanner found malware in “{name}” ({found}), so it was not taken. Scan your computer, get a clean copy of the file, and send that."


class ScannerAway(Refusal):
    """No verdict: what was not looked at is not kept."""

    slug = "upload.scanner-away"
    kind = Kind.AWAY
    vi = "Chưa quét được mã độc cho tệp «{name}» nên chưa nhận. Gửi lại sau ít phút; nếu vẫn lỗi, báo cho quản trị viên hệ thống."
    en = "“{name}” could not be scanned for malware just now, so it was not taken. Send it again in a few minutes; if it goes on, tell the administrator."


class ScannerAddressError(ValueError):
    """CLAMD_URL is no address of a scanner."""

    def __init__(self, url: str) -> None:
        super().__init__(f"CLAMD_URL={url!r}: write tcp://host:3310 or unix:///run/clamav/clamd.ctl")


class Scanner:
    """One clamd, at `tcp://host:port` or `unix:///path`. Raises ScannerAddressError."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._path = parts.path if parts.scheme == "unix" else ""
        self._host, self._port = parts.hostname or "", parts.port or 3310
        if not (self._path or (parts.scheme == "tcp" and self._host)):
            raise ScannerAddressError(url)

    async def check(self, file: Path, name: str, pointer: str | None = None) -> None:
        """Scans a file. Raises FileHarmful, or ScannerAway when there is no verdict."""
        try:
            verdict = await asyncio.wait_for(self._scan(file), SCAN_SECONDS)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
            _log.error("no verdict of the scanner", fault=repr(fault))
            raise ScannerAway(pointer=pointer, name=name) from fault
        if verdict.endswith(" FOUND"):
            found = verdict.removeprefix("stream: ").removesuffix(" FOUND")[:100]
            _log.warning("harmful file refused", found=found)
            raise FileHarmful(pointer=pointer, name=name, found=found)
        if verdict != "stream: OK":
            _log.error("no verdict of the scanner", said=verdict[:200])
            raise ScannerAway(pointer=pointer, name=name)

    async def _scan(self, file: Path) -> str:
        reader, writer = await asyncio.wait_for(self._connect(), CONNECT_SECONDS)
        try:
            writer.write(b"zINSTREAM\0")
            with file.open("rb") as content:
                while piece := await asyncio.to_thread(content.read, _CHUNK):
                    writer.write(struct.pack(">I", len(piece)) + piece)
                    await writer.drain()
            writer.write(struct.pack(">I", 0))
            await writer.drain()
            said = await reader.readuntil(b"\0")
            return said[:_REPLY].rstrip(b"\0\n").decode("utf-8", "replace")
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._path:
            return await asyncio.open_unix_connection(self._path, limit=_REPLY)
        return await asyncio.open_connection(self._host, self._port, limit=_REPLY)
