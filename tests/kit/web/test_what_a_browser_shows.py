"""The shown version of a file: upright, without place or device, made within bounds; the original stays as it was sent."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from starlette.datastructures import UploadFile

from kit.refusal import Refusal
from kit.web.files import FileStore, Stored
from kit.web.inspection import bounds, process
from kit.web.inspection.process import inspect
from kit.web.inspection.refusals import InspectionGivenUp
from kit.web.refusals import Busy
from kit.web.shown import pages_of, picture_of, send_shown
from kit.web.sniff import ENDINGS
from kit.web.uploads import keep_upload
from tests.kit.web.films import a_film
from tests.pdfs import a_pdf

HEIC = Path(__file__).parent / "inputs" / "photo-upright-by-its-orientation-with-place.heic"
ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


async def keep(store: FileStore, content: bytes, name: str = "tệp") -> Stored:
    upload = UploadFile(io.BytesIO(content), filename=name)
    return await keep_upload(store, upload, limit=60_000_000, kinds=frozenset(ENDINGS))


def photo(kind: str, **more: object) -> bytes:
    """Lying on its side, with place and device: 64 × 48, blue in the corner that is the upper right one when upright."""
    picture = Image.new("RGB", (64, 48), "red")
    picture.paste("blue", (0, 0, 32, 24))
    announced = Image.Exif()
    announced[ORIENTATION], announced[MAKER] = 6, "Telephone"
    announced[PLACE] = {1: "N", 2: (20.0, 39.0, 0.0), 3: "E", 4: (106.0, 3.0, 0.0)}
    file = io.BytesIO()
    picture.save(file, kind, exif=announced.tobytes(), **more)
    return file.getvalue()


def grey(width: int, height: int) -> bytes:
    """A PNG of zeros, without holding its pixels."""
    press = zlib.compressobj()
    rows = b"".join(press.compress(bytes(1 + 3 * width)) for _ in range(height)) + press.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in pieces
    )


class TestAPicture:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIC"])
    async def test_is_shown_upright_and_says_nothing_of_where_it_was_taken(self, store: FileStore, kind: str) -> None:
        content = HEIC.read_bytes() if kind == "HEIC" else photo(kind)
        kept = await keep(store, content)
        with Image.open(store.path(kept.sha256)) if kind != "HEIC" else Image.new("L", (1, 1)) as original:
            assert kind == "HEIC" or original.getexif().get_ifd(PLACE), "the evidence is what was sent"
        assert store.path(kept.sha256).read_bytes() == content
        made = await picture_of(store, kept)
        assert made is not None
        announced = made.read_bytes()
        with Image.open(made) as shown:
            assert (shown.format, shown.size) == ("JPEG", (48, 64))
            assert not dict(shown.getexif()), "no place, no device, no day"
            assert not {"exif", "xmp", "icc_profile", "photoshop"} & set(shown.info)
            red, _, blue = shown.convert("RGB").getpixel((36, 12))  # type: ignore[misc]
            assert blue > red, "the corner is where a person sees it"
        assert b"Telephone" not in announced
        assert b"Exif" not in announced

    async def test_of_paint_programs_is_shown_on_white(self, store: FileStore) -> None:
        file = io.BytesIO()
        Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(file, "PNG")
        made = await picture_of(store, await keep(store, file.getvalue()))
        assert made is not None
        with Image.open(made) as shown:
            assert shown.convert("L").getextrema()[0] > 250

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
    async def test_of_every_mode_is_shown(self, store: FileStore, mode: str) -> None:
        file = io.BytesIO()
        Image.new(mode, (20, 20)).save(file, "JPEG" if mode == "CMYK" else "PNG")
        assert (await keep(store, file.getvalue())).viewable

    @pytest.mark.parametrize("side", [3_000, pytest.param(8_900, marks=pytest.mark.prove)])
    async def test_larger_than_a_screen_is_made_smaller_within_its_memory(self, tmp_path: Path, side: int) -> None:
        large = tmp_path / "large.png"
        large.write_bytes(grey(side, side))
        found = await inspect("image/png", large, tmp_path / "shown", name="large.png")
        with Image.open(tmp_path / "shown") as shown:
            assert shown.size == (2560, 2560)
        assert found.peak < bounds.MEMORY

    @pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (2_000_000_000, 1)])
    async def test_of_more_pixels_than_are_unpacked_is_refused(self, store: FileStore, width: int, height: int) -> None:
        bomb = grey(1, 1)
        head = struct.pack(">II", width, height) + bomb[24:29]
        bomb = bomb[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + bomb[33:]
        with pytest.raises(Refusal) as refused:
            await keep(store, bomb)
        assert refused.value.slug == "upload.picture-too-large"
        assert "80" in refused.value.say("vi")
        assert not [file for file in store.root.rglob("*") if file.is_file()]

    async def test_that_is_cut_is_kept_and_its_card_says_so(self, store: FileStore) -> None:
        kept = await keep(store, photo("JPEG")[:500], "ảnh & tem.jpg")
        assert not kept.viewable
        answer = await send_shown(store, kept)
        assert answer.media_type == "image/svg+xml"
        assert "ảnh &amp; tem.jpg" in bytes(answer.body).decode()
        assert "Tải bản gốc" in bytes(answer.body).decode()
        assert "sandbox" in answer.headers["content-security-policy"]


class TestAFilm:
    @pytest.mark.parametrize(("ending", "turned"), [("mp4", False), ("mov", False), ("3gp", False), ("mp4", True)])
    async def test_is_shown_by_a_frame_of_it(self, store: FileStore, ending: str, turned: bool) -> None:
        pytest.importorskip("av")
        made = await picture_of(store, await keep(store, a_film(ending, turned=turned)))
        assert made is not None
        with Image.open(made) as shown:
            assert shown.size == ((144, 176) if turned else (176, 144))
            red, _, blue = shown.convert("RGB").getpixel((shown.width - 20, 20) if turned else (20, 20))  # type: ignore[misc]
            assert blue > red

    async def test_plays_and_a_pdf_opens_in_place(self, store: FileStore) -> None:
        film = Stored(sha256=(await keep(store, a_pdf())).sha256, size=1, media_type="video/mp4", name="a.mp4")
        assert store.send(film, inline=True).headers["content-disposition"].startswith("inline")
        pdf = await send_shown(store, film.model_copy(update={"media_type": "application/pdf"}))
        assert pdf.headers["content-type"] == "application/pdf"
        assert "frame-ancestors 'self'" in pdf.headers["content-security-policy"]


class TestFilesOfAnEarlierRelease:
    async def test_are_shown_when_asked_for_and_made_once(
        self, store: FileStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = await keep(store, photo("JPEG"))
        made = store.shown(kept.sha256)
        assert made
        made.unlink()
        assert await picture_of(store, kept) == made
        monkeypatch.setattr(process, "run", None)  # what is there is not made again
        assert await picture_of(store, kept) == made


class TestTheBounds:
    async def test_of_time_end_an_inspection(
        self, store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(process, "SECONDS", 0.001)
        with pytest.raises(InspectionGivenUp):
            await keep(store, a_pdf())
        assert not [file for file in store.root.rglob("*") if file.is_file()]

    async def test_of_time_leave_a_pages_picture_to_be_made_again(
        self, store: FileStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A busy moment is no fault of the file: nothing is kept of it, its count of pages least of all."""
        kept = await keep(store, a_pdf(pages=3))
        with monkeypatch.context() as busy:
            busy.setattr(process, "SECONDS", 0.001)
            with pytest.raises(Busy):
                await pages_of(store, kept)
        assert await pages_of(store, kept) == 3
        assert (await send_shown(store, kept, 3)).media_type == "image/jpeg"

    async def test_of_the_queue_ask_to_come_again(self, store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(process, "QUEUE", -process.AT_ONCE)
        with pytest.raises(Busy):
            await keep(store, a_pdf())
