"""Linkage contracts at their endpoints: recorded, told of before their end, counted, and as evidence of a dossier."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PDF,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
)

EVENT = "vn.ocop.registry.linkage"
TERMS = {
    "kind": "supply", "partner_kind": "farm-households", "partner_name": "Tổ hợp tác nhãn Hồng Nam", "goods": "Nhãn tươi",
    "volume": "120.5", "volume_unit": "tấn", "share_of_material": "60", "from_on": "2026-01-01", "until": "2026-10-31",
}  # fmt: skip


async def record(
    registry: Registry,
    product: dict[str, Any],
    who: Any = HUONG,
    status: int = 201,
    file: bytes | None = PDF,
    **more: Any,
) -> Any:
    data = TERMS | {"producer_id": product["producer_id"], "product_id": product["id"]} | more
    files = {"file": ("hop-dong.pdf", file, "application/octet-stream")} if file else {"none": ("", b"")}
    answer = await registry.at(who).post("/api/linkages", data=data, files=files)
    assert answer.status_code == status, answer.text
    return answer.json()


async def sweep(registry: Registry) -> None:
    while await registry.service.ticker.sweep_once():
        pass


class TestAContract:
    async def test_is_recorded_prolonged_told_of_and_ends(self, registry: Registry) -> None:
        linkage = await record(registry, await a_product(registry))
        at = f"/api/linkages/{linkage['id']}"
        registry.clock.advance(timedelta(days=75))  # 17 October
        await sweep(registry)
        [expiring] = await registry.facts(f"{EVENT}.expiring.v1")
        assert expiring["terms"]["goods"] == "Nhãn tươi"
        longer = {**{name: linkage[name] for name in TERMS}, "until": "2026-12-31"}
        linkage = await registry.send(HUONG, at, longer, version=1, method="PUT")
        registry.clock.advance(timedelta(days=90))
        await sweep(registry)
        assert (await registry.read(OFFICER, at))["state"] == "expired"
        [ended] = await registry.facts(f"{EVENT}.ended.v1")
        assert (ended["ended_on"], ended["terms"]["volume"]) == ("2026-12-31", "120.5")

    async def test_of_one_person_goes_out_without_a_name(self, registry: Registry) -> None:
        product = await a_product(registry)
        await record(registry, product, partner_kind="household", partner_name="Lê Thị Bưởi")
        [fact] = await registry.facts(f"{EVENT}.recorded.v1")
        assert (fact["terms"]["partner_kind"], fact["terms"]["partner_name"]) == ("household", None)

    async def test_is_seen_and_counted_by_its_own_side_only(self, registry: Registry) -> None:
        product = await a_product(registry)
        linkage = await record(registry, product)
        for who in (CHAU, STRANGER, NEIGHBOURS_OFFICER):
            await record(registry, product, who, 404)
            await registry.read(who, f"/api/linkages/{linkage['id']}", status=404)
            assert (await registry.read(who, "/api/linkage-sums"))["contracts"] == 0
        for who in (HUONG, OFFICER, PROVINCE_OFFICER):
            assert (await registry.read(who, "/api/linkage-sums"))["volumes"] == {"tấn": "120.5"}
            assert (await registry.at(who).get(f"/api/linkages/{linkage['id']}/paper")).content == PDF

    async def test_is_evidence_of_a_dossier_beside_the_criterion_it_answers(self, registry: Registry) -> None:
        product = await a_product(registry)
        linkage = await record(registry, product)
        bare = await record(registry, product, file=None, goods="Chai lọ")
        dossier = await registry.send(HUONG, "/api/dossiers", {"product_id": product["id"], "kind": "first"})
        browser = Browser(registry, HUONG)
        named = ("Tân Hưng", "Long nhãn")
        sheet = await browser.client.get(f"/dossiers/{dossier['id']}/self-assessment")
        assert "Nhãn tươi – Tổ hợp tác nhãn Hồng Nam" in sheet.text
        at = f"/api/dossiers/{dossier['id']}/evidence/linkages"
        refused = await registry.send(HUONG, at, {"linkage_id": bare["id"]}, status=409)
        assert refused["type"].endswith("linkage-without-paper")
        used = await registry.send(HUONG, at, {"linkage_id": linkage["id"]})
        [paper] = used["evidence"]
        assert (paper["kind"], paper["sha256"], paper["expires_on"]) == (
            "material-origin", linkage["paper"]["sha256"], "2026-10-31",
        )  # fmt: skip
        assert paper["criterion"]
        again = await registry.send(HUONG, at, {"linkage_id": linkage["id"]}, status=409)
        assert again["type"].endswith("linkage-used-already")
        assert named


class TestThePages:
    async def test_record_change_and_end(self, registry: Registry) -> None:
        product = await a_product(registry)
        named = ("Tân Hưng", "Long nhãn", "HTX", "Nhãn tươi", "Hồng Nam", "tấn", "kg", "tạ", "lít", "Hương")
        path = f"/linkages/new?producer={product['producer_id']}&product={product['id']}"
        browser = Browser(registry, HUONG)
        await browser.open(path, announced=named)
        asked = TERMS | {"from_on": "01/01/2026", "until": "31/10/2026", "volume": "120,5"}
        await browser.submit(path, asked | {"goods": ""}, status=422)
        await browser.open(path, announced=named)
        await browser.submit(path, asked)
        [linkage] = (await registry.read(OFFICER, "/api/linkages"))["items"]
        at = f"/linkages/{linkage['id']}"
        for page in (at, "/linkages", f"/products/{product['id']}", f"/producers/{product['producer_id']}"):
            assert "Nhãn tươi" in await browser.open(page, announced=named)
        await browser.open(f"{at}/edit", announced=named)
        await browser.submit(f"{at}/edit", asked | {"until": "31/12/2027"})
        await browser.open(f"{at}/ending", announced=named)
        await browser.submit(f"{at}/ending", {"ended_on": "03/08/2026", "reason": "Thanh lý"})
        assert (await registry.read(OFFICER, f"/api{at}"))["state"] == "ended"
