"""`ocop paper verify` against a served register: issued, draft, altered, unknown, and nobody there."""

from __future__ import annotations

import asyncio
import io
import socket
import zipfile
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import pytest
import uvicorn
from typer.testing import CliRunner

from estate.commands.paper import app
from kit.papers import register
from kit.papers.api import papers_slice
from kit.papers.filed import Scan
from kit.papers.layout import Layout
from kit.papers.register import Verdict
from kit.papers.written import Written, written
from kit.service import Service
from kit.settings import development_settings
from kit.web.app import app_of
from tests.kit.papers.samples import AT, decision

SCAN = b"%PDF-1.7 scanned, signed and stamped %%EOF"


@pytest.fixture
async def at(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[tuple[Service, str]]:
    """A service that keeps papers, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = development_settings(
        mongodb_uri=mongodb_uri, mongodb_database=fresh_name, home=tmp_path, public_url=address, oidc_issuer=""
    )
    service = Service(name="evaluation", slices=[papers_slice()], settings=settings)
    await service.prepare()
    server = uvicorn.Server(uvicorn.Config(app_of(service), port=port, lifespan="off", log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield service, address
    server.should_exit = True
    await serving
    service.database.close()


async def filed(service: Service, layout: Layout, *, issue: bool = True) -> Written:
    made = await asyncio.to_thread(written, "p-1", decision(), layout, at=AT, by="officer.1")
    what = {"subject": "d-1", "about": "decision", "office": "33"}
    await service.work.run(register.file_draft, "p-1", decision(), made, **what)
    copy = {"number": "1608", "on": date(2026, 2, 5), "by": "officer.2"}
    await service.work.run(register.file_signed, "p-1", Scan.of(SCAN, "QĐ 1608.pdf"), **copy)
    if issue:
        await service.work.run(register.issue, "p-1")
    return made


async def said(folder: Path, content: bytes, address: str) -> tuple[int, str]:
    file = folder / "in-hand.pdf"
    file.write_bytes(content)
    done = await asyncio.to_thread(CliRunner().invoke, app, ["verify", str(file), "--at", address])
    return done.exit_code, done.output


class TestAFileInHand:
    async def test_is_told_apart(self, at: tuple[Service, str], layout: Layout, tmp_path: Path) -> None:
        service, address = at
        made = await filed(service, layout)
        code, text = await said(tmp_path, SCAN, address)
        assert code == 0
        assert "1608/QĐ-UBND, 05/02/2026, 33: Về việc phê duyệt" in text
        for content, word in (
            (made.pdf, "a draft"),
            (made.docx, "a draft"),
            (made.pdf + b"\n", "was altered"),
            (_touched(made.docx), "was altered"),
            (SCAN + b" ", "not in the register"),
        ):
            code, text = await said(tmp_path, content, address)
            assert (code, word in text) == (1, True), text

    async def test_that_is_not_issued_yet_tells_no_number(
        self, at: tuple[Service, str], layout: Layout, tmp_path: Path
    ) -> None:
        service, address = at
        await filed(service, layout, issue=False)
        code, text = await said(tmp_path, SCAN, address)
        assert (code, "1608" in text, "not issued" in text) == (1, False, True)

    async def test_whose_paper_was_superseded_says_so(
        self, at: tuple[Service, str], layout: Layout, tmp_path: Path
    ) -> None:
        service, address = at
        await filed(service, layout)
        await service.work.run(register.supersede, "p-1", by_paper="p-2")
        code, text = await said(tmp_path, SCAN, address)
        assert (code, "superseded" in text) == (1, True)

    async def test_with_nobody_to_ask_is_not_called_unknown(self, tmp_path: Path) -> None:
        code, text = await said(tmp_path, SCAN, "http://127.0.0.1:1")
        assert (code, "No service" in text) == (2, True)


class TestTheEndpoint:
    async def test_takes_digests_only(self, at: tuple[Service, str]) -> None:
        _, address = at
        async with httpx.AsyncClient(base_url=address) as client:
            for wrong in ("x", "A" * 64, "0" * 63):
                answer = await client.get(f"/evaluation/api/papers/{wrong}")
                assert answer.status_code == 422
            answer = await client.get(f"/evaluation/api/papers/{'0' * 64}")
        assert answer.json()["verdict"] == Verdict.UNKNOWN


def _touched(docx: bytes) -> bytes:
    """The same document with another word in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as read, zipfile.ZipFile(made, "w") as out:
        for name in read.namelist():
            part = read.read(name)
            out.writestr(name, part.replace(b"4 sao", b"5 sao"))
    return made.getvalue()
