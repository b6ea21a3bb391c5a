"""Evidence beside what a browser shows of it: photographs of telephones, papers in Word, files without an ending."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from tests.pdfs import a_pdf
from tests.registry.registry_harness import HUONG, STRANGER, Registry, a_draft

PHOTO = Path(__file__).parents[2] / "kit/web/inputs/photo-upright-by-its-orientation-with-place.heic"


class TestAPhotograph:
    async def test_is_shown_without_its_place_and_downloaded_as_it_was_sent(self, registry: Registry) -> None:
        dossier = await registry.upload(HUONG, await a_draft(registry), name="IMG_0001", content=PHOTO.read_bytes())
        [paper] = dossier["evidence"]
        assert (paper["name"], paper["media_type"], paper["viewable"]) == ("IMG_0001", "image/heic", True)
        at = f"/api/dossiers/{dossier['id']}/evidence/{paper['id']}"
        shown = await registry.at(HUONG).get(f"{at}/shown")
        assert shown.headers["content-type"] == "image/jpeg"
        assert shown.headers["x-frame-options"] == "SAMEORIGIN"
        with Image.open(io.BytesIO(shown.content)) as picture:
            assert not dict(picture.getexif())
        original = await registry.at(HUONG).get(f"{at}/content")
        assert original.content == PHOTO.read_bytes()
        assert original.headers["content-disposition"].endswith("''IMG_0001.heic")

    async def test_that_cannot_be_shown_is_kept_and_the_page_says_so(self, registry: Registry) -> None:
        content = (PHOTO.parent / "photo-samsung-hevc-heim.heic").read_bytes()
        dossier = await registry.upload(HUONG, await a_draft(registry), name="a.heic", content=content)
        [paper] = dossier["evidence"]
        assert not paper["viewable"]
        page = await registry.at(HUONG).get(f"/dossiers/{dossier['id']}/evidence")
        assert "chỉ tải về" in page.text
        at = f"/api/dossiers/{dossier['id']}/evidence/{paper['id']}/shown"
        assert "Tải bản gốc" in (await registry.at(HUONG).get(at)).text
        english = await registry.at(HUONG).get(at, headers={"accept-language": "en"})
        assert "Download the original" in english.text


class TestAPdf:
    async def test_is_shown_page_by_page_as_pictures(self, registry: Registry) -> None:
        dossier = await registry.upload(
            HUONG, await a_draft(registry), name="a.pdf", content=a_pdf("hợp đồng", pages=2)
        )
        at = f"/api/dossiers/{dossier['id']}/evidence/{dossier['evidence'][0]['id']}/shown"
        assert await registry.read(HUONG, f"{at}/pages") == {"pages": 2}
        for page in (1, 2):
            shown = await registry.at(HUONG).get(f"{at}?page={page}")
            assert shown.headers["content-type"] == "image/jpeg"
            assert "sandbox" in shown.headers["content-security-policy"]
            with Image.open(io.BytesIO(shown.content)) as picture:
                assert picture.width in (1600, 1601)  # PDFium rounds up
        assert (await registry.at(HUONG).get(f"{at}?page=3")).status_code == 404
        assert (await registry.at(HUONG).get(at)).headers["content-type"] == "application/pdf"
        for path in (f"{at}/pages", f"{at}?page=1"):
            assert (await registry.at(STRANGER).get(path)).status_code == 404
