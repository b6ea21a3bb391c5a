"""The law of rounds: their days, what comes late, whether one will be done in time, when it may be closed. Both sides."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.history import Actor
from law.calendar import next_round
from law.rulebooks import shelf
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases.case import Case
from services.evaluation.cases.legal import TierOffice
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.subscriptions import dossier_from
from services.evaluation.rounds import refusals, rules
from services.evaluation.rounds.commands import PlanRoundCommand
from services.evaluation.rounds.lifecycle import State
from services.evaluation.rounds.round import Round
from tests.evaluation.evaluation_harness import dossier

ME = Actor(id="x", name="X")
AT = datetime(2023, 3, 1, 5, tzinfo=UTC)
TODAY = date(2023, 3, 1)
DAYS = {"opens_on": date(2023, 3, 1), "proposals_by": date(2023, 4, 30), "ends_by": date(2023, 6, 30)}


def planned(*others: Round, on: date = TODAY, **days: Any) -> Round:
    command = PlanRoundCommand(office="33/330", name="Đợt 1", **{**DAYS, **days})
    return rules.planned("r-1", command, "district", others, on=on, at=AT, by=ME)


def of_2026(on: date = date(2026, 8, 3), level: str = "province") -> Round:
    book = shelf().in_force(on)
    dates = next_round(book, level, on)
    assert dates is not None
    return rules.by_the_act("r", "33", dates, book, at=AT)


def case_in(round: Round, state: CaseState = CaseState.OPENED) -> Case:
    at = TierOffice(tier="province", office="33", screens=False)
    case = case_rules.opened("c", dossier_from(dossier()), at, on=date(2026, 8, 3), at=AT, allowed=None)
    return case.model_copy(update={"state": state, "placed": rules.placed(round, date(2026, 8, 3))})


class TestARoundOfTheAct:
    def test_takes_what_comes_after_the_last_day_of_the_one_before(self) -> None:
        """Decision 26/2026, Article 5.1: proposals by 30 October are done by 30 December; before it was 30 April."""
        round = of_2026()
        assert (round.opens_on, round.proposals_by, round.ends_by) == (
            date(2026, 5, 1),
            date(2026, 10, 30),
            date(2026, 12, 30),
        )
        assert (round.name, round.no, round.state) == ("Đợt 2 năm 2026", 2, State.OPEN)
        assert round.by_rule is not None
        assert "5.1" in round.by_rule

    def test_of_the_centre_may_begin_in_the_year_before(self) -> None:
        round = of_2026(date(2026, 8, 3), "centre")
        assert (round.opens_on, round.proposals_by, round.ends_by) == (
            date(2026, 7, 31),
            date(2027, 1, 30),
            date(2027, 3, 30),
        )

    def test_is_one_for_each_last_day(self) -> None:
        assert of_2026().key == of_2026(date(2026, 10, 30)).key
        assert of_2026().key != of_2026(date(2026, 10, 31)).key


class TestAPlannedRound:
    def test_is_open_from_its_first_day(self) -> None:
        assert planned().state is State.OPEN
        assert planned(opens_on=date(2023, 3, 2)).state is State.PLANNED

    @pytest.mark.parametrize(
        ("days", "refusal"),
        [
            ({"proposals_by": date(2023, 2, 28)}, refusals.DaysReversed),
            ({"ends_by": date(2023, 4, 29)}, refusals.DaysReversed),
            (
                {"opens_on": date(2023, 1, 1), "proposals_by": date(2023, 1, 31), "ends_by": date(2023, 2, 28)},
                refusals.RoundOver,
            ),
        ],
    )
    def test_has_its_days_in_order_and_an_end_to_come(self, days: dict[str, date], refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            planned(**days)

    def test_takes_what_no_other_takes(self) -> None:
        later = {"proposals_by": date(2023, 8, 31), "ends_by": date(2023, 10, 31)}
        with pytest.raises(refusals.RoundsOverlap):
            planned(planned(), opens_on=date(2023, 4, 30), **later)
        assert planned(planned(), opens_on=date(2023, 5, 1), **later).opens_on == date(2023, 5, 1)


class TestACaseThatComes:
    def test_is_in_the_first_round_whose_last_day_has_not_passed(self) -> None:
        first = planned()
        second = planned(
            first, opens_on=date(2023, 6, 1), proposals_by=date(2023, 8, 31), ends_by=date(2023, 10, 31)
        ).model_copy(update={"id": "r-2"})
        both = [second, first]
        assert rules.taking(both, date(2023, 4, 30)) is first
        assert rules.taking(both, date(2023, 5, 1)) is second
        assert rules.taking(both, date(2023, 9, 1)) is None
        assert rules.after(both, first) is second
        assert rules.after(both, second) is None

    def test_is_late_while_a_round_goes_on_that_takes_nothing_more(self) -> None:
        assert not rules.came_late([planned()], date(2023, 4, 30))
        assert rules.came_late([planned()], date(2023, 5, 1))
        assert not rules.came_late([planned()], date(2023, 7, 1))


class TestTheEndOfARound:
    def test_is_endangered_where_its_pace_does_not_reach_it(self) -> None:
        round = of_2026()
        day = date(2026, 11, 30)  # 213 days gone, 30 left
        assert not rules.is_endangered(round, waiting=0, done=0, on=day)
        assert rules.is_endangered(round, waiting=3, done=20, on=day)
        assert not rules.is_endangered(round, waiting=2, done=20, on=day)
        assert rules.is_endangered(round, waiting=1, done=100, on=round.ends_by)

    def test_is_looked_at_once_on_each_of_its_days(self) -> None:
        round, before = of_2026(), (30, 7)
        assert not rules.is_to_be_looked_at(round, before, date(2026, 11, 29))
        assert rules.is_to_be_looked_at(round, before, date(2026, 11, 30))
        looked = round.model_copy(update={"looked_on": date(2026, 11, 30)})
        assert not rules.is_to_be_looked_at(looked, before, date(2026, 12, 22))
        assert rules.is_to_be_looked_at(looked, before, date(2026, 12, 25))
        assert rules.next_day(round, before, date(2026, 10, 1)) == date(2026, 10, 31)
        assert rules.next_day(round, before, date(2026, 12, 23)) is None

    def test_comes_when_every_case_is_decided_or_carried_over(self) -> None:
        round, after = of_2026(), date(2026, 10, 31)
        with pytest.raises(refusals.RoundTakesProposals):
            rules.closed(round, {}, on=date(2026, 10, 30), at=AT, by=ME)
        for waits in (CaseState.OPENED, CaseState.RETURNED, CaseState.SCORED, CaseState.REFERRED_BACK):
            with pytest.raises(refusals.CasesNotDecided):
                rules.closed(round, {waits: 1}, on=after, at=AT, by=ME)
        done = {CaseState.RECOGNISED: 2, CaseState.FORWARDED: 1, CaseState.WITHDRAWN: 1}
        closed = rules.closed(round, done, on=after, at=AT, by=ME)
        assert closed.counts == {"recognised": 2, "forwarded": 1, "withdrawn": 1}

    def test_leaves_to_the_next_what_waits_in_it_alone(self) -> None:
        round, to = of_2026(), of_2026(date(2026, 10, 31)).model_copy(update={"id": "next"})
        over = rules.carried_over(round, [case_in(round)], to, "Chờ kiểm nghiệm", at=AT, by=ME)
        assert [(one.case_id, one.to_round_id) for one in over.carried] == [("c", "next")]
        assert rules.closed(over, {}, on=date(2026, 12, 1), at=AT, by=ME).counts == {"carried-over": 1}
        for other in (case_in(to), case_in(round, CaseState.RECOGNISED)):
            with pytest.raises(refusals.NotInThisRound):
                rules.carried_over(round, [other], to, "Chờ", at=AT, by=ME)
