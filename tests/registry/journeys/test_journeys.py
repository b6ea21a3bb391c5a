"""Where a dossier is: told by evaluation's events, shown to all who may see the dossier."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.evaluation.case import CaseForwardedV1, CaseOpenedV1, CaseReceivedV1, CaseScreenedV1
from ocop_events.registry.dossier import DossierSubmittedV1

from kit.identity import Principal
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    COMMUNE,
    HUONG,
    MEMBER,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    a_draft,
    formed,
    of_case,
    returned,
    ruled,
    submitted,
)


def at_the_commune(dossier: dict[str, Any]) -> dict[str, Any]:
    return of_case(dossier) | {"case_id": "c-commune", "office": COMMUNE, "tier": "commune"}


def opened(dossier: dict[str, Any]) -> CaseOpenedV1:
    period = {"due_on": date(2026, 8, 24), "period_days": 15, "period_counted": "working"}
    return CaseOpenedV1(**at_the_commune(dossier), **period, number=dossier["number"], opened_on=date(2026, 8, 3))


async def passed_on(registry: Registry, dossier: dict[str, Any]) -> None:
    """The commune proposes the dossier and the province receives it."""
    [announced] = await registry.facts(DossierSubmittedV1.event_type)
    commune = at_the_commune(dossier)
    await registry.consume(CaseScreenedV1(**commune, proposes=True, screened_on=date(2026, 8, 10)), 2)
    sent = {"to_office": "33", "to_tier": "province", "forwarded_on": date(2026, 8, 11), "reason": "proposed"}
    await registry.consume(CaseForwardedV1(**commune, **sent, dossier=announced["dossier"]), 3)
    received = {"from_case_id": "c-commune", "from_office": COMMUNE, "received_on": date(2026, 8, 12)}
    await registry.consume(CaseReceivedV1(**of_case(dossier), **received), 1)


async def shown(registry: Registry, who: Principal, dossier: dict[str, Any]) -> str:
    return (await Browser(registry, who).client.get(f"/dossiers/{dossier['id']}")).text


class TestAJourney:
    async def test_of_a_draft_is_with_its_producer(self, registry: Registry) -> None:
        dossier = await a_draft(registry)
        journey = await registry.read(HUONG, f"/api/dossiers/{dossier['id']}/journey")
        assert (journey["with_producer"], journey["stays"]) == (True, [])
        assert "Đang giữ hồ sơ: HTX Nhãn lồng Tân Hưng" in await shown(registry, HUONG, dossier)

    async def test_says_which_office_has_it_and_the_days_left(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(opened(dossier))
        registry.clock.set(registry.clock.now().replace(day=17))
        [stay] = (await registry.read(HUONG, f"/api/dossiers/{dossier['id']}/journey"))["stays"]
        assert (stay["office"], stay["days"], stay["left"]) == (COMMUNE, 14, 6)
        for who in (HUONG, OFFICER, PROVINCE_OFFICER):
            text = await shown(registry, who, dossier)
            assert "Đang giữ hồ sơ: UBND xã Tân Hưng" in text, who.id
            assert "còn 6 ngày làm việc" in text, who.id
            assert "tạm tính" not in text, who.id

    async def test_calls_a_last_day_provisional_that_was_counted_over_a_holiday_not_fixed_yet(
        self, registry: Registry
    ) -> None:
        dossier = await submitted(registry)
        over = opened(dossier).model_copy(update={"opened_on": date(2027, 1, 25), "due_on": date(2027, 2, 22)})
        await registry.consume(over)
        assert "tạm tính" in await shown(registry, HUONG, dossier)
        [stay] = (await registry.read(HUONG, f"/api/dossiers/{dossier['id']}/journey"))["stays"]
        assert stay["due_provisional"]

    async def test_is_late_when_the_day_has_passed(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(opened(dossier))
        registry.clock.set(registry.clock.now().replace(day=27))
        assert "quá hạn 3 ngày" in await shown(registry, HUONG, dossier)

    async def test_says_that_the_producer_has_it_while_a_supplement_is_owed(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(opened(dossier))
        back = returned(dossier, "Phiếu kiểm nghiệm", on=date(2026, 8, 3), by=date(2026, 8, 10))
        await registry.consume(back.model_copy(update=at_the_commune(dossier)), 2)
        journey = await registry.read(HUONG, f"/api/dossiers/{dossier['id']}/journey")
        assert journey["with_producer"]
        assert "Hạn 10/08/2026 – còn 7 ngày" in await shown(registry, OFFICER, dossier)
        version = (await registry.read(HUONG, f"/api/dossiers/{dossier['id']}"))["version"]
        sent = {"note": "Gửi ở thư", "unchanged": True}
        await registry.send(HUONG, f"/api/dossiers/{dossier['id']}/submission", sent, version=version)
        text = await shown(registry, HUONG, dossier)  # the office has not heard of it yet
        assert "Chủ thể đã nộp bổ sung" in text
        assert "Chờ chủ thể bổ sung" not in text
        assert "Hạn 10/08/2026" not in text

    async def test_leads_to_ruling_and_certificate_and_no_more_to_an_empty_list(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(opened(dossier))
        await passed_on(registry, dossier)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        text = await shown(registry, HUONG, dossier)
        certificate = (await registry.read(HUONG, f"/api/dossiers/{dossier['id']}"))["certificate_id"]
        assert "/evaluation/rulings/ruling-1" in text
        assert f"/certificates/{certificate}" in text
        assert '/evaluation/work"' not in text.partition('id="where"')[2]

    async def test_names_no_ruling_to_who_may_not_open_it(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(opened(dossier))
        await passed_on(registry, dossier)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        assert "/evaluation/rulings/" not in await shown(registry, OFFICER, dossier)

    async def test_is_not_there_for_who_may_not_see_the_dossier(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(opened(dossier))
        for who in (NEIGHBOURS_OFFICER, MEMBER):
            await registry.read(who, f"/api/dossiers/{dossier['id']}/journey", status=404)
        await registry.consume(formed(dossier, MEMBER))
        await registry.read(MEMBER, f"/api/dossiers/{dossier['id']}/journey")
