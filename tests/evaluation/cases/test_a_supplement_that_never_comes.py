"""A dossier was returned and nobody supplements it: from the day after the last one its office ends it, and nobody before."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from ocop_events.registry.dossier import DossierSupplementedV1

from kit.command import Reason
from kit.history import Actor
from kit.lifecycle import StepRefused
from law.terms import supplement_term
from services.evaluation.cases import refusals, rules
from services.evaluation.cases.lifecycle import State
from services.evaluation.reminders.timers import begin_terms
from tests.callers import person
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.cases.test_clocks import opened, returned
from tests.evaluation.conftest import Opening
from tests.evaluation.evaluation_harness import (
    CHAIR,
    COMMUNE,
    DISTRICT,
    HUONG,
    OFFICER,
    OLD_COMMUNE,
    PROVINCE,
    SCREENER,
    STRANGER,
    Deployment,
    Estate,
    at_the_province,
    dossier,
    seats,
    submitted,
)

ME = Actor(id="x", name="X")
AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
RETURNED_ON = date(2026, 8, 7)
LAST = date(2026, 8, 20)
MISSING = {"missing": ["Phiếu kiểm nghiệm"], "supplement_by": LAST.isoformat()}
WHY = {"reason": "Đã gọi hai lần, chủ thể không bổ sung"}
SCREENED = "vn.ocop.evaluation.case.screened.v1"
BOTH = person("both", f"commune-officer@{COMMUNE}", "producer@p-1")


def morning(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 2, tzinfo=UTC)


async def sent_back(deployment: Deployment, case: str, by: Any = SCREENER, **named: Any) -> None:
    deployment.clock.set(morning(RETURNED_ON))
    await deployment.send(by, f"{case}/return", {**MISSING, **named}, version="case")


class TestTheRule:
    def test_waits_until_the_last_day_is_over(self) -> None:
        away = returned(opened(), RETURNED_ON)
        last = away.returns[-1].last_day
        with pytest.raises(refusals.SupplementStillAwaited):
            rules.unsupplemented(away, Reason(**WHY), by=ME, on=last, at=AT)
        assert not rules.is_supplement_overdue(away, last)
        after = rules.unsupplemented(away, Reason(**WHY), by=ME, on=last + timedelta(1), at=AT)
        assert (after.state, after.steps[-1].note, after.steps[-1].by) == (State.DECLINED, WHY["reason"], ME)
        assert rules.is_supplement_overdue(away, last + timedelta(1))
        assert not rules.is_supplement_overdue(after, last + timedelta(1))

    def test_has_a_day_by_the_common_term_where_none_is_named(self) -> None:
        away = returned(opened(), RETURNED_ON)
        # Thirty days end on Sunday the sixth: the next working day is the last.
        assert (supplement_term().days, away.returns[-1].supplement_by) == (30, date(2026, 9, 7))
        assert rules.next_due(away) == away.returns[-1].supplement_by

    def test_asks_for_a_reason_and_a_case_that_was_returned(self) -> None:
        away = returned(opened(), RETURNED_ON)
        with pytest.raises(refusals.ReasonMissing):
            rules.unsupplemented(away, Reason(reason=" "), by=ME, on=date(2026, 12, 1), at=AT)
        with pytest.raises(StepRefused):
            rules.unsupplemented(opened(), Reason(**WHY), by=ME, on=date(2026, 12, 1), at=AT)


class TestAnOfficer:
    async def test_ends_it_the_day_after_the_last(self, province: Deployment, at_commune: str) -> None:
        await sent_back(province, at_commune)
        province.clock.set(morning(LAST))
        early = await province.send(SCREENER, f"{at_commune}/unsupplemented", WHY, version="case", status=409)
        assert early["slug"] == "case.supplement-still-awaited"
        province.clock.set(morning(LAST + timedelta(1)))
        unnamed = await province.send(
            SCREENER, f"{at_commune}/unsupplemented", {"reason": " "}, version="case", status=422
        )
        assert "reason" in str(unnamed)
        await province.send(SCREENER, f"{at_commune}/unsupplemented", WHY, version=1, status=412)
        ended = await province.send(SCREENER, f"{at_commune}/unsupplemented", WHY, version="case")
        assert (ended["state"]["code"], ended["may"], ended["steps"][-1]["by"]["id"]) == ("declined", [], SCREENER.id)
        [fact] = await province.facts(SCREENED)
        assert (fact["proposes"], fact["unsupplemented"], fact["note"]) == (False, True, WHY["reason"])
        assert (fact["supplement_was_due_on"], fact["screened_on"]) == ("2026-08-20", "2026-08-21")

    async def test_alone_may(self, province: Deployment, at_commune: str) -> None:
        await sent_back(province, at_commune)
        province.clock.set(morning(LAST + timedelta(1)))
        for who, status in ((OFFICER, 403), (HUONG, 403), (BOTH, 403), (STRANGER, 404), (None, 401)):
            await province.send(who, f"{at_commune}/unsupplemented", WHY, version=2, status=status)
        assert (await province.read(SCREENER, at_commune))["state"]["code"] == "returned"
        assert "unsupplemented" not in await Browser(province, HUONG).open(at_commune.removeprefix("/api"))

    async def test_finds_it_overdue_on_top_and_ends_it_on_its_page(
        self, province: Deployment, estate: Estate, at_commune: str
    ) -> None:
        page, officer = at_commune.removeprefix("/api"), Browser(province, SCREENER)
        await sent_back(province, at_commune)
        await estate.publish(submitted(dossier(RETURNED_ON, id="d-2", set_no=2)))
        assert "unsupplemented" not in await officer.open(page)
        assert "Quá hạn (" not in await officer.open("/work")
        await officer.open(f"{page}/unsupplemented", status=409)
        province.clock.set(morning(LAST + timedelta(1)))
        officer = Browser(province, SCREENER)  # a session of weeks ago has ended
        work = html.unescape(await officer.open("/work"))
        assert "Quá hạn (1)" in work
        assert work.index(f"{page}/unsupplemented") < work.index("/screening")
        assert "quá 1 ngày" in work
        assert page in await officer.open("/work?due=overdue")
        hers = html.unescape(await Browser(province, HUONG).open("/work?due=overdue"))
        assert page in hers
        assert "/unsupplemented" not in hers
        assert f"{page}/unsupplemented" in await officer.open(page)
        assert "20/08/2026" in await officer.open(f"{page}/unsupplemented")
        await officer.submit(f"{page}/unsupplemented", WHY)
        ended = html.unescape(await officer.open(page))
        assert WHY["reason"] in ended
        assert "chờ chủ thể bổ sung" not in ended
        assert page not in await officer.open("/work")

    async def test_ends_it_for_good_a_supplement_that_comes_later_changes_nothing(
        self, province: Deployment, estate: Estate, at_commune: str
    ) -> None:
        await sent_back(province, at_commune)
        province.clock.set(morning(LAST + timedelta(1)))
        await province.send(SCREENER, f"{at_commune}/unsupplemented", WHY, version="case")
        before = await province.read(SCREENER, at_commune)
        again = dossier().model_copy(update={"supplement": 1})
        await estate.publish(DossierSupplementedV1(dossier_id="d-1", dossier=again, case_id=before["id"]))
        assert await province.read(SCREENER, at_commune) == before

    async def test_ends_one_with_a_council_and_dissolves_that(self, province: Deployment, estate: Estate) -> None:
        case = await at_the_province(province, estate)
        await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
        await sent_back(province, case, OFFICER)
        province.clock.set(morning(LAST + timedelta(1)))
        await province.send(CHAIR, f"{case}/unsupplemented", WHY, version="case", status=403)
        ended = await province.send(OFFICER, f"{case}/unsupplemented", WHY, version="case")
        assert (ended["state"]["code"], ended["office"]) == ("declined", PROVINCE)
        assert (await province.read(OFFICER, f"{case}/council"))["state"] == "dissolved"

    async def test_of_the_office_above_ends_it_once_its_own_office_is_gone(self, evaluation: Opening) -> None:
        """Districts ended on 1 July 2025: nobody acts for one, and a case that waits for a supplement is not passed on."""
        on = date(2025, 6, 10)
        deployment = await evaluation(on=on)
        former = person("former", f"district-officer@{DISTRICT}")
        await Estate([deployment]).publish(submitted(dossier(on, place=OLD_COMMUNE)))
        [line] = (await deployment.read(OFFICER, "/api/cases"))["items"]
        assert line["office"] == DISTRICT
        case = f"/api/cases/{line['id']}"
        await deployment.send(former, f"{case}/return", {"missing": ["Phiếu kiểm nghiệm"]}, version="case")
        away = await deployment.read(OFFICER, case)
        deployment.clock.set(morning(date.fromisoformat(away["returns"][-1]["supplement_by"]) + timedelta(1)))
        await deployment.send(former, f"{case}/unsupplemented", WHY, version="case", status=409)
        assert "/unsupplemented" in await Browser(deployment, OFFICER).open(case.removeprefix("/api"))
        ended = await deployment.send(OFFICER, f"{case}/unsupplemented", WHY, version="case")
        assert ended["state"]["code"] == "declined"


async def test_left_by_a_release_without_a_day_has_one_from_the_start(province: Deployment, at_commune: str) -> None:
    await sent_back(province, at_commune)
    row = province.service.database["cases"]
    await row.update_many({}, {"$set": {"returns.0.supplement_by": None, "due_on": None}})
    await begin_terms(province.service)
    kept = await row.find_one({})
    assert kept is not None
    assert kept["due_on"] == "2026-09-07"
