"""The morning's calls: whom an officer rings up, why, by which telephone; recorded in one tap, undone in another."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest
from ocop_events.evaluation.case import CaseOpenedV1

from tests.callers import person
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    COMMUNE,
    HUONG,
    MEMBER,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    of_case,
    returned,
    ruled,
    stands_aside,
    submitted,
)

PHONE = "0912345678"


@pytest.fixture
async def owed(registry: Registry) -> Any:
    """A dossier whose supplement was due a week ago."""
    dossier = await submitted(registry)
    await registry.consume(returned(dossier, "Phiếu kiểm nghiệm", on=date(2026, 8, 3), by=date(2026, 8, 10)))
    registry.clock.set(registry.clock.now().replace(day=17))
    return dossier


async def calls(registry: Registry, who: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await registry.read(who, "/api/calls"))["calls"]
    return found


class TestTheCallList:
    async def test_names_the_producer_that_owes_a_supplement_with_telephone_and_sentence(
        self, registry: Registry, owed: dict[str, Any]
    ) -> None:
        for who in (OFFICER, PROVINCE_OFFICER):
            [call] = await calls(registry, who)
            assert (call["kind"], call["subject"], call["phone"]) == ("supplement", owed["id"], "0912 345 678")
            text = html.unescape((await Browser(registry, who).client.get("/calls")).text)
            assert f"tel:{PHONE}" in text
            assert "quá hạn 7 ngày" in text
            assert "bổ sung hồ sơ Long nhãn sấy Tân Hưng: Phiếu kiểm nghiệm. Hạn là ngày 10/08/2026" in text

    async def test_is_for_officers_and_shows_each_their_own_territory(
        self, registry: Registry, owed: dict[str, Any]
    ) -> None:
        for who in (HUONG, MEMBER):
            await registry.read(who, "/api/calls", status=403)
        assert await calls(registry, NEIGHBOURS_OFFICER) == []

    async def test_shows_nothing_of_a_dossier_from_which_one_stood_aside(
        self, registry: Registry, owed: dict[str, Any]
    ) -> None:
        aside = person("aside", f"commune-officer@{COMMUNE}", "member@33")
        assert len(await calls(registry, aside)) == 1
        await registry.consume(stands_aside(owed, aside))
        assert await calls(registry, aside) == []
        answer = await registry.at(aside).post(f"/api/calls/supplement/{owed['id']}")
        assert answer.status_code == 404

    async def test_names_the_office_whose_period_ends_to_the_office_above_it(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        case = of_case(dossier) | {"case_id": "c-1", "office": COMMUNE, "tier": "commune"}
        opened = CaseOpenedV1(**case, number=dossier["number"], opened_on=date(2026, 8, 3), due_on=date(2026, 8, 24))
        await registry.consume(opened)
        assert await calls(registry, PROVINCE_OFFICER) == []  # three weeks are left
        registry.clock.set(registry.clock.now().replace(day=26))
        [call] = await calls(registry, PROVINCE_OFFICER)
        assert (call["kind"], call["name"], call["phone"]) == ("office", "UBND xã Tân Hưng", None)
        assert await calls(registry, OFFICER) == []
        browser = Browser(registry, PROVINCE_OFFICER)
        await browser.open(f"/calls-phones/{COMMUNE}", announced=("Tân Hưng",))
        await browser.submit(f"/calls-phones/{COMMUNE}", {"phone": "0221 386"}, status=422)
        await browser.open(f"/calls-phones/{COMMUNE}", announced=("Tân Hưng",))
        await browser.submit(f"/calls-phones/{COMMUNE}", {"phone": "0221 386 2345"})
        [call] = await calls(registry, PROVINCE_OFFICER)
        assert call["phone"] == "0221 3862 345"

    async def test_says_of_a_day_counted_over_a_holiday_not_fixed_yet_that_it_is_provisional(
        self, registry: Registry
    ) -> None:
        dossier = await submitted(registry)
        case = of_case(dossier) | {"case_id": "c-1", "office": COMMUNE, "tier": "commune"}
        days = {"opened_on": date(2027, 1, 25), "due_on": date(2027, 2, 22)}
        await registry.consume(CaseOpenedV1(**case, number=dossier["number"], **days))
        registry.clock.set(registry.clock.now().replace(year=2027, month=2, day=22))
        [call] = [one for one in await calls(registry, PROVINCE_OFFICER) if one["kind"] == "office"]
        assert call["provisional"]
        text = html.unescape((await Browser(registry, PROVINCE_OFFICER).client.get("/calls")).text)
        assert "hạn 22/02/2027 (tạm tính)" in text

    async def test_names_who_holds_a_certificate_that_ends_until_a_new_dossier_is_open(
        self, registry: Registry
    ) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        assert await calls(registry, OFFICER) == []
        registry.clock.set(registry.clock.now().replace(year=2029, month=6, day=1))
        [call] = await calls(registry, OFFICER)
        assert (call["kind"], call["phone"]) == ("renewal", "0912 345 678")
        await registry.send(HUONG, "/api/dossiers", {"product_id": dossier["product_id"], "kind": "re-evaluation"})
        assert await calls(registry, OFFICER) == []


class TestACall:
    async def test_is_recorded_in_one_tap_and_undone_in_another_by_who_made_it(
        self, registry: Registry, owed: dict[str, Any]
    ) -> None:
        browser = Browser(registry, OFFICER)
        announced = ("Tân Hưng", "Hương", "HTX", "Long nhãn")
        await browser.open("/calls", announced=announced)
        await browser.submit(f"/calls/supplement/{owed['id']}")
        assert await calls(registry, OFFICER) == []
        assert await calls(registry, PROVINCE_OFFICER) == []
        assert "đã gọi ngày 17/08/2026" in await browser.open("/calls", announced=announced)
        again = await registry.at(PROVINCE_OFFICER).post(f"/api/calls/supplement/{owed['id']}/undo")
        assert again.status_code == 403
        await browser.submit(f"/calls/supplement/{owed['id']}/undo")
        assert len(await calls(registry, OFFICER)) == 1
        [kept] = [row async for row in registry.service.database["calls"].find({})]
        assert PHONE not in str(kept)

    async def test_is_due_again_when_the_office_asks_again(self, registry: Registry, owed: dict[str, Any]) -> None:
        assert (await registry.at(OFFICER).post(f"/api/calls/supplement/{owed['id']}")).status_code == 204
        back = await registry.read(HUONG, f"/api/dossiers/{owed['id']}")
        await registry.send(
            HUONG, f"/api/dossiers/{owed['id']}/submission", {"unchanged": True}, version=back["version"]
        )
        await registry.consume(returned(owed, "Ảnh bao bì", on=date(2026, 8, 17), by=date(2026, 8, 20)), 2)
        assert [call["due_on"] for call in await calls(registry, OFFICER)] == ["2026-08-20"]


class TestTheGauges:
    async def test_count_whom_nobody_has_called_and_forget_who_was_called(
        self, registry: Registry, owed: dict[str, Any]
    ) -> None:
        read = registry.service.metrics.registry.get_sample_value
        await registry.service.figures.refresh("calls")
        assert read("ocop_calls_waiting", {"kind": "supplement"}) == 1
        assert read("ocop_calls_waiting", {"kind": "renewal"}) == 0
        assert read("ocop_calls_oldest_overdue_seconds", {"kind": "supplement"}) == 7 * 86_400
        assert (await registry.at(OFFICER).post(f"/api/calls/supplement/{owed['id']}")).status_code == 204
        await registry.service.figures.refresh("calls")
        assert read("ocop_calls_waiting", {"kind": "supplement"}) == 0
        assert read("ocop_calls_oldest_overdue_seconds", {"kind": "supplement"}) == 0


class TestATelephone:
    async def test_that_another_window_entered_meanwhile_is_not_overwritten(self, registry: Registry) -> None:
        first, second = Browser(registry, PROVINCE_OFFICER), Browser(registry, PROVINCE_OFFICER)
        for browser in (first, second):
            await browser.open(f"/calls-phones/{COMMUNE}", announced=("Tân Hưng",))
        await first.submit(f"/calls-phones/{COMMUNE}", {"phone": "0221 386 2345"})
        said = await second.submit(f"/calls-phones/{COMMUNE}", {"phone": "0221 386 9999"}, status=412)
        assert "0221 386 2345" in said
        assert "0221 386 9999" in said
