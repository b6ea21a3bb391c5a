"""What an office asked for is ticked item by item; what comes back says what changed, and is asked about when nothing did."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest

from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import HUONG, OFFICER, PDF, Registry, a_ready_draft, returned, submitted

ASKED = ("Phiếu kiểm nghiệm còn hiệu lực", "Ảnh bao bì mặt sau")


@pytest.fixture
async def sent_back(registry: Registry) -> Any:
    dossier = await submitted(registry)
    await registry.consume(returned(dossier, *ASKED, on=date(2026, 8, 3), by=date(2026, 8, 20)))
    return await registry.read(HUONG, f"/api/dossiers/{dossier['id']}")


async def page(registry: Registry, who: Any, dossier: dict[str, Any], path: str = "") -> str:
    return html.unescape((await Browser(registry, who).client.get(f"/dossiers/{dossier['id']}{path}")).text)


class TestWhatAnOfficeAskedFor:
    async def test_is_ticked_on_the_page_and_told_with_the_supplement(
        self, registry: Registry, sent_back: dict[str, Any]
    ) -> None:
        at = f"/dossiers/{sent_back['id']}"
        browser = Browser(registry, HUONG)
        await browser.open(at, announced=("Tân Hưng", "Long nhãn", *ASKED, "Nguyễn", "dang-ky"))
        await browser.submit(f"{at}/asked", {"done": "0"})
        assert f"☑ {ASKED[0]}" in await page(registry, OFFICER, sent_back)
        assert ASKED[1] in (await page(registry, HUONG, sent_back, "/submission")).partition("chưa đánh dấu")[2]
        ticked = await registry.read(HUONG, f"/api{at}")
        more = await registry.upload(HUONG, ticked, "quality-declaration", name="kiem-nghiem.pdf", content=PDF + b"%")
        await registry.send(HUONG, f"/api{at}/submission", {"note": "Ảnh sẽ gửi sau"}, version=more["version"])
        [announced] = await registry.facts("vn.ocop.registry.dossier.supplemented.v1")
        assert (announced["done"], announced["dossier"]["note"]) == ([ASKED[0]], "Ảnh sẽ gửi sau")
        text = await page(registry, OFFICER, sent_back)
        assert f"☑ {ASKED[0]}" in text
        assert f"☐ {ASKED[1]}" in text
        assert "kiem-nghiem.pdf" in text.partition("Minh chứng mới:")[2].partition("</p>")[0]
        assert "Ảnh sẽ gửi sau" in text

    async def test_is_one_click_away_on_the_producers_list_and_no_offices(
        self, registry: Registry, sent_back: dict[str, Any]
    ) -> None:
        own = html.unescape((await Browser(registry, HUONG).client.get("/dossiers")).text)
        assert 'href="/registry/dossiers?state=returned">Cần bổ sung (1)</a>' in own
        assert "Bản nháp (" not in own, "nothing waits there"
        found = (await Browser(registry, HUONG).client.get("/dossiers?state=returned")).text
        assert f"/dossiers/{sent_back['id']}" in found
        assert "Cần bổ sung (" not in html.unescape((await Browser(registry, OFFICER).client.get("/dossiers")).text)

    async def test_has_no_more_items_than_were_asked_for(self, registry: Registry, sent_back: dict[str, Any]) -> None:
        at = f"/api/dossiers/{sent_back['id']}/asked"
        refused = await registry.send(HUONG, at, {"done": [2]}, version=sent_back["version"], method="PUT", status=422)
        assert refused["type"].endswith("/dossier.not-asked")

    async def test_is_not_ticked_by_the_office(self, registry: Registry, sent_back: dict[str, Any]) -> None:
        at = f"/api/dossiers/{sent_back['id']}/asked"
        await registry.send(OFFICER, at, {"done": [0]}, version=sent_back["version"], method="PUT", status=404)


class TestADossierSentAgain:
    async def test_unchanged_is_asked_about_and_sent_once_that_is_meant(
        self, registry: Registry, sent_back: dict[str, Any]
    ) -> None:
        at, version = f"/api/dossiers/{sent_back['id']}/submission", sent_back["version"]
        assert 'name="unchanged"' in await page(registry, HUONG, sent_back, "/submission")
        refused = await registry.send(HUONG, at, {"note": "Đủ rồi"}, version=version, status=422)
        assert refused["type"].endswith("/dossier.unchanged")
        assert await registry.facts("vn.ocop.registry.dossier.supplemented.v1") == []
        again = await registry.send(HUONG, at, {"note": "Đủ rồi", "unchanged": True}, version=version)
        assert again["state"] == "submitted"

    async def test_with_a_paper_exchanged_is_not_asked_about(
        self, registry: Registry, sent_back: dict[str, Any]
    ) -> None:
        at = f"/api/dossiers/{sent_back['id']}"
        [paper] = sent_back["evidence"]
        fewer = await registry.send(
            HUONG, f"{at}/evidence/{paper['id']}", None, version=sent_back["version"], method="DELETE"
        )
        other = await registry.upload(HUONG, fewer, name="dang-ky-moi.pdf", content=PDF + b"%new")
        assert 'name="unchanged"' not in await page(registry, HUONG, sent_back, "/submission")
        await registry.send(HUONG, f"{at}/submission", {}, version=other["version"])
        text = await page(registry, OFFICER, sent_back)
        assert "dang-ky-moi.pdf" in text.partition("Minh chứng mới:")[2].partition("</p>")[0]
        assert "dang-ky.pdf" in text.partition("Minh chứng không còn:")[2].partition("</p>")[0]

    async def test_with_the_same_paper_uploaded_anew_is_as_it_was(
        self, registry: Registry, sent_back: dict[str, Any]
    ) -> None:
        at = f"/api/dossiers/{sent_back['id']}"
        [paper] = sent_back["evidence"]
        fewer = await registry.send(
            HUONG, f"{at}/evidence/{paper['id']}", None, version=sent_back["version"], method="DELETE"
        )
        same = await registry.upload(HUONG, fewer)
        await registry.send(HUONG, f"{at}/submission", {}, version=same["version"], status=422)


class TestTheNote:
    async def test_of_a_first_submission_reaches_the_office(self, registry: Registry) -> None:
        draft = await a_ready_draft(registry)
        at = f"/api/dossiers/{draft['id']}/submission"
        await registry.send(HUONG, at, {"note": "Kính đề nghị xem xét"}, version=draft["version"])
        [announced] = await registry.facts("vn.ocop.registry.dossier.submitted.v1")
        assert announced["dossier"]["note"] == "Kính đề nghị xem xét"
