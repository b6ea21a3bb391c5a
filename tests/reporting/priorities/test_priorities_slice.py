"""Priority lists at their endpoints: counted from what the registry publishes, published by a named officer, unchanged after."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from ocop_events.envelope import EventData
from ocop_events.examples import example
from ocop_events.registry.credential import CredentialRecordedV1
from ocop_events.registry.linkage import LinkageRecordedV1
from ocop_events.registry.product import ProductWithdrawnV1
from ocop_events.registry.profile import ProfileChangedV1
from ocop_events.registry.yearly_card import YearlyCardFiledV1

from kit.messaging.received import Record
from tests.callers import person
from tests.records import record_of
from tests.registry.registry_browser import Browser
from tests.reporting.reporting_harness import Reporting, certified, facts

PROVINCE = person("province", "province-officer@33")
COMMUNE = person("commune", "commune-officer@33/11977")
NEIGHBOUR = person("neighbour", "commune-officer@33/12286")


def about(reporting: Reporting, kind: type[EventData], id: str, version: int = 1, /, **more: Any) -> Record:
    """An event's own example, of the product of `certified(id)`."""
    known = facts(id, date(2026, 5, 2))
    said = {**example(kind.event_type), "product": known["product"], "producer": known["producer"], **more}
    return record_of(kind.model_validate(said), reporting.clock.now(), version)


async def two_products(reporting: Reporting) -> None:
    card = {"revenue": 4_250_000_000, "labour": 24, "labour_local": 22}
    terms = example(LinkageRecordedV1.event_type)["terms"] | {"from_on": "2026-01-01", "until": "2026-12-31"}
    await reporting.consume(
        record_of(certified("plain", date(2026, 5, 2), star=3, name="Gạo"), reporting.clock.now(), 1),
        record_of(certified("rich", date(2026, 5, 2), star=4, name="Long nhãn"), reporting.clock.now(), 1),
        about(reporting, YearlyCardFiledV1, "rich", year=2025, figures=card),
        about(reporting, CredentialRecordedV1, "rich", kind="vietgap", issued_on="2026-01-01", expires_on="2027-01-01"),
        about(reporting, LinkageRecordedV1, "rich", terms=terms),
    )


async def places(reporting: Reporting, who: Any = PROVINCE, **asked: Any) -> Any:
    return await reporting.read("/api/priorities", who, **asked)


async def test_places_come_from_what_the_registry_published(reporting: Reporting) -> None:
    await two_products(reporting)
    found = await places(reporting)
    assert [(one["product_name"], one["position"]) for one in found["lines"]] == [("Long nhãn", 1), ("Gạo", 2)]
    said = {reason["code"]: reason["vi"] for reason in found["lines"][0]["explanation"]}
    assert "có (4)" in said["star-4"]
    assert "4.250.000.000 đồng" in said["revenue-2"]
    assert "91%" in said["local-labour"]
    assert found["verified"] == "no"
    await reporting.consume(about(reporting, ProductWithdrawnV1, "rich", 2, product_id="product-rich"))
    assert [one["product_name"] for one in (await places(reporting))["lines"]] == ["Gạo"]


async def test_whether_women_lead_is_counted_of_organisations(reporting: Reporting) -> None:
    await two_products(reporting)
    profile = example(ProfileChangedV1.event_type) | {"producer_id": "producer-plain", "women_led": True}
    before = (await places(reporting))["lines"][1]["points"]
    await reporting.consume(record_of(ProfileChangedV1.model_validate(profile), reporting.clock.now()))
    assert float((await places(reporting))["lines"][1]["points"]) == pytest.approx(float(before) + 15 * 0.4)


async def test_a_published_list_stays_as_it_was(reporting: Reporting) -> None:
    await two_products(reporting)
    body = {"office": "33", "year": 2026, "places": 2}
    made = await reporting.at(PROVINCE).post("/api/priority-lists", json=body)
    assert made.status_code == 201, made.text
    at = f"/api/priority-lists/{made.json()['id']}"
    await reporting.consume(about(reporting, ProductWithdrawnV1, "rich", 2, product_id="product-rich"))
    kept = await reporting.read(at, PROVINCE)
    assert [one["product_name"] for one in kept["lines"]] == ["Long nhãn", "Gạo"]
    assert kept["by"]["name"] == "Province"
    again = await reporting.at(PROVINCE).post("/api/priority-lists", json=body)
    assert (again.json()["edition"], len(again.json()["lines"])) == (2, 1)
    [said, _] = [row for row in await reporting.rows("outbox") if row["topic"] == "ocop.reporting.priority-list"]
    assert said["type"] == "vn.ocop.reporting.priority-list.published.v1"
    csv = await reporting.at(PROVINCE).get(f"{at}/lines.csv")
    assert "Long nhãn" in csv.text


async def test_only_an_officer_of_the_office_publishes_and_only_those_above_see(reporting: Reporting) -> None:
    await two_products(reporting)
    body = {"office": "33/11977", "year": 2026, "places": 2}
    for who in (PROVINCE, NEIGHBOUR, person("seller", "producer@p")):
        assert (await reporting.at(who).post("/api/priority-lists", json=body)).status_code == 403
    made = await reporting.at(COMMUNE).post("/api/priority-lists", json=body)
    at = f"/api/priority-lists/{made.json()['id']}"
    await reporting.read(at, PROVINCE)
    await reporting.read(at, NEIGHBOUR, status=404)
    await reporting.read("/api/priorities", NEIGHBOUR, status=404, area="33")
    assert (await places(reporting, NEIGHBOUR))["lines"] == []
    await reporting.read("/api/priorities", person("seller", "producer@p"), status=403)


async def test_the_pages_explain_every_place_and_publish_what_was_seen(reporting: Reporting) -> None:
    await two_products(reporting)
    browser, own = Browser(cast(Any, reporting), PROVINCE), ("Hưng Yên",)
    shown = await browser.open("/priorities", announced=own)
    assert "giả định" in shown
    assert "Thế mạnh: 70/100, trọng số 25: 17,5 điểm" in shown
    await browser.submit("/priority-lists", {"year": "2026"})
    listed = await browser.open("/priority-lists", announced=own)
    assert "Năm 2026, bản 1" in listed
    await browser.open("/priorities", announced=own)
    await reporting.consume(about(reporting, ProductWithdrawnV1, "rich", 2, product_id="product-rich"))
    refused = await browser.submit("/priority-lists", {"year": "2026"}, status=409)
    assert "đã thay đổi" in refused
