"""Rights at their endpoints and pages: filed, noted step by step, granted by a person's or the agency's word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.registry.producers import store as producers
from services.registry.products import store as products
from services.registry.rights import use_cases
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PDF,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
)

EVENT = "vn.ocop.registry.right"


@dataclass(frozen=True)
class Report:
    agency: str = "ip-office"
    report_id: str = "IP-1"
    reported_on: date = date(2026, 8, 3)
    document_url: str | None = None


async def filed(registry: Registry, who: Any = HUONG, status: int = 201, **changes: Any) -> Any:
    product = await a_product(registry)
    said = {"kind": "trademark", "name": "Tân Hưng", "filed_on": "2026-04-01", "producer_id": product["producer_id"]}
    said |= {"product_id": product["id"], "helped_by": "33"}
    return await registry.send(who, "/api/rights", said | changes, status=status)


async def sweep(registry: Registry) -> None:
    while await registry.service.ticker.sweep_once():
        pass


class TestWhoWasHelped:
    async def test_is_a_list_of_its_own(self, registry: Registry) -> None:
        helped = await filed(registry, OFFICER)
        alone = await filed(registry, OFFICER, name="Tân Hưng 2", helped_by=None)
        for asked, wanted in (("true", helped), ("false", alone)):
            found = (await registry.read(OFFICER, f"/api/rights?helped={asked}"))["items"]
            assert [one["id"] for one in found] == [wanted["id"]]
        text = (await Browser(registry, OFFICER).client.get("/rights?helped=yes")).text
        assert f"/rights/{helped['id']}" in text
        assert f"/rights/{alone['id']}" not in text


class TestAProcedure:
    async def test_goes_from_filing_to_a_grant_that_is_a_credential(self, registry: Registry) -> None:
        right = await filed(registry, OFFICER)
        at = f"/api/rights/{right['id']}"
        right = await registry.send(
            OFFICER, f"{at}/acceptance", {"accepted_on": "2026-05-04", "application_number": "4-2026-1"}, version=1
        )
        right = await registry.send(OFFICER, f"{at}/publication", {"published_on": "2026-07-01"}, version=2)
        granted = {"number": "4-0498765", "granted_on": "2026-08-03", "expires_on": "2036-03-31"}
        right = await registry.send(OFFICER, f"{at}/grant", granted, version=3)
        assert (right["state"], right["due_on"]) == ("granted", None)
        held = await registry.read(HUONG, f"/api/credentials/{right['credential_id']}")
        assert (held["kind"], held["number"], held["state"]) == ("trademark", "4-0498765", "verified")
        said = [one["_type"].removeprefix(f"{EVENT}.") for one in await registry.facts() if EVENT in one["_type"]]
        assert said == ["filed.v1", "accepted.v1", "published.v1", "granted.v1"]
        [fact] = await registry.facts(f"{EVENT}.granted.v1")
        assert (fact["helped_by"], fact["credential_id"]) == ("33", right["credential_id"])

    async def test_granted_by_its_producers_word_needs_the_paper(self, registry: Registry) -> None:
        right = await filed(registry)
        at, granted = f"/api/rights/{right['id']}", {"number": "4-1", "granted_on": "2026-08-03"}
        refused = await registry.send(HUONG, f"{at}/grant", granted, version=1, status=409)
        assert refused["type"].endswith("right.grant-paper-missing")
        sent = {"file": ("van-bang.pdf", PDF, "application/pdf")}
        answer = await registry.at(HUONG).post(f"{at}/papers", files=sent, data={"title": "Văn bằng"})
        assert answer.status_code == 201, answer.text
        [paper] = answer.json()["papers"]
        assert (await registry.at(OFFICER).get(f"{at}/papers/{paper['id']}")).content == PDF
        right = await registry.send(HUONG, f"{at}/grant", granted, version=2)
        held = await registry.read(OFFICER, f"/api/credentials/{right['credential_id']}")
        assert (held["state"], held["file"]["name"]) == ("recorded", "Văn bằng")

    async def test_is_closed_by_the_agencys_word(self, registry: Registry) -> None:
        right = await filed(registry)
        said = {"kind": "trademark", "number": "4-0498765", "holder": "HTX", "granted_on": "2026-08-01"}

        async def run(unit: Any) -> Any:
            producer = await producers.producers.get(unit, right["producer_id"])
            product = await products.products.get(unit, right["product_id"])
            return await use_cases.right_granted(unit, said, producer=producer, product=product, report=Report())

        closed = await registry.service.work.run(run)
        assert (closed.id, closed.state, closed.number) == (right["id"], "granted", "4-0498765")
        assert await registry.service.work.run(run) is None
        assert len(await registry.facts(f"{EVENT}.granted.v1")) == 1

    async def test_that_is_late_is_told_once(self, registry: Registry) -> None:
        right = await filed(registry, filed_on="2026-08-01")
        due = date.fromisoformat(right["due_on"])
        registry.clock.advance(due - registry.clock.now().date())
        await sweep(registry)
        assert await registry.facts(f"{EVENT}.overdue.v1") == []
        registry.clock.advance(timedelta(days=1))
        await sweep(registry)
        await sweep(registry)
        [late] = await registry.facts(f"{EVENT}.overdue.v1")
        assert (late["step"], late["was_due_on"]) == ("formal-examination", right["due_on"])

    async def test_is_seen_and_written_by_its_own_side_only(self, registry: Registry) -> None:
        right = await filed(registry)
        for who in (CHAU, STRANGER, NEIGHBOURS_OFFICER):
            await filed(registry, who, status=404)
            await registry.read(who, f"/api/rights/{right['id']}", status=404)
            assert (await registry.read(who, "/api/rights"))["items"] == []
        for who in (HUONG, OFFICER, PROVINCE_OFFICER):
            assert len((await registry.read(who, "/api/rights"))["items"]) == 1

    async def test_of_an_office_is_the_offices_own(self, registry: Registry) -> None:
        said = {"kind": "geographical-indication", "name": "Hưng Yên", "filed_on": "2026-04-01", "office": "33"}
        right = await registry.send(PROVINCE_OFFICER, "/api/rights", said)
        assert (right["producer_id"], right["helped_by"]) == ("", "33")
        await registry.send(OFFICER, "/api/rights", said, status=403)
        await registry.read(OFFICER, f"/api/rights/{right['id']}", status=404)
        [fact] = await registry.facts(f"{EVENT}.filed.v1")
        assert fact["producer"] is None


class TestThePages:
    async def test_file_note_and_show(self, registry: Registry) -> None:
        product = await a_product(registry)
        browser = Browser(registry, HUONG)
        named = ("Tân Hưng", "Long nhãn", "HTX")
        path = f"/rights/new?producer={product['producer_id']}&product={product['id']}"
        await browser.open(path, announced=named)
        asked = {"kind": "trademark", "name": "Tân Hưng", "filed_on": "01/04/2026", "product_id": product["id"]}
        await browser.submit(path, asked | {"filed_on": "01/04/2027"}, status=422)
        await browser.open(path, announced=named)
        await browser.submit(path, asked)
        [right] = (await registry.read(OFFICER, "/api/rights"))["items"]
        officer = Browser(registry, OFFICER)
        shown = await officer.open(f"/rights/{right['id']}", announced=named)
        assert "Thẩm định hình thức".lower() in shown.lower()
        await officer.open(f"/rights/{right['id']}/steps/acceptance", announced=named)
        await officer.submit(f"/rights/{right['id']}/steps/acceptance", {"accepted_on": "04/05/2026"})
        refusal = await officer.open(f"/rights/{right['id']}/steps/refusal", announced=named)
        assert "govuk-button--warning" in refusal
        assert "True" not in refusal
        for page in ("/rights", f"/products/{product['id']}", f"/producers/{product['producer_id']}"):
            assert "Chấp nhận hợp lệ" in await officer.open(page, announced=(*named, "Hương", COMMUNE))
