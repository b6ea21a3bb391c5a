"""The pages as people find them: open to everybody or to officers, in both languages, sound in a browser of any width."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import unicodedata
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
import uvicorn
from playwright.async_api import async_playwright

from kit.web.app import app_of
from kit.web.assets.chromium import FLAGS, axe_script, chromium
from tests.callers import begun, person
from tests.deployment import Deploy
from tests.reporting.reporting_harness import COMMUNE, Reporting, certified, issued
from tests.reporting.resources.money_harness import money_pages

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""
PAGES = [
    "/overview?place=33",
    "/overview?place=33/11977",
    "/communes?province=33",
    "/communes/sheet?place=33/11977",
    "/communes/sheet?place=33/12286",
    "/standings?place=33",
    "/standings?place=33&by=set",
    "/standings?place=33&on=2026-13-01",
    "/standings/products?place=33",
    "/standings/places?q=tan",
    "/progress",
    "/progress/cases",
    "/activities",
    "/activities/calendar?month=2026-08",
    "/activities/new?kind=promotion",
    "/activities/import",
    "/activities/{activity}",
    "/activities/{activity}/correction",
]


async def some(reporting: Reporting) -> None:
    """Tells of a few products: two stars, two communes, one that only a person can place."""
    await reporting.consume(
        issued("c1", date(2026, 2, 1), name="Long nhãn sấy Tân Hưng"),
        issued("c2", date(2026, 2, 1), star=3, set_no=26, place="33/12337", name="=HYPERLINK(1)"),
        issued("c3", date(2025, 5, 1), star=5, place="33/325/12004", place_name="Xã Đình Dù", name="Tương <b>Bần</b>"),
    )


async def an_activity(reporting: Reporting) -> str:
    """The id of an activity that the province recorded."""
    said = {
        "office": "33",
        "kind": "training",
        "name": "Tập huấn chu trình OCOP cho cán bộ và chủ thể của các xã, phường ven sông Hồng",
        "first": "2026-08-01",
        "figures": {"subject": "Chu trình OCOP", "participants": "1.045", "women": "28"},
    }
    answer = await reporting.at(person("o", "province-officer@33")).post("/api/activities", json=said)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


class TestTheStandings:
    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("vi", ["Tỉnh Hưng Yên", "Xã Hoàng Hoa Thám", "Chưa xác định địa bàn", "Cần một người chọn"]),
            ("en", ["Hưng Yên Province", "Hoàng Hoa Thám Commune", "Place not decided", "A person must choose"]),
        ],
    )
    async def test_are_open_to_everybody_and_say_what_is_undecided(
        self, reporting: Reporting, language: str, words: list[str]
    ) -> None:
        await some(reporting)
        text = (await reporting.at().get("/standings", params={"place": "33", "lang": language})).text
        for word in words:
            assert word in text

    async def test_lead_from_the_country_to_the_product_in_the_register(self, reporting: Reporting) -> None:
        await some(reporting)
        text = (await reporting.at().get("/standings", params={"place": "33"})).text
        assert f"/reporting/standings?place={COMMUNE.replace('/', '%2F')}" in text
        text = (await reporting.at().get("/standings/products", params={"place": "33"})).text
        assert "/registry/products/product-c1" in text
        assert "Tương &lt;b&gt;Bần&lt;/b&gt;" in text

    async def test_change_when_a_product_is_certified(self, reporting: Reporting) -> None:
        address = {"place": COMMUNE, "lang": "vi"}
        assert "Không có sản phẩm nào." in (await reporting.at().get("/standings", params=address)).text
        await reporting.consume(certified("c1", date(2026, 8, 3)))
        assert "Số sản phẩm được công nhận: 1" in (await reporting.at().get("/standings", params=address)).text

    @pytest.mark.parametrize(
        ("asked", "status"),
        [
            ({"on": "32/13/2026"}, 422),
            ({"place": "nowhere"}, 404),
            ({"place": "33/330"}, 422),
            ({"year": "twenty"}, 422),
        ],
    )
    async def test_show_the_form_again_with_what_is_wrong(
        self, reporting: Reporting, asked: dict[str, str], status: int
    ) -> None:
        answer = await reporting.at().get("/standings", params={**asked, "lang": "vi"})
        assert answer.status_code == status
        assert "govuk-error-summary" in answer.text
        [field] = asked
        assert re.search(f'id="{field}"[^>]*value="{re.escape(asked[field])}"', answer.text)

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    async def test_find_a_place_by_its_name_however_it_is_typed(self, reporting: Reporting, form: Any) -> None:
        for name in ("Tân Hưng", "tan hung"):
            asked = {"q": unicodedata.normalize(form, name)}
            assert "Xã Tân Hưng, Tỉnh Hưng Yên" in (await reporting.at().get("/standings/places", params=asked)).text

    async def test_give_spreadsheets_no_formula(self, reporting: Reporting) -> None:
        await reporting.consume(issued("c1", date(2026, 2, 1), kind="=1+1"))
        text = (await reporting.at().get("/api/standings.csv", params={"by": "kind"})).text
        assert "'=1+1" in text


@pytest.fixture
async def served(deploy: Deploy) -> AsyncIterator[Reporting]:
    """Reporting behind a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    service = await deploy("reporting", public_url=f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(app_of(service), port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield Reporting(service)
    server.should_exit = True
    await running


class TestInABrowser:
    @pytest.mark.parametrize(("width", "language"), [(380, "vi"), (380, "en"), (1280, "vi")])
    async def test_every_page_is_sound(self, served: Reporting, width: int, language: str) -> None:
        await some(served)
        activity = await an_activity(served)
        service, found = served.service, chromium()
        url = service.settings.public_url
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
            )
            context = await browser.new_context(base_url=url, viewport={"width": width, "height": 900})
            name, value = await begun(service, person("o", "province-officer@33", name="Vũ Thị Lan"))
            await context.add_cookies([{"name": name, "value": value, "url": url}])
            page = await context.new_page()
            shown = [*(one.replace("{activity}", activity) for one in PAGES), *await money_pages(served)]
            for number, path in enumerate(shown):
                await page.goto(f"/reporting{path}{'&' if '?' in path else '?'}lang={language}")
                if SHOTS:
                    await page.screenshot(path=f"{SHOTS}/reporting-{number}-{width}-{language}.png", full_page=True)
                await page.evaluate(axe_script())
                findings = await page.evaluate("axe.run({resultTypes: ['violations']})")
                serious = [one["id"] for one in findings["violations"] if one["impact"] in {"serious", "critical"}]
                assert (path, serious) == (path, [])
                wide = await page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert (path, wide) == (path, 0)
            await browser.close()
