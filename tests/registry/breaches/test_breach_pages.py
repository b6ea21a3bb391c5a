"""The pages of breaches: taken up on the product's page, handled by its office, answered by its producer; in both languages."""

from __future__ import annotations

from typing import Any

from tests.pdfs import a_pdf
from tests.registry.breaches.test_breaches import measure, taken_up
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import CHAU, HUONG, OFFICER, PROVINCE_OFFICER, Registry, a_product

WHAT = "In sao cao hơn hạng được công nhận"
SAID = ("Long nhãn sấy Tân Hưng", "HTX Nhãn lồng Tân Hưng", WHAT, "nhan.pdf")


class TestTheWayOfABreach:
    async def test_is_walked_through_the_pages(self, registry: Registry) -> None:
        product = await a_product(registry)
        office, producer = Browser(registry, PROVINCE_OFFICER), Browser(registry, HUONG)
        page = await office.open(f"/products/{product['id']}", announced=SAID)
        assert "Thụ lý vi phạm của sản phẩm này" in page
        await office.open(f"/products/{product['id']}/breaches/new", announced=SAID)
        at = await office.submit("/breaches/new", {"kind": "mark", "severity": "major", "what": WHAT})
        assert WHAT in await office.open(at, announced=SAID)
        measures = await office.open(f"{at}/measures", announced=SAID)
        assert "Tạm dừng quyền sử dụng nhãn hiệu" not in measures, "only what may be taken now is offered"
        await office.submit("/measures", {"measure": "correction", "why": "Thay nhãn", "until": "20/08/2026"})
        mine = await producer.open("/breaches", announced=SAID)
        assert "Vi phạm của tôi" in mine
        shown = await producer.open(at, announced=SAID)
        assert "Gửi bằng chứng đã khắc phục" in shown
        assert "Người thực hiện" not in shown, "who of the office did what is the office's own"
        await producer.open(f"{at}/objection", announced=SAID)
        await producer.submit("/objection", {"why": "Lô in cũ"})
        await office.open(f"{at}/objection/answer", announced=SAID)
        await office.submit("/objection/answer", {"accepted": "no", "answer": "Lô in sau ngày nhắc"})
        await producer.open(f"{at}/proof", announced=SAID)
        files = [("file", ("nhan.pdf", a_pdf("nhãn"), "application/pdf"))]
        await producer.submit("/proof", {"words": "Đã thay nhãn"}, files=files)
        await office.open(f"{at}/proof/answer", announced=SAID)
        await office.submit("/proof/answer", {"accepted": "yes", "answer": "Đạt"})
        assert "Đã khắc phục" in await producer.open(at, announced=SAID)
        assert "Vi phạm" in await producer.open(f"/products/{product['id']}", announced=SAID)
        assert "Không có vi phạm nào đang xử lý" in await office.open("/breaches", announced=SAID)
        assert WHAT not in (await office.open("/breaches?state=closed", announced=SAID)).partition("<main")[0]

    async def test_says_what_is_wrong_at_its_field_and_keeps_what_was_written(self, registry: Registry) -> None:
        breach = await taken_up(registry, await a_product(registry))
        office = Browser(registry, PROVINCE_OFFICER)
        await office.open(f"/breaches/{breach['id']}/measures", announced=SAID)
        wrong = {"measure": "correction", "why": "Thay nhãn cũ", "until": "01/01/2020"}
        text = await office.submit("/measures", wrong, status=422)
        assert "Hạn phải sau hôm nay" in text
        assert "Thay nhãn cũ" in text

    async def test_is_not_shown_to_the_public_or_to_others(self, registry: Registry) -> None:
        product = await a_product(registry)
        breach = await taken_up(registry, product)
        await Browser(registry, CHAU).open(f"/breaches/{breach['id']}", status=404)
        neighbour = Browser(registry, CHAU)
        await neighbour.open(f"/products/{product['id']}", status=404)

    async def test_offers_a_commune_no_measure_of_the_province(self, registry: Registry) -> None:
        breach = await taken_up(registry, await a_product(registry), "critical", who=OFFICER)
        office = Browser(registry, OFFICER)
        page = await office.open(f"/breaches/{breach['id']}/measures", announced=SAID)
        assert "Yêu cầu khắc phục trước một ngày" in page
        assert "Tạm dừng quyền sử dụng nhãn hiệu" not in page

    async def test_lists_what_is_asked_for(self, registry: Registry) -> None:
        breach: dict[str, Any] = await taken_up(registry, await a_product(registry))
        office = Browser(registry, OFFICER)
        for asked, found in {
            "?severity=major": True, "?severity=minor": False, "?waiting=office": True, "?waiting=producer": False,
            "?q=long+nhan": True, "?q=tuong": False, "?state=open": True, "?state=closed": False, "?waiting=late": False,
        }.items():  # fmt: skip
            assert (breach["id"] in await office.open(f"/breaches{asked}", announced=SAID)) is found, asked
        await measure(registry, breach, "correction")
        assert breach["id"] in await office.open("/breaches?waiting=producer", announced=SAID)
