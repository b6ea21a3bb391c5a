"""A file is what is in it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile

from kit.refusal import Refusal
from kit.web.files import FileMissing, FileStore, Stored
from kit.web.uploads import clean_name, keep_stream, keep_upload
from tests.pdfs import a_pdf

PDF, PNG, TEXT = "application/pdf", "image/png", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A_PDF = a_pdf("Phiếu kiểm nghiệm")
KINDS = {PDF, PNG, DOCX}


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


async def keep(store: FileStore, name: str, content: bytes, **more: object) -> Stored:
    upload = UploadFile(io.BytesIO(content), filename=name)
    return await keep_upload(store, upload, **{"limit": 1_000_000, "kinds": KINDS, **more})  # type: ignore[arg-type]


class TestKeeping:
    async def test_names_the_content_by_its_sha256(self, store: FileStore) -> None:
        stored = await keep(store, "Phiếu kiểm nghiệm.pdf", A_PDF)
        digest = hashlib.sha256(A_PDF).hexdigest()
        assert stored == Stored(sha256=digest, size=len(A_PDF), media_type=PDF, name="Phiếu kiểm nghiệm.pdf")
        assert store.path(digest).read_bytes() == A_PDF
        assert b"".join([piece async for piece in store.read(digest)]) == A_PDF

    async def test_the_same_content_twice_takes_one_place(self, store: FileStore) -> None:
        first, second = await keep(store, "a.pdf", A_PDF), await keep(store, "b.pdf", A_PDF)
        assert first.sha256 == second.sha256
        assert len([file for file in store.root.rglob("*") if file.is_file()]) == 1

    @pytest.mark.parametrize(("name", "saved"), [("a.png", "a.png.pdf"), ("a", "a.pdf"), ("a.PDF", "a.PDF")])
    async def test_judges_by_the_content_and_keeps_the_name(self, store: FileStore, name: str, saved: str) -> None:
        stored = await keep(store, name, A_PDF)
        assert (stored.media_type, stored.name) == (PDF, name)
        assert store.send(stored).headers["content-disposition"].endswith(f"''{saved}")

    async def test_tells_a_packed_document_by_what_it_holds(self, store: FileStore) -> None:
        document = packed("[Content_Types].xml", "word/document.xml")
        assert (await keep(store, "Thuyết minh.DOCX", document)).media_type == DOCX

    @pytest.mark.parametrize(
        ("name", "content", "slug"),
        [
            ("", A_PDF, "upload.absent"),
            ("a.pdf", b"", "upload.absent"),
            ("a.pdf", A_PDF + b"x" * 1_000_000, "upload.too-large"),
            ("a.pdf", b"MZ\x90\x00 a program", "upload.kind-refused"),
            ("a.pdf", b"<html><script>", "upload.kind-refused"),
            ("a.docx", packed("evil.exe"), "upload.kind-refused"),
            ("a.docx", b"PK\x03\x04 broken", "upload.archive-refused"),
            ("a.pdf", b"MZ\x90\x00" + A_PDF, "upload.kind-refused"),
            ("a.pdf", b" <html>" + A_PDF, "upload.kind-refused"),
        ],
    )
    async def test_refuses_and_leaves_nothing(self, store: FileStore, name: str, content: bytes, slug: str) -> None:
        with pytest.raises(Refusal) as refused:
            await keep(store, name, content, pointer="/file")
        assert (refused.value.slug, refused.value.pointer) == (slug, "/file")
        assert refused.value.say("vi") != refused.value.say("en")
        assert not [file for file in store.root.rglob("*") if file.is_file()]

    async def test_of_a_stream_that_breaks_leaves_nothing(self, store: FileStore) -> None:
        async def broken() -> AsyncIterator[bytes]:
            yield A_PDF
            raise ConnectionError

        with pytest.raises(ConnectionError):
            await keep_stream(store, broken(), "a.pdf", limit=10_000, kinds=KINDS)
        assert not [file for file in store.root.rglob("*") if file.is_file()]


class TestAText:
    @pytest.mark.parametrize("content", [b"<svg onload=x>", b"  <!DOCTYPE html>", b"<?xml version", b"<script>"])
    async def test_that_is_a_page_is_not_one(self, store: FileStore, content: bytes) -> None:
        with pytest.raises(Refusal) as refused:
            await keep(store, "a.txt", content, kinds={TEXT})
        assert refused.value.slug == "upload.kind-refused"

    async def test_may_be_vietnamese_cut_in_the_middle_of_a_letter(self, store: FileStore) -> None:
        stored = await keep(store, "a.txt", ("a" + "ế" * 2000).encode(), kinds={TEXT})
        assert stored.media_type == TEXT


class TestTheNameOfAFile:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\giấy tờ\\a.pdf", "a.pdf"),
            ("a\u202efdp.exe", "afdp.exe"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
            ("...", "tep"),
            ("Phie\u0302\u0301u.pdf", "Phiếu.pdf"),
            ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ],
    )
    def test_carries_no_path_and_no_tricks(self, given: str, kept: str) -> None:
        assert clean_name(given) == kept


class TestSending:
    async def test_is_under_the_senders_name_and_runs_nothing(self, store: FileStore) -> None:
        stored = await keep(store, "Phiếu.pdf", A_PDF)
        headers = store.send(stored).headers
        assert headers["content-disposition"] == "attachment; filename*=UTF-8''Phi%E1%BA%BFu.pdf"
        assert "sandbox" in headers["content-security-policy"]
        assert headers["content-type"] == PDF

    def test_what_is_not_there_is_refused(self, store: FileStore) -> None:
        for name in ("0" * 64, "../../../etc/passwd", ""):
            with pytest.raises(FileMissing):
                store.path(name)
