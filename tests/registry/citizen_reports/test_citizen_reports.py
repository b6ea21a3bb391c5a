"""A citizen reports a product on its public page, without an account; an office answers; nobody else reads a word."""

from __future__ import annotations

import html
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from PIL import Image

from kit.identity import Principal
from services.registry.citizen_reports.photographs import photographs_of
from services.registry.citizen_reports.timers import erase_once
from tests.registry.days import let_pass
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    ruled,
    submitted,
)

SECRET = "Mua ở chợ Bần, hộp in năm sao"
PLACE = b"21.0285N105.8542E"


@pytest.fixture
async def product(registry: Registry) -> dict[str, Any]:
    """A product that the public sees."""
    dossier = await submitted(registry)
    await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
    found: dict[str, Any] = await registry.read(HUONG, f"/api/products/{dossier['product_id']}")
    return found


def a_photograph(colour: str = "red") -> bytes:
    """A picture that says where it was taken."""
    picture, made = Image.new("RGB", (64, 48), colour), io.BytesIO()
    exif = picture.getexif()
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(made, "JPEG", exif=exif)
    assert PLACE in made.getvalue()
    return made.getvalue()


async def report(
    registry: Registry, product: dict[str, Any], *, status: int = 303, photographs: int = 0, **said: str
) -> Any:
    """Opens the public page as a stranger and sends the form; the browser, and where it led."""
    browser = Browser(registry, None)
    await browser.open(f"/products/{product['id']}/citizen-report", announced=(product["name"],))
    files = [("file", (f"IMG_{at}.jpg", a_photograph(), "image/jpeg")) for at in range(photographs)]
    fields = {"about": "mark", "words": SECRET} | said
    led = await browser.submit("/citizen-report", fields, files=files or None, status=status)
    return browser, led


async def waiting(registry: Registry, who: Principal = OFFICER) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await registry.read(who, "/api/citizen-reports"))["items"]
    return found


class TestACitizen:
    async def test_reports_without_an_account_and_follows_it_by_its_number(
        self, registry: Registry, product: dict[str, Any]
    ) -> None:
        browser, led = await report(registry, product, photographs=2)
        assert led == "/citizen-reports/follow", "the number stands in no address"
        shown = html.unescape((await browser.client.get(led)).text)
        [number] = set(re.findall(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){4}", shown))
        assert "Chờ trả lời" in shown
        assert SECRET not in shown
        [one] = await waiting(registry)
        assert (one["words"], one["office"], len(one["photographs"])) == (SECRET, COMMUNE, 2)
        said = {"founded": "no", "answer": "Đã kiểm tra: hộp in ba sao"}
        at = f"/api/citizen-reports/{one['id']}"
        await registry.send(OFFICER, f"{at}/answer", said, version=one["version"])
        copied = {"number": number.lower().replace("-", " ")}
        followed = await registry.send(None, "/api/public/citizen-reports/found", copied)
        assert (followed["founded"], followed["answer"]) == (False, said["answer"])
        assert "words" not in followed
        assert number not in await browser.open(led)
        assert said["answer"] in await browser.submit("/citizen-reports/follow", {"number": number}, status=200)

    async def test_who_guesses_a_number_reads_nothing(self, registry: Registry, product: dict[str, Any]) -> None:
        await report(registry, product)
        guessed = {"number": "AAAA-BBBB-CCCC-DDDD-EEEE"}
        refused = await registry.send(None, "/api/public/citizen-reports/found", guessed, status=404)
        assert refused["slug"] == "citizen-report.number-unknown"
        browser = Browser(registry, None)
        await browser.open("/citizen-reports/follow")
        text = await browser.submit("/citizen-reports/follow", guessed, status=404)
        assert "Không có phản ánh nào mang mã này" in text

    async def test_is_read_no_more_a_year_after_the_answer_and_what_became_of_it_stays(
        self, registry: Registry, product: dict[str, Any]
    ) -> None:
        await report(registry, product, photographs=1)
        await report(registry, product, photographs=1)
        old, later = await waiting(registry)
        [photograph] = old["photographs"]
        files = photographs_of(registry.service)
        for one, day in ((old, date(2026, 8, 4)), (later, date(2026, 9, 4))):
            await let_pass(registry, day)
            said = {"founded": "no", "answer": "Đã kiểm tra"}
            at = f"/api/citizen-reports/{one['id']}"
            await registry.send(OFFICER, f"{at}/answer", said, version=(await registry.read(OFFICER, at))["version"])
        for day, kept in (
            (date(2027, 8, 4), (True, True)),
            (date(2027, 8, 5), (False, True)),
            (date(2027, 9, 5), (False, False)),
        ):
            await let_pass(registry, day)
            await erase_once(registry.service)
            found = [await registry.read(OFFICER, f"/api/citizen-reports/{one['id']}") for one in (old, later)]
            assert tuple(one["words"] == SECRET for one in found) == kept
            assert tuple(len(one["photographs"]) == 1 for one in found) == kept
            assert files.place_of(photograph["sha256"]).is_file() == any(kept), (
                "the later report shows the same picture"
            )
            assert [one["answer"] for one in found] == ["Đã kiểm tra"] * 2
        assert SECRET not in str([row async for row in registry.service.database["citizen_reports"].find({})])
        text = await Browser(registry, OFFICER).open(f"/citizen-reports/{old['id']}", announced=(product["name"],))
        assert "Nội dung và ảnh đã xóa" in text

    async def test_sends_what_is_wrong_again_and_loses_no_word(
        self, registry: Registry, product: dict[str, Any]
    ) -> None:
        _, text = await report(registry, product, about="", status=422)
        assert SECRET in text
        assert await waiting(registry) == []

    async def test_is_bounded_by_network_and_day(self, registry: Registry, product: dict[str, Any]) -> None:
        for _ in range(10):
            await report(registry, product)
        _, text = await report(registry, product, status=429)
        assert "Hôm nay đã nhận nhiều phản ánh từ mạng này" in text
        assert len(await waiting(registry)) == 10

    async def test_cannot_send_what_is_no_photograph(self, registry: Registry, product: dict[str, Any]) -> None:
        browser = Browser(registry, None)
        await browser.open(f"/products/{product['id']}/citizen-report", announced=(product["name"],))
        files = [("file", ("anh.jpg", b"%PDF-1.7 not a picture", "image/jpeg"))]
        await browser.submit("/citizen-report", {"about": "mark", "words": SECRET}, files=files, status=415)
        assert await waiting(registry) == []


class TestAPhotograph:
    async def test_is_kept_without_where_it_was_taken(self, registry: Registry, product: dict[str, Any]) -> None:
        await report(registry, product, photographs=1)
        [one] = await waiting(registry)
        at = f"/api/citizen-reports/{one['id']}/photographs/{one['photographs'][0]['id']}"
        answer = await registry.at(OFFICER).get(at)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
        assert PLACE not in answer.content
        assert not Image.open(io.BytesIO(answer.content)).getexif()
        kept = [file for file in registry.service.settings.home.rglob("*") if file.is_file()]
        assert [file for file in kept if PLACE in file.read_bytes()] == [], "the original lies somewhere"
        for who in (HUONG, CHAU, NEIGHBOURS_OFFICER):
            assert (await registry.at(who).get(at)).status_code == 404


class TestWhatACitizenWrote:
    async def test_is_on_no_topic_and_no_public_page_and_not_its_producers(
        self, registry: Registry, product: dict[str, Any]
    ) -> None:
        await report(registry, product)
        [one] = await waiting(registry)
        said = {"founded": "yes", "answer": "Đúng", "severity": "major", "what": "In sao cao hơn hạng"}
        await registry.send(OFFICER, f"/api/citizen-reports/{one['id']}/answer", said, version=one["version"])
        assert SECRET not in json.dumps(await registry.facts(), ensure_ascii=False)
        pages = [
            await registry.at(None).get(f"/products/{product['id']}"),
            await registry.at(HUONG).get("/api/breaches"),
        ]
        assert [page.status_code for page in pages] == [200, 200]
        assert [page for page in pages if SECRET in page.text] == []
        for who in (HUONG, NEIGHBOURS_OFFICER):
            await registry.read(who, f"/api/citizen-reports/{one['id']}", status=404)
            assert await waiting(registry, who) == []


class TestAnOffice:
    async def test_that_finds_it_founded_takes_up_a_breach_in_its_own_words(
        self, registry: Registry, product: dict[str, Any]
    ) -> None:
        await report(registry, product)
        await report(registry, product)
        one, other = await waiting(registry)
        said = {"founded": "yes", "answer": "Đúng, đang xử lý", "severity": "major", "what": "In sao cao hơn hạng"}
        at = f"/api/citizen-reports/{one['id']}/answer"
        refused = await registry.send(OFFICER, at, said | {"what": ""}, version=one["version"], status=422)
        assert refused["slug"] == "citizen-report.breach-unsaid"
        answered = await registry.send(OFFICER, at, said, version=one["version"])
        breach = await registry.read(HUONG, f"/api/breaches/{answered['breach_id']}")
        assert (breach["source"], breach["what"], breach["office"]) == ("citizen", said["what"], COMMUNE)
        assert breach["citizen_report_id"] is None
        again = {"founded": "yes", "answer": "Đúng, đang xử lý", "breach_id": answered["breach_id"]}
        where = f"/api/citizen-reports/{other['id']}/answer"
        assert (await registry.send(PROVINCE_OFFICER, where, again, version=other["version"]))["breach_id"] == breach[
            "id"
        ]

    async def test_that_is_late_is_told_to_the_office_above(self, registry: Registry, product: dict[str, Any]) -> None:
        await report(registry, product)
        await let_pass(registry, date(2026, 9, 1))
        [late] = await registry.facts("vn.ocop.registry.citizen-report.overdue.v1")
        assert late["climbs_to"] == "33"
        assert len((await registry.read(OFFICER, "/api/citizen-reports?late=true"))["items"]) == 1

    async def test_forgets_from_which_network_something_came(self, registry: Registry, product: dict[str, Any]) -> None:
        await report(registry, product)
        tallies = registry.service.database["citizen_report_tallies"]
        assert await tallies.count_documents({}) == 3
        await let_pass(registry, date(2026, 8, 6))
        assert await tallies.count_documents({}) == 0
