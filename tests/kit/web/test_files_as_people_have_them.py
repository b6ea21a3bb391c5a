"""Uploads of telephones, chat applications and offices: judged by their content, opened before they are kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile

from kit.refusal import Kind, Refusal
from kit.web.files import FileStore, Stored
from kit.web.sniff import ENDINGS, media_type
from kit.web.uploads import keep_upload
from tests.pdfs import a_pdf

INPUTS = Path(__file__).parent / "inputs"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = frozenset(ENDINGS) - {"application/x-ole-storage", "application/zip", "text/plain"}


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


async def keep(store: FileStore, name: str, content: bytes | None = None) -> Stored:
    upload = UploadFile(io.BytesIO((INPUTS / name).read_bytes() if content is None else content), filename=name)
    return await keep_upload(store, upload, limit=30_000_000, kinds=KINDS, pointer="/file")


def branded(main: bytes, *agrees: bytes) -> bytes:
    brands = main + b"\0\0\0\0" + b"".join(agrees)
    return (8 + len(brands)).to_bytes(4, "big") + b"ftyp" + brands + b"\0\0\0\x10mdat" + bytes(8)


class TestTheKind:
    @pytest.mark.parametrize("brand", ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"])
    def test_of_every_heif_brand_is_heic(self, tmp_path: Path, brand: str) -> None:
        (tmp_path / "f").write_bytes(branded(brand.encode(), b"mif1"))
        assert media_type(tmp_path / "f") == "image/heic"

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (branded(b"avif", b"mif1"), "image/avif"),
            (branded(b"avis", b"msf1"), "image/avif"),
            (branded(b"mif1", b"avif", b"miaf"), "image/avif"),
            (branded(b"qt  ", b"qt  "), "video/quicktime"),
            (b"\0\0\0\x08wide\0\0\0\x10mdat" + bytes(8), "video/quicktime"),
            (branded(b"3gp4", b"isom"), "video/3gpp"),
            (branded(b"3g2a"), "video/3gpp"),
            (branded(b"isom", b"mp42"), "video/mp4"),
            (branded(b"zzzz", b"mif1", b"heic"), "image/heic"),
            (branded(b"M4A ", b"isom"), "audio/mp4"),
            (branded(b"crx ", b"isom"), "application/octet-stream"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (b"\x1b%-12345X@PJL\r\n" + a_pdf(), "application/pdf"),
            (b"\1" + b"x" * 1028 + a_pdf() + b"\xff", "application/octet-stream"),
        ],
    )
    def test_is_what_the_content_says(self, tmp_path: Path, content: bytes, kind: str) -> None:
        (tmp_path / "f").write_bytes(content)
        assert media_type(tmp_path / "f") == kind

    @pytest.mark.parametrize(
        ("name", "kind", "viewable"),
        [
            ("photo-no-ending-from-android-content-uri", "image/png", True),
            ("photo-png-content-named.jpg", "image/png", True),
            ("photo-iphone-heic-content-named.jpg", "image/heic", False),
            ("photo-samsung-hevc-heim.heic", "image/heic", False),
            ("video-iphone.mov", "video/quicktime", False),
            ("audio-voice-note-m4a-named.mp4", "audio/mp4", True),
            ("paper-pdf-with-bom-before-header.pdf", "application/pdf", True),
        ],
    )
    async def test_is_kept_whatever_the_ending(self, store: FileStore, name: str, kind: str, viewable: bool) -> None:
        kept = await keep(store, name)
        assert (kept.media_type, kept.name, kept.viewable) == (kind, name, viewable)
        assert store.path(kept.sha256).read_bytes() == (INPUTS / name).read_bytes()


def cut(pdf: bytes) -> bytes:
    return pdf[: len(pdf) // 2]


def linearized(pdf: bytes) -> bytes:
    """The beginning of a file that says how long it is, with the end mark of its first page."""
    return pdf.replace(b"%\n", b"%\n9 0 obj<</Linearized 1/L 90000/O 3>>endobj\n", 1)


class TestAPdf:
    @pytest.mark.parametrize(
        ("content", "slug"),
        [
            ((INPUTS / "paper-pdf-asks-for-a-password.pdf").read_bytes(), "upload.pdf-locked"),
            ((INPUTS / "paper-pdf-only-first-1kB-truncated.pdf").read_bytes(), "upload.pdf-cut-off"),
            (cut(a_pdf(size=200_000)), "upload.pdf-cut-off"),
            (linearized(a_pdf()), "upload.pdf-cut-off"),
            (b"%PDF-1.7 nothing but an end %%EOF", "upload.pdf-broken"),
            (a_pdf().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[]/Count 0"), "upload.pdf-broken"),
        ],
        ids=["password", "first-kilobyte", "half", "linearized", "no-document", "no-page"],
    )
    async def test_that_nobody_could_read_is_refused_with_what_to_do(
        self, store: FileStore, content: bytes, slug: str
    ) -> None:
        with pytest.raises(Refusal) as refused:
            await keep(store, "Giấy phép.pdf", content)
        assert (refused.value.slug, refused.value.pointer) == (slug, "/file")
        assert "gửi" in refused.value.say("vi")
        assert "send" in refused.value.say("en")
        assert not [file for file in store.root.rglob("*") if file.is_file()]

    @pytest.mark.parametrize("around", [(b"", b"\0" * 5000), (b"\xef\xbb\xbf", b""), (b"\r\n" * 400, b"")])
    async def test_with_bytes_around_it_opens(self, store: FileStore, around: tuple[bytes, bytes]) -> None:
        assert (await keep(store, "quét.pdf", around[0] + a_pdf() + around[1])).media_type == "application/pdf"


def office(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return file.getvalue()


class TestADocument:
    @pytest.mark.parametrize(
        ("name", "content", "slug", "said"),
        [
            ("letter-password-protected-OLE.docx", None, "upload.document-locked", "mật khẩu"),
            ("letter-with-macro-vbaProject.docx", None, "upload.archive-refused", "macro"),
            ("bảng.xlsx", office("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "upload.archive-refused", "macro"),
            ("không đuôi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "upload.document-locked", "mật khẩu"),
            ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "upload.document-old", ".docx"),
        ],
    )  # fmt: skip
    async def test_that_cannot_be_read_safely_is_refused_with_what_to_do(
        self, store: FileStore, name: str, content: bytes | None, slug: str, said: str
    ) -> None:
        with pytest.raises(Refusal) as refused:
            await keep(store, name, content)
        assert refused.value.slug == slug
        assert refused.value.kind is Kind.UNSUPPORTED_MEDIA
        assert said in refused.value.say("vi")
        assert not [file for file in store.root.rglob("*") if file.is_file()]

    async def test_of_today_is_kept(self, store: FileStore) -> None:
        assert (await keep(store, "thuyết minh", office("word/document.xml"))).media_type == DOCX
