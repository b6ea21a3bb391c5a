"""Both journeys in a real browser, through the pages alone, as the people of the programme take them."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from playwright.async_api import async_playwright

from estate.demo import journey_2023, journey_2026
from estate.demo.clients import Clients
from estate.demo.filling import fill
from estate.demo.judging import DISTRICT, FINDINGS, PROVINCE, Team, decision_on
from estate.people import people
from kit.web.assets.chromium import FLAGS, chromium
from tests.journeys.journeys_browser import Town, Visitor

pytestmark = pytest.mark.timeout(400)
LOT = f"lô {secrets.randbelow(900) + 100}"
"""Tells this run's products from those of a run before on the same estate."""


@dataclass(frozen=True)
class Entered:
    """A submitted dossier: its receipt, and the real sheet it is scored on."""

    number: str
    sheet: dict[str, Any]


@pytest.fixture(scope="module")
async def town(clients: Clients) -> AsyncIterator[Town]:
    found = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        yield Town(browser, clients.url)
        await browser.close()


@pytest.fixture
def on_a_day(clients: Clients) -> Any:
    """The estate's clock, given back afterwards."""
    yield
    httpx.post(f"{clients.url}/dev/api/clock", json={"at": None})


async def set_clock(town: Town, day: str) -> None:
    public = await town.visitor()
    await public.open("/")
    await public.open("/clock")
    await public.page.locator("#at").fill(day[:16])
    await public.send("Chỉnh đồng hồ")


async def register_producer(visitor: Visitor, particulars: Any, commune: str) -> None:
    """The producer's own record, unless it is there already."""
    await visitor.open("/registry/producers")
    if await visitor.page.get_by_role("link", name=particulars["name"]).count():
        return
    await visitor.follow("Đăng ký chủ thể")
    page, person = visitor.page, particulars["representative"]
    await page.locator("#name").fill(particulars["name"])
    await page.locator("#kind").select_option(particulars["kind"])
    await page.locator("#place").fill(commune)
    await page.locator("#representative-name").fill(person["name"])
    await page.locator("#representative-email").fill(person["email"])
    await visitor.send("Đăng ký chủ thể")


async def hand_in(visitor: Visitor, clients: Clients, name: str, *, total: int) -> Entered:
    """A product, its dossier, evidence, self-assessment, submission."""
    page = visitor.page
    await visitor.open("/registry/producers")
    await page.locator("main tbody a").first.click()
    await visitor.follow("Đăng ký sản phẩm")
    await page.locator("#name").fill(name)
    await page.locator("#set_no").select_option("7")
    await visitor.send("Đăng ký sản phẩm")
    await visitor.follow("Mở hồ sơ đánh giá")
    await page.locator('input[name="kind"][value="first"]').check()
    await visitor.send("Mở hồ sơ")
    at = page.url.removeprefix(clients.url)
    await visitor.follow("Tải lên minh chứng")
    await visitor.upload("dang-ky-kinh-doanh.pdf", "business-registration")
    await visitor.open(at)
    await visitor.follow("Tự đánh giá trên phiếu của bộ sản phẩm")
    dossier = at.rpartition("/")[2]
    sheet: dict[str, Any] = clients.as_(visitor.who).get(f"/registry/api/dossiers/{dossier}/self-assessment")["sheet"]
    await visitor.tick(fill(sheet, total=total, star=4))
    await page.wait_for_selector("#tally >> text=Đã chấm đủ các mục")  # the live tally, before anything is saved
    await visitor.send("Lưu và về hồ sơ")
    await visitor.follow("Kiểm tra và nộp")
    await visitor.send("Nộp hồ sơ")
    notice = await page.get_by_role("alert").inner_text()
    number = re.search(r"\d+/PĐK-[\d-]+\d", notice)
    assert number, notice
    return Entered(number.group(0), sheet)


async def find_case(visitor: Visitor, number: str) -> str:
    """The case of a receipt before the visitor's office, once it has come; answers its path."""
    await visitor.open_until("/evaluation/cases?state=opened", number)
    await visitor.follow(number)
    return str(httpx.URL(visitor.page.url).path)


async def form_council(visitor: Visitor, case: str, team: Team) -> None:
    await visitor.open(f"{case}/council")
    page = visitor.page
    await page.locator("#decision_number").fill("12/QĐ-UBND")
    for seat in team.seats():
        row = page.locator("fieldset").filter(has=page.locator(f'input[value="{seat["person_id"]}"]'))
        await row.locator("select").select_option(seat["part"])
    await visitor.send("Lập Hội đồng")


async def judge(town: Town, team: Team, product: str, entered: Entered, totals: Sequence[int], decision: str) -> str:
    """Council, sheets, seals, reveal, ruling: all through pages. Answers the text of the ruling's page."""
    officer, chair = await town.visitor(team.officer), await town.visitor(team.chair)
    case = await find_case(officer, entered.number)
    await form_council(officer, case, team)
    await chair.open(f"{case}/scoring")
    await chair.send("Mở chấm điểm")
    for who, total in zip((team.chair, *team.members), totals, strict=False):
        scorer = await town.visitor(who)
        await scorer.open_until("/evaluation/work", product)
        await scorer.follow_in(product, "Chấm phiếu của tôi")
        await scorer.tick(fill(entered.sheet, total=total, star=4))
        await scorer.send("Lưu và sang bước niêm phong")
        await scorer.send("Niêm phong phiếu")
    await chair.open(f"{case}/scoring")
    await chair.send("Công khai các phiếu")
    await chair.send("Kết luận điểm")
    await chair.open(f"{case}/regulation")
    await chair.page.locator("#decision").fill("Quy chế Hội đồng OCOP kèm Quyết định 45/QĐ-UBND")
    await chair.send("Xác nhận là Quy chế của đơn vị")
    await chair.open(f"{case}/ruling")
    await chair.page.locator("#decision_number").fill(decision)
    await chair.send("Ban hành quyết định")
    return await chair.page.locator("main").inner_text()


async def everybody_sees(town: Town, product: str, *, star: int, reader: str, commune: str, on: str) -> None:
    """What follows: the public page with the certificate, the letter, the standings."""
    public = await town.visitor()
    await public.open_until(f"/registry/?q={product}", product)
    await public.follow(product)
    await public.follow(re.compile(r"^33-[\d-]+-20\d\d$"))
    assert product in await public.page.locator("main").inner_text()
    await public.open_until("/mailbox", f"{product} được công nhận OCOP {star} sao")
    await public.follow(f"{product} được công nhận OCOP {star} sao")
    assert people().person(reader).email in await public.page.locator("main").inner_text()
    await public.open_until(f"/reporting/standings/products?place={commune}&on={on}", product)
    await public.open(f"/reporting/standings?place={commune}&on={on}")


class TestTheJourneyOf2026:
    async def test_runs_through_the_pages_from_product_to_certificate(
        self, town: Town, clients: Clients, on_a_day: None
    ) -> None:
        await set_clock(town, journey_2026.DAY)
        entry, product = journey_2026.LONGAN, f"Nhãn sấy dẻo {LOT}"
        producer, commune = await town.visitor(entry.who), await town.visitor("commune.officer")
        await register_producer(producer, entry.producer, "Xã Tân Hưng")
        entered = await hand_in(producer, clients, product, total=88)

        case = await find_case(commune, entered.number)
        assert product in await commune.page.locator("main").inner_text()
        await commune.open(f"{case}/screening")
        for finding in (*(f"findings-{name}" for name in FINDINGS), "proposes"):
            await commune.page.locator(f'input[name="{finding}"][value="yes"]').check()
        await commune.send("Ghi kết quả thẩm tra")
        await commune.open(f"{case}/forwarding")
        await commune.send("Chuyển hồ sơ")

        ruled = await judge(town, PROVINCE, product, entered, journey_2026.TOTALS, decision_on(entered.number))
        assert "Công nhận" in ruled
        assert "4 sao" in ruled
        day = journey_2026.DAY[:10]
        await everybody_sees(town, product, star=4, reader=entry.who, commune=journey_2026.COMMUNE, on=day)


@pytest.mark.prove
class TestTheJourneyOf2023:
    async def test_runs_through_the_pages_of_district_and_province(
        self, town: Town, clients: Clients, on_a_day: None
    ) -> None:
        await set_clock(town, journey_2023.DAY)
        entry = journey_2023.STARCH
        producer = await town.visitor(entry.who)
        await register_producer(producer, entry.producer, "Xã Chí Tân")
        day, commune = journey_2023.DAY[:10], journey_2023.COMMUNE
        district, province = (replace(team, members=team.members[:2]) for team in (DISTRICT, PROVINCE))
        tea, pills = f"Trà nghệ {LOT}", f"Nghệ viên {LOT}"

        entered = await hand_in(producer, clients, tea, total=70)
        ruled = await judge(town, district, tea, entered, (65, 66, 64), decision_on(entered.number))
        assert "UBND cấp huyện" in ruled
        await everybody_sees(town, tea, star=3, reader=entry.who, commune=commune, on=day)

        entered = await hand_in(producer, clients, pills, total=78)
        ruled = await judge(town, district, pills, entered, (74, 73, 75), "")
        assert "Chuyển cấp trên" in ruled
        ruled = await judge(town, province, pills, entered, (75, 74, 76), decision_on(entered.number))
        assert "Chủ tịch UBND cấp tỉnh" in ruled
        await everybody_sees(town, pills, star=4, reader=entry.who, commune=commune, on=day)


class TestInEnglish:
    @pytest.mark.parametrize(
        ("path", "heading"),
        [
            ("/", "Three things to try"),
            ("/registry/", "OCOP"),
            ("/evaluation/", "OCOP"),
            ("/notifications/", "OCOP"),
            ("/reporting/standings", "OCOP"),
        ],
    )
    async def test_the_first_pages_speak_english(self, town: Town, path: str, heading: str) -> None:
        public = await town.visitor()
        await public.page.goto(f"{path}?lang=en")
        assert await public.page.get_attribute("html", "lang") == "en"
        assert heading in await public.page.inner_text("body")
        await public.page.goto(f"{path}?lang=vi")
