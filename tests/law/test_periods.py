"""Periods of reports: both sides of each bound, the day and the instant they close, by when they are due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.clock import LOCAL, local_date
from law import lists
from law.periods import (
    AD_HOC,
    DaysReversed,
    NoSuchPeriod,
    ReportingPeriods,
    ad_hoc,
    period,
    period_before,
    period_of,
    periods_over,
    reporting_periods,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "no", "since", "until", "code"),
    [
        ("month", 1, date(2022, 12, 15), date(2023, 1, 14), "2023-M01"),
        ("month", 12, date(2023, 11, 15), date(2023, 12, 14), "2023-M12"),
        ("quarter", 1, date(2022, 12, 15), date(2023, 3, 14), "2023-Q1"),
        ("quarter", 2, date(2023, 3, 15), date(2023, 6, 14), "2023-Q2"),
        ("quarter", 4, date(2023, 9, 15), date(2023, 12, 14), "2023-Q4"),
        ("half_year", 1, date(2022, 12, 15), date(2023, 6, 14), "2023-H1"),
        ("nine_months", 1, date(2022, 12, 15), date(2023, 9, 14), "2023-N9"),
        ("year", 1, date(2022, 12, 15), date(2023, 12, 14), "2023"),
    ],
)
def test_a_period_runs_from_the_15th_to_the_14th(kind: str, no: int, since: date, until: date, code: str) -> None:
    found = period(kind, 2023, no)
    assert (found.since, found.until, found.code) == (since, until, code)
    assert [found.holds(day) for day in (since - DAY, since, until, until + DAY)] == [False, True, True, False]
    assert period_of(code) == found


def test_it_closes_with_the_last_millisecond_of_its_last_local_day() -> None:
    found = period("quarter", 2023, 2)
    assert found.closing == datetime(2023, 6, 14, 23, 59, 59, 999_000, LOCAL)
    assert local_date(found.closing) == found.until
    assert local_date(found.closing + timedelta(milliseconds=1)) == found.until + DAY


def test_it_is_due_two_working_days_after_closing_and_what_comes_at_23_59_59_is_on_time() -> None:
    found = period("quarter", 2023, 2)
    assert found.due == date(2023, 6, 16)  # Wednesday the 14th, Friday the 16th
    assert period("month", 2023, 4).due == date(2023, 4, 18)  # Friday the 14th, Tuesday the 18th
    assert datetime(2023, 6, 16, 23, 59, 59, tzinfo=LOCAL) <= found.last_moment
    assert datetime(2023, 6, 17, tzinfo=LOCAL) > found.last_moment


def test_an_office_may_set_another_day_for_itself_and_those_below() -> None:
    own = {"office": "33/330", "days": 5, "counted": "calendar", "source": {"vi": "x", "en": "x"}, "verified": "no"}
    said = _with(offices=[own])
    closed = date(2023, 6, 14)
    assert said.due_after(closed, "33/330/1") == said.due_after(closed, "33/330") == date(2023, 6, 19)
    assert said.due_after(closed, "33/3301") == said.due_after(closed, "33") == date(2023, 6, 16)


@pytest.mark.parametrize("change", [
    {"kinds": [{"id": "month", "label": {"vi": "t", "en": "m"}, "code": "{year}", "months": 1, "a_year": 12, "verified": "no"}]},
    {"kinds": [{"id": "year", "label": {"vi": "t", "en": "m"}, "code": "{year}-{no}", "months": 12, "a_year": 2, "verified": "no"}]},
    {"kinds": [{"id": AD_HOC, "label": {"vi": "t", "en": "m"}, "code": "{year}", "months": 12, "a_year": 1, "verified": "no"}]},
    {"last_day": 31},
])  # fmt: skip
def test_a_file_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _with(**change)


@pytest.mark.parametrize(
    "code", ["2023-Q5", "2023-M13", "2023-H2", "0001", "x", "", "2023-02-30--2023-03-01", "2023-Q2 "]
)
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(NoSuchPeriod):
        period_of(code)


def test_a_period_of_any_days_has_a_code_that_names_them() -> None:
    found = ad_hoc(date(2023, 3, 1), date(2023, 4, 15))
    assert (found.kind, period_of(found.code)) == (AD_HOC, found)
    assert period_before(found).until == date(2023, 2, 28)
    with pytest.raises(DaysReversed):
        ad_hoc(date(2023, 3, 2), date(2023, 3, 1))


@given(
    day=st.dates(date(2018, 1, 1), date(2100, 1, 1)),
    kind=st.sampled_from([one.id for one in reporting_periods().kinds]),
)
def test_a_kind_covers_every_day_at_most_once_and_full_years_without_a_gap(day: date, kind: str) -> None:
    found = [one for one in periods_over(kind, day - timedelta(days=400), day + timedelta(days=400)) if one.holds(day)]
    said = reporting_periods().kind(kind)
    assert said is not None
    assert len(found) == 1 if said.months * said.a_year == 12 else len(found) <= 1
    for one in found:
        before = period_before(one)
        assert before.until < one.since
        assert before.until + DAY == one.since or said.months * said.a_year < 12


def _with(**change: Any) -> ReportingPeriods:
    return ReportingPeriods.model_validate({**lists.content("reporting-periods"), **change})
