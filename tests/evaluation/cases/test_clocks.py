"""The office's clock: runs on working days, stands still while the producer owes an answer, ends with its own act."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocop_events.registry.dossier import DossierSupplementedV1

from kit.history import Actor
from services.evaluation.cases import legal, rules
from services.evaluation.cases.case import Case
from services.evaluation.cases.commands import ReturnCommand
from services.evaluation.cases.legal import TierOffice
from services.evaluation.cases.subscriptions import dossier_from
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.conftest import Opening
from tests.evaluation.evaluation_harness import (
    HUONG,
    OFFICER,
    PROVINCE,
    SCREENER,
    Deployment,
    Estate,
    at_the_province,
    dossier,
    submitted,
)

ME = Actor(id="x", name="X")
NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)


def opened(on: date = date(2026, 8, 3)) -> Case:
    known = dossier_from(dossier(on))
    commune = TierOffice(tier="commune", office="33/11977", screens=True)
    return rules.opened("c", known, commune, on=on, at=NOON, allowed=(15, "working"))


def returned(case: Case, on: date) -> Case:
    return rules.returned(case, ReturnCommand(missing=["Phiếu kiểm nghiệm"]), by=ME, on=on, at=NOON)


def last_day(case: Case) -> date | None:
    return case.period.due_on if case.period else None


class TestACasesClock:
    def test_stands_still_while_the_producer_owes_a_supplement_and_then_runs_on(self) -> None:
        case = opened()
        assert case.period is not None
        assert case.period.due_on == date(2026, 8, 22)
        away = returned(case, date(2026, 8, 7))
        assert away.period is not None
        assert away.period.due_on is None
        # Four days are used; eleven remain: 20, 21, Saturday the 22nd, 24–28 August, then 3, 4 and 7 September.
        back = rules.resumed(away, case.dossier, on=date(2026, 8, 19), at=NOON)
        assert back.period is not None
        assert back.period.due_on == date(2026, 9, 7)

    def test_that_ran_out_before_the_return_is_late_again_at_once(self) -> None:
        away = returned(opened(), date(2026, 8, 25))
        back = rules.resumed(away, away.dossier, on=date(2026, 8, 27), at=NOON)
        assert back.period is not None
        assert back.period.due_on == date(2026, 8, 22)
        assert rules.is_overdue(back, date(2026, 8, 27))

    @given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 20)), max_size=4))
    @settings(max_examples=60, deadline=None)
    def test_is_never_shortened_by_returns(self, gaps: list[tuple[int, int]]) -> None:
        case, on = opened(), date(2026, 8, 3)
        due = case.period.due_on if case.period else None
        for before, away in gaps:
            on = date.fromordinal(on.toordinal() + before)
            case = returned(case, on)
            on = date.fromordinal(on.toordinal() + away)
            case = rules.resumed(case, case.dossier, on=on, at=NOON)
            now = case.period.due_on if case.period else None
            assert due is not None
            assert now is not None
            assert now >= due
            due = now

    @pytest.mark.parametrize(
        ("allowed", "due", "later"),
        [
            # Four working days are used by Friday the 7th, eleven remain after the answer of the 19th.
            ((15, "working"), date(2026, 8, 22), date(2026, 9, 7)),
            # Twelve days of the calendar are left out; 30 August is a Sunday, before the holidays to 2 September.
            ((15, "calendar"), date(2026, 8, 18), date(2026, 9, 3)),
        ],
    )
    def test_stands_still_while_the_producer_owes_the_advisers_an_answer(
        self, allowed: tuple[int, Any], due: date, later: date
    ) -> None:
        commune = TierOffice(tier="commune", office="33/11977", screens=True)
        known = dossier_from(dossier(date(2026, 8, 3)))
        case = rules.opened("c", known, commune, on=date(2026, 8, 3), at=NOON, allowed=allowed)
        assert last_day(case) == due
        halted = rules.halted(case, "q1", on=date(2026, 8, 7))
        assert last_day(halted) is None
        assert not rules.is_overdue(halted, date(2027, 1, 1))
        back = rules.gone_on(halted, "q1", on=date(2026, 8, 19))
        assert last_day(back) == later

    def test_stands_still_until_the_last_of_two_answers_came(self) -> None:
        case = rules.halted(rules.halted(opened(), "q1", on=date(2026, 8, 7)), "q2", on=date(2026, 8, 10))
        one = rules.gone_on(case, "q1", on=date(2026, 8, 12))
        assert last_day(one) is None
        both = rules.gone_on(one, "q2", on=date(2026, 8, 19))
        assert last_day(both) == date(2026, 9, 7)  # days in both are left out once

    def test_of_a_question_that_is_over_does_not_start_twice(self) -> None:
        case = rules.gone_on(rules.halted(opened(), "q1", on=date(2026, 8, 7)), "q1", on=date(2026, 8, 19))
        assert rules.gone_on(case, "q1", on=date(2026, 8, 25)) == case

    async def test_is_stopped_and_started_through_the_endpoints(self, province: Deployment, estate: Estate) -> None:
        content = dossier()
        await estate.publish(submitted(content))
        [line] = (await province.read(SCREENER, "/api/cases"))["items"]
        case = f"/api/cases/{line['id']}"
        province.clock.set(datetime(2026, 8, 7, 2, tzinfo=UTC))
        away = await province.send(SCREENER, f"{case}/return", {"missing": ["Phiếu kiểm nghiệm"]}, version="case")
        assert (away["state"]["code"], away["due_on"]) == ("returned", None)
        assert (await province.read(HUONG, case))["returns"][0]["missing"] == ["Phiếu kiểm nghiệm"]
        province.clock.set(datetime(2026, 8, 19, 2, tzinfo=UTC))
        again = content.model_copy(update={"supplement": 1})
        await estate.publish(
            DossierSupplementedV1(dossier_id=content.dossier_id, dossier=again, case_id=line["id"])
        )  # fmt: skip
        back = await province.read(SCREENER, case)
        assert (back["state"]["code"], back["due_on"]) == ("opened", "2026-09-07")


class TestThePeriod:
    def test_of_a_re_evaluation_before_a_council_is_the_acts_forty_five_days(self) -> None:
        again = dossier_from(dossier()).model_copy(update={"kind": "re-evaluation"})
        assert legal.days_allowed(again, "province") == (45, "calendar")
        assert legal.days_allowed(again, "commune") == (15, "working")
        assert legal.days_allowed(dossier_from(dossier()), "province") is None
        assert legal.days_allowed(dossier_from(dossier(date(2023, 6, 5), place="33/330/12265")), "district") is None

    async def test_is_counted_from_the_day_the_council_office_received_it(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await at_the_province(province, estate, kind="re-evaluation")
        assert (await province.read(OFFICER, case))["due_on"] == "2026-09-17"


class TestADossierOfTheFormerAct:
    def test_is_finished_by_its_own_rules_within_the_days_of_the_transition(self) -> None:
        """Decision 26/2026, Article 12.2: sixty days, thirty for a re-evaluation, from 22 May 2026."""
        pending = dossier_from(dossier(date(2026, 5, 4)))
        assert (pending.rulebook_id, legal.finish_by(pending)) == ("R1489", date(2026, 7, 21))
        again = pending.model_copy(update={"kind": "re-evaluation"})
        assert legal.finish_by(again) == date(2026, 6, 21)
        assert legal.finish_by(dossier_from(dossier())) is None

    async def test_stays_with_them_when_it_arrives_after_the_new_act_began(
        self, province: Deployment, estate: Estate
    ) -> None:
        province.clock.set(datetime(2026, 6, 1, 2, tzinfo=UTC))
        case = await at_the_province(province, estate, on=date(2026, 5, 4))
        shown = await province.read(OFFICER, case)
        assert (shown["dossier"]["rulebook_id"], shown["finish_by"]) == ("R1489", "2026-07-21")
        assert shown["office"] == PROVINCE


class TestALastDayCountedOverAHolidayThatNoDecisionHasFixed:
    @pytest.mark.parametrize(("on", "provisional"), [(date(2027, 1, 25), True), (date(2026, 8, 3), False)])
    async def test_is_shown_as_provisional(self, evaluation: Opening, on: date, provisional: bool) -> None:
        deployment = await evaluation(on=on)
        await Estate([deployment]).publish(submitted(dossier(on)))
        [line] = (await deployment.read(SCREENER, "/api/cases"))["items"]
        browser = Browser(deployment, SCREENER)
        for page in ("/cases", "/work", f"/cases/{line['id']}"):
            assert ("tạm tính" in await browser.open(page)) is provisional, page
