"""What clamd does not pass is not kept; the daemon here is a small one that speaks its protocol on a real socket."""

from __future__ import annotations

import asyncio
import io
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from kit.refusal import Refusal
from kit.settings import development_settings
from kit.web import scanner
from kit.web.files import FileStore, Stored
from kit.web.scanner import Scanner, ScannerAddressError
from kit.web.uploads import keep_upload

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The industry's harmless test text (eicar.org); in two halves, or this file itself would be found."""


async def clamd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """INSTREAM as clamd(8) has it: chunks of a length and as many bytes, ended by a length of nothing."""
    command = await reader.readuntil(b"\0")
    content = b""
    while length := struct.unpack(">I", await reader.readexactly(4))[0]:
        content += await reader.readexactly(length)
    if command != b"zINSTREAM\0":
        said = "UNKNOWN COMMAND"
    elif len(content) > 900_000:
        said = "INSTREAM size limit exceeded. ERROR"
    else:
        said = "stream: Eicar-Signature FOUND" if EICAR in content else "stream: OK"
    writer.write(said.encode() + b"\0")
    await writer.drain()
    writer.close()


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def breaking_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(10)
    writer.close()


@asynccontextmanager
async def listening(does: object = clamd, path: Path | None = None) -> AsyncIterator[Scanner]:
    if path:
        server = await asyncio.start_unix_server(does, path)  # type: ignore[arg-type]
        url = f"unix://{path}"
    else:
        server = await asyncio.start_server(does, "127.0.0.1", 0)  # type: ignore[arg-type]
        url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield Scanner(url)


async def keep(at: Path, scanner: Scanner, content: bytes) -> Stored:
    store = FileStore(at / "files", scanner)
    upload = UploadFile(io.BytesIO(content), filename="Giấy.txt")
    return await keep_upload(store, upload, limit=1_000_000, kinds={"text/plain"}, pointer="/file")


def kept(at: Path) -> list[Path]:
    return [file for file in at.rglob("*") if file.is_file()]


class TestAFile:
    async def test_that_passes_is_kept(self, tmp_path: Path) -> None:
        async with listening() as scanner:
            stored = await keep(tmp_path, scanner, b"clean " * 50_000)
        assert [file.name for file in kept(tmp_path)] == [stored.sha256]
        assert [file.stat().st_mode & 0o777 for file in kept(tmp_path)] == [0o600]

    async def test_that_is_known_to_harm_is_refused_and_gone(self, tmp_path: Path) -> None:
        async with listening() as scanner:
            with pytest.raises(Refusal) as refused:
                await keep(tmp_path, scanner, EICAR)
        assert (refused.value.slug, refused.value.pointer) == ("upload.harmful", "/file")
        assert "Eicar-Signature" in refused.value.say("vi")
        assert kept(tmp_path) == []

    async def test_is_scanned_over_a_unix_socket_too(self, tmp_path: Path) -> None:
        async with listening(path=tmp_path / "s") as scanner:
            with pytest.raises(Refusal, match="malware"):
                await keep(tmp_path, scanner, EICAR)

    @pytest.mark.parametrize("does", [silent, breaking_off])
    async def test_without_a_verdict_is_to_be_sent_again(
        self, does: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(scanner, "SCAN_SECONDS", 0.2)
        async with listening(does) as asked:
            with pytest.raises(Refusal) as refused:
                await keep(tmp_path, asked, b"text")
        assert (refused.value.slug, refused.value.kind.value) == ("upload.scanner-away", 503)
        assert kept(tmp_path) == []

    async def test_the_scanner_finds_too_large_is_no_clean_one(self, tmp_path: Path) -> None:
        async with listening() as scanner:
            with pytest.raises(Refusal) as refused:
                await keep(tmp_path, scanner, b"x" * 950_000)
        assert refused.value.slug == "upload.scanner-away"

    async def test_is_refused_when_nobody_listens(self, tmp_path: Path) -> None:
        with pytest.raises(Refusal) as refused:
            await keep(tmp_path, Scanner(f"unix://{tmp_path}/none"), b"text")
        assert refused.value.slug == "upload.scanner-away"


@pytest.mark.parametrize(
    "url", ["clamav:3310", "http://clamav:3310", "tcp://", "unix:", "unix://run/clamd", "tcp://a b"]
)
def test_an_address_that_is_none_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ValidationError, match="CLAMD_URL"):
        development_settings(clamd_url=url)


def test_an_address_of_another_kind_is_no_scanners() -> None:
    with pytest.raises(ScannerAddressError, match="CLAMD_URL"):
        Scanner("http://clamav:3310")
