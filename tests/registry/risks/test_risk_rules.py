"""What signs weigh, who comes first, from which day a sign counts and what a visit is about: both sides. No fixture."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from law.inspections import RISKS, InspectionRules, inspection_rules
from services.registry.risks import rules
from services.registry.risks.risk import Risk, Sign

LAW, TODAY = inspection_rules(), date(2026, 8, 3)


def sign(risk: str, count: int = 1, of: str = "p", last: date | None = None) -> Sign:
    return Sign(producer_id=of, risk=risk, count=count, last=last)


def other_law(risk: str, **values: Any) -> InspectionRules:
    """The list of the law with other values for one sign."""
    risks = tuple(one.model_copy(update=values) if one.id == risk else one for one in LAW.risks)
    return LAW.model_copy(update={"risks": risks})


def the_only(*signs: Sign) -> Risk:
    [risk] = rules.ranked(signs, LAW)
    return risk


class TestWeighing:
    @pytest.mark.parametrize(("more", "times"), [(-1, -1), (0, 0), (1, 0), (5, 0)])
    def test_counts_a_sign_as_often_as_the_list_says_and_no_more(self, more: int, times: int) -> None:
        rule = LAW.risk("agency-finding")
        risk = the_only(sign("agency-finding", rule.most + more))
        assert risk.points == rule.weight * (rule.most + times)
        assert risk.signs[0].count == rule.most + more

    def test_adds_the_signs_of_one_producer(self) -> None:
        risk = the_only(sign("breach"), sign("complaint"))
        assert risk.points == LAW.risk("breach").weight + LAW.risk("complaint").weight

    def test_does_not_add_those_of_another(self) -> None:
        found = rules.ranked([sign("breach", of="a"), sign("breach", of="b")], LAW)
        assert [one.points for one in found] == [LAW.risk("breach").weight] * 2

    def test_leaves_out_whose_signs_weigh_nothing(self) -> None:
        light = other_law("complaint", weight=0)
        assert rules.ranked([sign("complaint")], light) == []
        assert rules.ranked([sign("complaint", count=0)], LAW) == []

    def test_leaves_out_a_weightless_sign_beside_one_that_weighs(self) -> None:
        [risk] = rules.ranked([sign("complaint"), sign("breach")], other_law("complaint", weight=0))
        assert [one.risk for one in risk.signs] == ["breach"]

    def test_of_no_signs_is_nobody(self) -> None:
        assert rules.ranked([], LAW) == []


class TestTheOrder:
    def test_is_by_points(self) -> None:
        found = rules.ranked([sign("never-inspected", of="a"), sign("dead-mark", of="b")], LAW)
        assert [one.producer_id for one in found] == ["b", "a"]

    def test_is_by_the_producer_where_points_are_the_same(self) -> None:
        found = rules.ranked([sign("breach", of="b"), sign("breach", of="a")], LAW)
        assert [one.producer_id for one in found] == ["a", "b"]

    def test_of_signs_is_by_what_they_weigh(self) -> None:
        assert [one.risk for one in the_only(sign("breach"), sign("dead-mark")).signs] == ["dead-mark", "breach"]

    def test_of_signs_is_by_their_name_where_they_weigh_the_same(self) -> None:
        even = other_law("complaint", weight=LAW.risk("breach").weight)
        [risk] = rules.ranked([sign("complaint"), sign("breach")], even)
        assert [one.risk for one in risk.signs] == ["breach", "complaint"]


class TestNeverAndLongAgo:
    @pytest.mark.parametrize(
        ("last", "risk"),
        [
            ({}, "never-inspected"),
            ({"p": date(2024, 8, 2)}, "long-ago"),
            ({"p": date(2024, 8, 3)}, None),
            ({"p": TODAY}, None),
        ],
    )
    def test_tells_them_from_lately_to_the_day(self, last: dict[str, date], risk: str | None) -> None:
        found = rules.never_and_long_ago(["p"], last, LAW, TODAY)
        assert [(one.risk, one.last) for one in found] == ([(risk, last.get("p"))] if risk else [])

    def test_is_asked_of_living_certificates_alone(self) -> None:
        assert rules.never_and_long_ago([], {"p": date(2020, 1, 1)}, LAW, TODAY) == []

    def test_finds_nothing_long_ago_where_the_list_knows_no_such_time(self) -> None:
        timeless = other_law("long-ago", within_months=None)
        assert rules.never_and_long_ago(["p"], {"p": date(2020, 1, 1)}, timeless, TODAY) == []


class TestTheFirstDayThatCounts:
    @pytest.mark.parametrize(
        ("months", "on", "since"),
        [
            (24, date(2026, 8, 3), date(2024, 8, 3)),
            (7, date(2026, 8, 3), date(2026, 1, 3)),
            (8, date(2026, 8, 3), date(2025, 12, 3)),
            (1, date(2026, 3, 28), date(2026, 2, 28)),
            (1, date(2026, 3, 31), date(2026, 2, 28)),
        ],
    )
    def test_lies_so_many_months_back(self, months: int, on: date, since: date) -> None:
        assert rules.since_of("breach", other_law("breach", within_months=months), on) == since

    def test_is_none_where_a_sign_counts_whenever_it_was(self) -> None:
        assert rules.since_of("dead-mark", LAW, TODAY) is None

    @pytest.mark.parametrize("risk", RISKS)
    def test_is_known_for_every_sign(self, risk: str) -> None:
        assert (rules.since_of(risk, LAW, TODAY) is None) == (LAW.risk(risk).within_months is None)


class TestWhatAVisitIsAbout:
    def test_is_each_scope_once_in_the_order_of_the_list(self) -> None:
        signs = [sign(one) for one in reversed(RISKS)]
        wanted = {LAW.risk(one).scope for one in RISKS}
        assert rules.scopes_of(the_only(*signs), LAW) == tuple(one.id for one in LAW.scopes if one.id in wanted)

    def test_is_nothing_that_no_sign_speaks_of(self) -> None:
        assert rules.scopes_of(the_only(sign("dead-mark"), sign("breach")), LAW) == ("mark",)


class TestTheReasons:
    @pytest.mark.parametrize(
        ("count", "last", "after"),
        [
            (1, None, ""),
            (2, None, " (2)"),
            (1, date(2026, 8, 1), ", gần nhất 01/08/2026"),
            (3, date(2026, 8, 1), " (3), gần nhất 01/08/2026"),
        ],
    )
    def test_say_how_often_and_when_last_where_that_is_known(self, count: int, last: date | None, after: str) -> None:
        said = rules.reasons(the_only(sign("breach", count, last=last)), LAW)
        assert said == LAW.risk("breach").label.vi + after

    def test_stand_one_a_line_the_weightiest_first(self) -> None:
        said = rules.reasons(the_only(sign("breach"), sign("dead-mark")), LAW)
        assert said.splitlines() == [LAW.risk(one).label.vi for one in ("dead-mark", "breach")]
