"""Agencies heard: what is certain acts, what is not waits at a queue, and each report is answered exactly once."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.registry.producers.commands import MergeCommand
from services.registry.products.use_cases import merge_product
from tests.registry.agencies.agency_harness import (
    ANSWERED,
    FOOD,
    IP,
    LAB,
    MATCHED,
    SETTLED,
    TRADE,
    answers,
    certified,
    publish,
    record,
)
from tests.registry.conftest import Opening
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    a_product,
    particulars,
)

REASON = "Đối chiếu với giấy tờ của chủ thể"


async def waiting(registry: Registry, who: Any = PROVINCE_OFFICER, state: str = "waiting") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await registry.read(who, f"/api/agency-reports?state={state}"))["items"]
    return found


async def match(registry: Registry, report: dict[str, Any], whom: str, who: Any = PROVINCE_OFFICER, **more: Any) -> Any:
    body = {"whom": whom} | {name: more.pop(name) for name in ("remember",) if name in more}
    return await registry.send(
        who, f"/api/agency-reports/{report['id']}/match", body, version=report["version"], **more
    )


class TestACertainReport:
    async def test_by_product_code_is_matched_published_and_answered(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
        [answer] = await answers(registry)
        assert (answer["answer"], answer["product_code"], answer["event_id"]) == (
            "matched",
            issued["product_code"],
            "food-safety-B-1",
        )
        [fact] = await registry.facts(f"{MATCHED}inspection-matched.v1")
        assert (fact["product"]["id"], fact["passed"], fact["matched_by"]) == (
            issued["product"]["id"],
            False,
            "product-code",
        )
        assert fact["certificate"]["id"] == issued["certificate_id"]
        assert await registry.parked() == []

    async def test_as_people_type_the_code(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("lab-test.reported", product_code=issued["product_code"].replace("-", " ")))
        [fact] = await registry.facts(f"{MATCHED}lab-test-matched.v1")
        assert fact["parameters"] == {"Chì (Pb)": "không phát hiện"}

    async def test_names_the_dossier_that_waits_for_it(self, registry: Registry) -> None:
        issued = await certified(registry)
        product = issued["product"]["id"]
        opened = await registry.send(HUONG, "/api/dossiers", {"product_id": product, "kind": "upgrade"})
        await publish(registry, record("lab-test.reported", product_code=issued["product_code"]))
        [fact] = await registry.facts(f"{MATCHED}lab-test-matched.v1")
        assert fact["dossier_id"] == opened["id"]

    async def test_grants_and_withdraws_a_credential_by_its_number(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("credential.granted", product_code=issued["product_code"]))
        [granted] = await registry.facts(f"{MATCHED}credential-matched.v1")
        assert (granted["granted"], granted["on"]) == (True, "2026-07-20")
        await publish(registry, record("credential.withdrawn", "B-2"))
        withdrawn = (await registry.facts(f"{MATCHED}credential-matched.v1"))[1]
        assert (withdrawn["credential_id"], withdrawn["granted"]) == (granted["credential_id"], False)
        assert withdrawn["matched_by"] == "credential-number"
        assert [one["answer"] for one in await answers(registry)] == ["matched", "matched"]
        assert len(await registry.facts("vn.ocop.registry.credential.withdrawn.v1")) == 1

    async def test_of_a_right_is_a_credential_too(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("ip-right.granted", product_code=issued["product_code"]))
        [right] = await registry.facts(f"{MATCHED}right-matched.v1")
        assert (right["kind"], right["number"]) == ("trademark", "4-0498765")
        assert [one["kind"] for one in await registry.facts("vn.ocop.registry.credential.verified.v1")] == ["trademark"]

    async def test_of_a_promotion_is_taken_with_the_codes_nobody_knows(self, registry: Registry) -> None:
        issued = await certified(registry)
        codes = [issued["product_code"], "33-99999-9-2026", issued["product_code"]]
        await publish(registry, record("promotion.held", product_codes=codes))
        [fact] = await registry.facts(f"{MATCHED}promotion-matched.v1")
        assert [one["id"] for one in fact["products"]] == [issued["product"]["id"]]
        assert fact["unknown_codes"] == ["33-99999-9-2026"]
        assert [one["answer"] for one in await answers(registry)] == ["accepted"]


class TestTheSameReport:
    async def test_twice_is_one_and_answered_once(self, registry: Registry) -> None:
        issued = await certified(registry)
        one = record("inspection.reported", product_code=issued["product_code"])
        again = record("inspection.reported", product_code=issued["product_code"], id="another-id")
        await publish(registry, one, one, again)
        await publish(registry, one)
        assert len(await answers(registry)) == 1
        assert len(await registry.facts(f"{MATCHED}inspection-matched.v1")) == 1

    async def test_with_other_words_under_its_number_is_refused(self, registry: Registry) -> None:
        issued = await certified(registry)
        code = issued["product_code"]
        await publish(registry, record("inspection.reported", product_code=code))
        await publish(registry, record("inspection.reported", product_code=code, finding="Khác", id="another-id"))
        first, second = await answers(registry)
        assert (first["answer"], second["answer"], second["event_id"]) == ("matched", "refused", "another-id")
        assert "số mới" in second["reason"]["vi"]


class TestAnUncertainReport:
    async def test_waits_is_matched_by_one_click_and_settled(self, registry: Registry) -> None:
        issued = await certified(registry)
        near = f"{issued['product_code'].rsplit('-', 2)[0]}-77-2026"
        await publish(registry, record("inspection.reported", product_code=near))
        [answer] = await answers(registry)
        assert (answer["answer"], await registry.parked()) == ("waiting", [])
        [said] = await registry.facts(f"{MATCHED}waiting.v1")
        assert (said["candidates"], said["office"]) == (1, "33/11977")
        [report] = await waiting(registry, OFFICER)
        [candidate] = report["candidates"]
        assert candidate["reasons"] == ["code-of-the-place"]
        await match(registry, report, f"product:{candidate['product_id']}", OFFICER, remember=True)
        [settled] = await answers(registry, SETTLED)
        assert (settled["answer"], settled["product_code"]) == ("matched", issued["product_code"])
        assert len(await answers(registry, ANSWERED)) == 1
        assert await waiting(registry) == []

    async def test_is_remembered_for_that_agency_alone(self, registry: Registry) -> None:
        issued = await certified(registry)
        product = f"product:{issued['product']['id']}"
        await publish(registry, record("inspection.reported", product_code="SP 12"))
        [report] = await waiting(registry)
        assert report["because"] == "unknown"
        await match(registry, report, product, remember=True)
        await publish(registry, record("inspection.reported", "B-2", product_code="sp  12"))
        await publish(registry, record("mark-breach.reported", "M-1", product_code="SP 12"))
        matched = await registry.facts(f"{MATCHED}inspection-matched.v1")
        assert [one["matched_by"] for one in matched] == ["person", "remembered"]
        assert [one["agency"] for one in await waiting(registry)] == ["market-surveillance"]

    async def test_is_none_of_anybody_s_who_may_not_see_its_office(self, registry: Registry) -> None:
        issued = await certified(registry)
        near = f"{issued['product_code'].rsplit('-', 2)[0]}-77-2026"
        await publish(registry, record("inspection.reported", product_code=near))
        [report] = await waiting(registry)
        assert await waiting(registry, NEIGHBOURS_OFFICER) == []
        await registry.read(NEIGHBOURS_OFFICER, f"/api/agency-reports/{report['id']}", 404)
        await registry.read(HUONG, "/api/agency-reports", 403)
        await match(registry, report, f"product:{issued['product']['id']}", NEIGHBOURS_OFFICER, status=404)

    async def test_concerning_nobody_is_refused_in_a_person_s_words(self, registry: Registry) -> None:
        await publish(registry, record("inspection.reported", product_code="SP 12"))
        [report] = await waiting(registry)
        where = f"/api/agency-reports/{report['id']}/refusal"
        await registry.send(PROVINCE_OFFICER, where, {"reason": ""}, version=report["version"], status=422)
        await registry.send(PROVINCE_OFFICER, where, {"reason": REASON}, version=report["version"])
        [settled] = await answers(registry, SETTLED)
        assert (settled["answer"], REASON in settled["reason"]["vi"]) == ("refused", True)

    async def test_of_an_agency_whose_field_it_is_not_waits(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("credential.granted", agency=TRADE, product_code=issued["product_code"]))
        [report] = await waiting(registry, OFFICER)
        assert report["because"] == "not-its-field"
        assert await registry.facts("vn.ocop.registry.credential.recorded.v1") == []

    async def test_of_a_product_is_offered_the_producer_s(self, registry: Registry) -> None:
        await registry.send(HUONG, "/api/producers", particulars(tax_code="0901234564"))
        product = await a_product(registry)
        await publish(registry, record("lab-test.reported", tax_code="0901234564"))
        [report] = await waiting(registry, OFFICER)
        assert [one["product_id"] for one in report["candidates"]] == [product["id"]]
        await match(registry, report, f"producer:{product['producer_id']}", OFFICER, status=422)
        await publish(registry, record("inspection.reported", tax_code="0901234564"))
        [fact] = await registry.facts(f"{MATCHED}inspection-matched.v1")
        assert (fact["producer"]["id"], fact.get("product"), fact["matched_by"]) == (
            product["producer_id"],
            None,
            "tax-code",
        )


class TestAWrongMatch:
    async def test_is_withdrawn_undone_forgotten_and_waits_again(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("credential.granted", product_code="SP 12"))
        [report] = await waiting(registry)
        report = await match(registry, report, f"product:{issued['product']['id']}", remember=True)
        where = f"/api/agency-reports/{report['id']}/withdrawal"
        await registry.send(PROVINCE_OFFICER, where, {"reason": REASON}, version=report["version"])
        [withdrawn] = await registry.facts(f"{MATCHED}match-withdrawn.v1")
        assert (withdrawn["product"]["id"], withdrawn["reason"]) == (issued["product"]["id"], REASON)
        assert len(await registry.facts("vn.ocop.registry.credential.withdrawn.v1")) == 1
        assert [one["state"] for one in await waiting(registry)] == ["waiting"]
        await publish(registry, record("credential.granted", "B-2", product_code="SP 12", number="0013/2026/ATTP"))
        assert len(await waiting(registry)) == 2


class TestAMergedRecord:
    async def test_takes_along_what_was_reported_of_it(self, registry: Registry) -> None:
        issued = await certified(registry)
        gone = issued["product"]["id"]
        await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
        body = {"producer_id": issued["producer"]["id"], "name": "Long nhãn sấy khô Tân Hưng", "set_no": 7}
        kept = await registry.send(HUONG, "/api/products", body)
        version = (await registry.read(OFFICER, f"/api/products/{gone}"))["version"]
        merging = MergeCommand(into=kept["id"], reason=REASON)
        await registry.service.work.run(merge_product, gone, merging, by=OFFICER, expected=version)
        [report] = await waiting(registry, OFFICER, "matched")
        assert report["match"]["product_id"] == kept["id"]
        assert report["match"]["product_code"] == issued["product_code"]
        await publish(registry, record("inspection.reported", "B-2", product_code=issued["product_code"]))
        facts = await registry.facts(f"{MATCHED}inspection-matched.v1")
        assert [one["product"]["id"] for one in facts] == [gone, kept["id"]]


class TestWhatCannotBeTaken:
    @pytest.mark.parametrize(
        ("sent", "slug"),
        [
            ({"topic": FOOD, "agency": IP}, "event.foreign-topic"),
            ({"value": b'{"report_id": "B-1"'}, "data-invalid"),
            ({"value": b"\xff\xfe"}, "data-invalid"),
            ({"passed": "maybe"}, "data-invalid"),
            ({"reported_on": "hôm qua"}, "data-invalid"),
        ],
    )
    async def test_is_set_aside_and_its_agency_told_why_once(
        self, registry: Registry, sent: dict[str, Any], slug: str
    ) -> None:
        one = record("inspection.reported", **sent)
        await publish(registry, one, one)
        await publish(registry, one)
        [row] = await registry.parked()
        assert row["reason"]["slug"] == slug
        [answer] = await answers(registry)
        assert (answer["agency"], answer["report_id"], answer["event_id"], answer["answer"]) == (
            FOOD,
            "B-1",
            "food-safety-B-1",
            "refused",
        )
        assert answer["reason"]["vi"]

    async def test_of_a_type_that_no_agency_may_publish_is_answered_too(self, registry: Registry) -> None:
        one = record("inspection.reported")
        for type_ in ("vn.ocop.registry.product.withdrawn.v1", "vn.ocop.agencies.nonsense.v1"):
            headers = tuple((n, type_.encode() if n == "ce_type" else v) for n, v in one.headers)
            headers = tuple((n, type_.encode() if n == "ce_id" else v) for n, v in headers)
            await publish(registry, replace(one, headers=headers))
        assert [row["reason"]["slug"] for row in await registry.parked()] == ["event.foreign-topic", "unknown-type"]
        assert [one["answer"] for one in await answers(registry)] == ["refused", "refused"]

    async def test_by_nobody_in_particular_is_set_aside_alone(self, registry: Registry) -> None:
        await publish(registry, replace(record("inspection.reported"), headers=(), key=None, value=b"{}"))
        assert len(await registry.parked()) == 1
        assert await answers(registry, None) == []

    async def test_sent_again_in_order_is_settled(self, registry: Registry) -> None:
        issued = await certified(registry)
        await publish(registry, record("inspection.reported", passed="maybe", product_code=issued["product_code"]))
        await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
        assert [one["answer"] for one in await answers(registry)] == ["refused"]
        assert [one["answer"] for one in await answers(registry, SETTLED)] == ["matched"]
        assert [row["state"] for row in await registry.parked()] == ["discarded"]

    async def test_a_person_s_number_is_refused_and_kept_nowhere(self, registry: Registry) -> None:
        await publish(registry, record("inspection.reported", tax_code="033090001234"))
        [answer] = await answers(registry)
        assert (answer["answer"], "product_code" in answer["reason"]["en"]) == ("refused", True)
        for name in ("agency_reports", "outbox", "parked", "agency_remembered"):
            rows = [row async for row in registry.service.database[name].find({})]
            assert "033090001234" not in repr(rows), name

    @pytest.mark.parametrize(
        "text", ["<script>alert(1)</script>", "$where", "{reason}", "a\u0000b", "'; DROP TABLE reports; --", "…" * 3000]
    )
    async def test_hostile_text_is_text(self, registry: Registry, text: str) -> None:
        await publish(
            registry,
            record("inspection.reported", finding=text, product_code=text[:90]),
            record("lab-test.reported", parameters={text[:90]: text, "a.b": "$x"}),
        )
        assert len(await answers(registry)) == 2
        for report in await waiting(registry):
            answer = await Browser(registry, PROVINCE_OFFICER).client.get(f"/agency-reports/{report['id']}")
            assert answer.status_code == 200
            assert "<script>alert" not in answer.text


class TestADeploymentOfOtherOffices:
    async def test_leaves_reports_to_the_one_that_serves_the_agency_s_office(self, open_on: Opening) -> None:
        other = await open_on(date(2026, 8, 3), offices="34,34/*")
        await publish(
            other, record("inspection.reported", product_code="SP 12"), record("lab-test.reported", value=b"{")
        )
        assert await answers(other, None) == []
        assert len(await other.parked()) == 1, "what cannot be read is for its operators all the same"


class TestThePages:
    async def test_show_the_queue_and_match_by_one_click(self, registry: Registry) -> None:
        issued = await certified(registry)
        near = f"{issued['product_code'].rsplit('-', 2)[0]}-77-2026"
        await publish(registry, record("inspection.reported", product_code=near))
        browser = Browser(registry, OFFICER)
        listed = await browser.open("/agency-reports")
        assert "Cơ quan an toàn thực phẩm" in listed
        [report] = await waiting(registry, OFFICER)
        where = f"/agency-reports/{report['id']}"
        shown = html.unescape((await browser.client.get(where, params={"q": "long nhan"})).text)
        assert "mã gần giống, cùng xã" in shown
        assert "Tìm được" in shown
        candidate = report["candidates"][0]
        await browser.open(f"{where}?q=long+nhan", announced=("Long nhãn", "Nhãn lồng"))
        assert await browser.submit("/match", {"remember": "true"}) == "/agency-reports"
        page = html.unescape((await browser.client.get(f"/products/{candidate['product_id']}")).text)
        assert "Nhãn thiếu hạn dùng" in page
        of_producer = html.unescape((await browser.client.get(f"/producers/{candidate['producer_id']}")).text)
        assert "Nhãn thiếu hạn dùng" in of_producer
        assert (await Browser(registry, HUONG).client.get("/agency-reports")).status_code == 403


class TestTheGauges:
    async def test_say_what_waits_and_who_is_silent(self, registry: Registry) -> None:
        await publish(registry, record("inspection.reported", product_code="SP 12"))
        await publish(registry, record("lab-test.reported", "L-1", product_code="SP 13"))
        metrics = registry.service.metrics.registry
        registry.clock.advance(timedelta(days=3))
        await registry.service.figures.refresh("agencies")
        value = metrics.get_sample_value
        assert value("ocop_agency_reports_waiting", {"agency": FOOD, "age": "week"}) == 1
        assert value("ocop_agency_reports_waiting", {"agency": FOOD, "age": "day"}) == 0
        assert value("ocop_agency_reports_oldest_waiting_seconds", {"agency": LAB}) == 3 * 86_400
        assert value("ocop_agency_may_be_silent_seconds", {"agency": FOOD}) == 90 * 86_400
        assert (value("ocop_agency_silent_seconds", {"agency": FOOD}) or 0) > 86_400
        assert value("ocop_agency_silent_seconds", {"agency": IP}) is None
