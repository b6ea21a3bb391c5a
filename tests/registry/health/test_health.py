"""The health of papers at its endpoints: changed by facts and by time, shown to its producer and its offices only."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from services.registry.health import store, timers
from services.registry.health.gauges import PaperGauges
from tests.callers import person
from tests.registry.credentials.test_credentials import Report, granted, record, sweep
from tests.registry.recognitions.test_lists_at_once import ROW, a_list
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_ready_draft,
    ruled,
    stands_aside,
)

CHANGED = "vn.ocop.registry.health.changed.v1"


@pytest.fixture
async def recognised(registry: Registry) -> Any:
    """A product that was recognised leaning on a VietGAP paper that ends in 58 days."""
    draft = await a_ready_draft(registry)
    product = await registry.read(HUONG, f"/api/products/{draft['product_id']}")
    await record(registry, HUONG, product)
    draft = await registry.read(HUONG, f"/api/dossiers/{draft['id']}")
    at = f"/api/dossiers/{draft['id']}/submission"
    dossier = await registry.send(HUONG, at, {}, version=draft["version"])
    await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
    return product


async def healths(registry: Registry, who: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await registry.read(who, "/api/paper-health"))["items"]
    return found


class TestTheHealthOfPapers:
    async def test_is_announced_as_it_changes_by_fact_and_by_time(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        [one] = await healths(registry, OFFICER)
        assert (one["health"], one["ends_on"], one["weakest"][0]["kind"]) == ("ending", "2026-09-30", "vietgap")
        registry.clock.set(registry.clock.now().replace(month=10, day=1))
        await sweep(registry)
        assert [one["health"] for one in await healths(registry, OFFICER)] == ["broken"]
        await granted(registry, recognised)
        assert [one["health"] for one in await healths(registry, OFFICER)] == ["sound"]
        told = [(one["was"], one["health"]) for one in await registry.facts(CHANGED)]
        assert told == [(None, "ending"), ("ending", "broken"), ("broken", "sound")]

    async def test_ends_with_its_certificate(self, registry: Registry, recognised: dict[str, Any]) -> None:
        registry.clock.set(registry.clock.now().replace(year=2029, month=8, day=4))
        await sweep(registry)
        assert await healths(registry, OFFICER) == []

    async def test_is_a_list_with_a_sentence_and_a_csv_for_those_of_its_place(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        for who in (OFFICER, PROVINCE_OFFICER, HUONG):
            text = html.unescape((await Browser(registry, who).client.get("/paper-health")).text)
            assert "1 giấy chứng nhận dựa vào giấy tờ hết hạn trong 60 ngày tới" in text
            csv = (await registry.at(who).get("/api/paper-health.csv")).text
            assert "VietGAP-TT-12-33-0007" in csv
        for who in (NEIGHBOURS_OFFICER, STRANGER):
            assert await healths(registry, who) == []
            assert "VietGAP" not in (await registry.at(who).get("/api/paper-health.csv")).text

    async def test_stands_on_the_products_page_for_its_producer_and_its_offices_only(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        at = f"/products/{recognised['id']}"
        for who, seen in ((HUONG, True), (OFFICER, True), (STRANGER, False), (None, False)):
            text = (await Browser(registry, who).client.get(at)).text
            assert ('id="paper-health"' in text) is seen
            assert ("VietGAP-TT-12-33-0007" in text) is seen

    async def test_is_looked_at_for_certificates_of_an_earlier_release(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        await store.healths.raw(registry.service.work.reading()).delete_many({})
        await timers.look_once(registry.service)
        assert [one["health"] for one in await healths(registry, OFFICER)] == ["ending"]

    async def test_goes_with_a_certificate_that_a_list_had_entered(self, registry: Registry) -> None:
        sent = await registry.send_list(PROVINCE_OFFICER, a_list(ROW))
        at = f"/api/recognitions/{sent['id']}"
        entered = await registry.send(PROVINCE_OFFICER, f"{at}/entry", {}, version=sent["version"])
        assert [one["health"] for one in await healths(registry, PROVINCE_OFFICER)] == ["sound"]
        reason = {"reason": "Nhập nhầm năm"}
        await registry.send(PROVINCE_OFFICER, f"{at}/undoing", reason, version=entered["version"])
        assert await healths(registry, PROVINCE_OFFICER) == []

    async def test_is_nothing_to_who_stood_aside_from_its_dossier(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        aside = person("aside", f"commune-officer@{COMMUNE}", "member@33")
        assert len(await healths(registry, aside)) == 1
        [dossier] = (await registry.read(HUONG, "/api/dossiers"))["items"]
        await registry.consume(stands_aside(dossier, aside))
        assert await healths(registry, aside) == []
        assert (await registry.read(aside, "/api/credentials"))["items"] == []
        assert (
            'id="paper-health"' not in (await Browser(registry, aside).client.get(f"/products/{recognised['id']}")).text
        )

    async def test_is_what_the_gauges_say(self, registry: Registry, recognised: dict[str, Any]) -> None:
        metrics = CollectorRegistry()
        await PaperGauges(metrics).refresh(registry.service.work.reading())
        assert metrics.get_sample_value("ocop_certificates_by_paper_health", {"health": "ending"}) == 1
        assert metrics.get_sample_value("ocop_credentials_unverified", {"kind": "vietgap"}) == 1
        assert metrics.get_sample_value("ocop_credentials_oldest_unverified_seconds") == 0


class TestProductsByCredential:
    async def test_everybody_finds_them_by_what_is_verified_and_alive(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        at = "/api/public/products?credential=vietgap"
        assert (await registry.read(None, at))["items"] == []
        held = (await registry.read(HUONG, "/api/credentials"))["items"][0]
        await registry.send(OFFICER, f"/api/credentials/{held['id']}/verification", {}, version=held["version"])
        [found] = (await registry.read(None, at))["items"]
        assert found["credentials"] == ["vietgap"]
        assert "Chứng nhận VietGAP" in (await Browser(registry, None).client.get(f"/products/{recognised['id']}")).text
        kinds = html.unescape((await Browser(registry, OFFICER).client.get("/credential-kinds")).text)
        assert "/products?credential=vietgap" in kinds
        counted = {one["kind"]: one["products"] for one in await registry.read(OFFICER, "/api/credentials/kinds")}
        assert (counted["vietgap"], sum(counted.values())) == (1, 1)
        managed = await registry.read(OFFICER, "/api/products?credential=vietgap")
        assert [one["id"] for one in managed["items"]] == [recognised["id"]]
        assert (await registry.read(OFFICER, "/api/products?credential=gmp"))["items"] == []
        listed = (await Browser(registry, OFFICER).client.get("/products?credential=vietgap")).text
        assert recognised["id"] in listed
        assert recognised["id"] not in (await Browser(registry, OFFICER).client.get("/products?credential=gmp")).text
        registry.clock.set(registry.clock.now().replace(month=10, day=1))
        await sweep(registry)
        assert (await registry.read(None, at))["items"] == []

    async def test_of_a_kind_that_is_not_public_are_nobodys_to_find(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        await granted(registry, recognised, Report("quality-laboratory", "L-1"), kind="test-report", number="T-1")
        [found] = (await registry.read(None, "/api/public/products"))["items"]
        assert found["credentials"] == []
