"""Where a case stands, from the facts published of its dossier: clocks that pause, hand-overs, and any order of arrival."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocop_events.envelope import catalogue
from ocop_events.evaluation.council import CouncilFacts
from ocop_events.examples import example

from law.calendar import add_working_days
from programme.journeys import Stage, What, moves
from services.reporting.progress import rules
from services.reporting.progress.journey import CaseProgress, Fact, Journey, Opening
from services.reporting.progress.subscriptions import subscriptions
from tests.law.calendars import kept_in_the_database

MONDAY = date(2026, 8, 3)


def fact(what: What, day: int, case: str | None = "c1", **more: Any) -> Fact:
    """A fact so many days after the Monday the scenario begins on."""
    on = MONDAY + timedelta(days=day)
    if what is What.OPENED:
        more.setdefault("opening", opening())
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    fields = {"identity": f"{what}-{day}-{case}", "at": at, "version": 1, "what": what, "on": on, "case_id": case}
    return Fact.model_validate(fields | more)


def opening(office: str = "33/11977", tier: str = "commune", due: int | None = 21) -> Opening:
    return Opening(
        office=office,
        tier=tier,
        number="1/PĐK",
        product="Mật ong",
        producer="HTX",
        place_name="Xã Tân Hưng",
        due_on=MONDAY + timedelta(days=due) if due is not None else None,
        period_days=14 if due is not None else None,
        period_counted="working" if due is not None else None,
    )


def walked(*facts: Fact) -> dict[str, CaseProgress]:
    return {one.id: one for one in rules.cases(rules.with_facts(Journey(id="d"), facts))}


@pytest.mark.parametrize("type", sorted({type for one in subscriptions.handlers for type in one.types}))
def test_every_event_that_is_subscribed_to_says_what_it_moves(type: str) -> None:
    event = catalogue[type].model_validate(example(type))
    if isinstance(event, CouncilFacts):  # of a council, only who stood aside is noted
        event = event.model_copy(update={"recused": ["member.4"]})
    [first, *others] = moves(type, event, date(2026, 8, 3))
    assert first.part == ""
    assert all(one.part == "sender" and one.case_id != first.case_id for one in others)


class TestACase:
    def test_opened_of_a_dossier_that_was_withdrawn_meanwhile_is_over(self) -> None:
        case = walked(fact(What.WITHDRAWN, 0, None), fact(What.OPENED, 1))["c1"]
        assert (case.stage, case.open, case.ended_on) == (Stage.WITHDRAWN, False, MONDAY + timedelta(days=1))
        assert not rules.is_overdue(case, MONDAY + timedelta(days=300))

    def test_is_overdue_from_the_day_after_its_last(self) -> None:
        case = walked(fact(What.OPENED, 0))["c1"]
        assert not rules.is_overdue(case, MONDAY + timedelta(days=21))
        assert rules.is_overdue(case, MONDAY + timedelta(days=22))

    @pytest.mark.parametrize(("day", "late"), [(21, False), (22, True)])
    def test_answered_is_in_time_or_late_for_ever(self, day: int, late: bool) -> None:
        case = walked(fact(What.OPENED, 0), fact(What.SCREENED, 1), fact(What.FORWARDED, day))["c1"]
        assert case.late is late
        assert not rules.is_overdue(case, MONDAY + timedelta(days=300))

    def test_screened_and_not_passed_on_is_not_answered(self) -> None:
        case = walked(fact(What.OPENED, 0), fact(What.SCREENED, 1))["c1"]
        assert case.stage is Stage.SCREENED
        assert rules.is_overdue(case, MONDAY + timedelta(days=22))

    def test_stands_still_while_the_producer_owes_a_supplement(self) -> None:
        returned = walked(fact(What.OPENED, 0), fact(What.RETURNED, 4))["c1"]
        assert (returned.stage, returned.due_on) == (Stage.RETURNED, None)
        assert not rules.is_overdue(returned, MONDAY + timedelta(days=300))
        resumed = walked(fact(What.OPENED, 0), fact(What.RETURNED, 4), fact(What.SUPPLEMENTED, 44))["c1"]
        # Four days of the calendar after Monday 3 August is Friday: ten of the fourteen working days are left.
        assert resumed.due_on == add_working_days(MONDAY + timedelta(days=44), 10)
        assert resumed.stage is Stage.OPENED

    def test_is_counted_by_its_own_calendar(self) -> None:
        elsewhere = opening().model_copy(update={"calendar": ("0" * 64,)})  # nobody here holds it: by today's
        with kept_in_the_database() as editions:
            own = opening().model_copy(update={"calendar": editions})
            for of, due in ((own, date(2026, 9, 4)), (elsewhere, date(2026, 8, 28))):
                facts = fact(What.OPENED, 0, opening=of), fact(What.RETURNED, 4), fact(What.SUPPLEMENTED, 14)
                assert walked(*facts)["c1"].due_on == due

    def test_is_provisional_over_a_holiday_that_no_decision_had_fixed(self) -> None:
        over_tet = opening().model_copy(update={"due_on": date(2027, 2, 22)})
        with kept_in_the_database() as editions:
            fixed = over_tet.model_copy(update={"calendar": editions})
            for of, provisional in ((over_tet, True), (fixed, False), (opening(), False)):
                assert walked(fact(What.OPENED, 0, opening=of))["c1"].is_provisional is provisional

    def test_cannot_run_on_when_nobody_told_how_its_days_are_counted(self) -> None:
        without_period = opening().model_copy(update={"period_days": None, "period_counted": None})
        resumed = walked(
            fact(What.OPENED, 0, opening=without_period), fact(What.RETURNED, 4), fact(What.SUPPLEMENTED, 44)
        )["c1"]
        assert resumed.due_on is None

    def test_handed_on_is_ended_and_the_next_office_has_its_own(self) -> None:
        two = walked(
            fact(What.OPENED, 0),
            fact(What.FORWARDED, 3),
            fact(What.OPENED, 3, "c2", opening=opening("33", "province", None)),
            fact(What.HANDED_OVER, 3),
        )
        assert two["c1"].stage is Stage.HANDED_OVER
        assert two["c1"].ended_on == MONDAY + timedelta(days=3)
        assert (two["c2"].stage, two["c2"].due_on, two["c2"].number) == (Stage.OPENED, None, "1/PĐK")

    def test_referred_back_is_open_again_until_it_is_ruled(self) -> None:
        facts = [fact(What.OPENED, 0), fact(What.SCORING, 2), fact(What.FORWARDED, 3), fact(What.HANDED_OVER, 4)]
        facts.append(fact(What.REFERRED_BACK, 9))
        assert (walked(*facts)["c1"].stage, walked(*facts)["c1"].ended_on) == (Stage.REFERRED_BACK, None)
        assert walked(*facts, fact(What.RECOGNISED, 10))["c1"].stage is Stage.RECOGNISED

    def test_stays_ended_whatever_comes_after(self) -> None:
        ended = [fact(What.OPENED, 0), fact(What.RECOGNISED, 5)]
        for what in (What.WITHDRAWN, What.RETURNED, What.SCORED, What.HANDED_OVER):
            assert walked(*ended, fact(what, 6))["c1"].stage is Stage.RECOGNISED

    def test_ends_with_its_dossier_when_that_is_withdrawn(self) -> None:
        two = walked(
            fact(What.OPENED, 0),
            fact(What.HANDED_OVER, 3),
            fact(What.OPENED, 3, "c2"),
            fact(What.WITHDRAWN, 5, None),
        )
        assert {id: one.stage for id, one in two.items()} == {"c1": Stage.HANDED_OVER, "c2": Stage.WITHDRAWN}

    def test_nobody_told_the_opening_of_is_not_there(self) -> None:
        assert walked(fact(What.SCREENED, 1)) == {}


class TestTheOrderOfArrival:
    @given(
        st.lists(
            st.tuples(st.sampled_from(What), st.integers(0, 90), st.sampled_from(["c1", "c2", None])), max_size=15
        ),
        st.randoms(use_true_random=False),
    )
    def test_makes_no_difference_nor_does_repetition(
        self, scenario: list[tuple[What, int, str | None]], chance: Any
    ) -> None:
        facts = [fact(*one) for one in scenario]
        again = [*facts, *facts]
        chance.shuffle(again)
        cut = chance.randint(0, len(again))
        twice = rules.with_facts(rules.with_facts(Journey(id="d"), again[:cut]), again[cut:])
        once = rules.with_facts(Journey(id="d"), facts)
        assert twice == once
        assert rules.cases(twice) == rules.cases(once)


class TestAges:
    @given(st.integers(0, 4000))
    def test_are_told_in_steps_that_hold_every_age_once(self, days: int) -> None:
        step = rules.age(MONDAY, MONDAY + timedelta(days=days))
        assert step in rules.listed_ages()
        if step != "older":
            below = [most for most in rules.AGES if most < int(step)]
            assert (below[-1] if below else -1) < days <= int(step)
