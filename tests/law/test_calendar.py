"""Working days and clocks: counting and adding agree, and a pause never shortens."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from law.calendar import (
    Pause,
    WorkMoved,
    add_months,
    add_working_days,
    clock,
    due_on,
    is_working_day,
    valid_until,
    work_calendar,
    working_days_between,
)
from law.packaged import read_text

days = st.dates(date(2019, 8, 21), date(2027, 6, 30))
lengths = st.integers(0, 60)


@st.composite
def pauses(draw: st.DrawFn, start: date) -> list[Pause]:
    found, at = [], start
    for _ in range(draw(st.integers(0, 3))):
        at += timedelta(days=draw(st.integers(0, 20)))
        until = at + timedelta(days=draw(st.integers(0, 25)))
        found.append(Pause(since=at, until=until))
        at = until
    return found


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("day", "works", "why"),
        [
            ("2026-11-23", True, "a Monday"),
            ("2026-11-22", False, "a Sunday"),
            ("2026-11-21", False, "a Saturday"),
            ("2026-02-16", False, "the eve of Tết"),
            ("2026-02-20", False, "the fourth day of Tết"),
            ("2026-04-27", False, "given back for a holiday on a Sunday"),
            ("2023-05-03", False, "given back after two holidays on a weekend"),
            ("2025-05-02", False, "moved to a Saturday"),
            ("2025-04-26", True, "the Saturday it was moved to"),
            ("2026-08-22", True, "a worked Saturday before National Day"),
            ("2024-05-04", True, "a worked Saturday"),
        ],
    )
    def test_are_those_the_state_worked(self, day: str, works: bool, why: str) -> None:
        assert is_working_day(date.fromisoformat(day)) is works, why

    def test_agree_with_the_library_on_every_day_the_state_moved(self) -> None:
        """The library says `substituted from` beside a moved day off; our file must know the same move."""
        known = {row["free"]: row["worked"] for row in yaml.safe_load(read_text("calendar.yaml"))["moved"]}
        for day, name in holidays.country_holidays("VN", years=range(2019, 2028)).items():
            if "substituted from" in name:
                month, number, year = name.removesuffix(")").rpartition(" ")[2].split("/")
                assert known[day.isoformat()] == f"{year}-{month}-{number}"

    def test_take_an_offices_own_decision(self) -> None:
        storm = WorkMoved(free=date(2026, 9, 10), source="Nghỉ phòng chống bão", verified="yes")
        assert not work_calendar().with_moved([storm]).is_working(date(2026, 9, 10))
        assert is_working_day(date(2026, 9, 10))

    def test_fifteen_over_tet_last_a_month(self) -> None:
        assert add_working_days(date(2026, 2, 6), 15) == date(2026, 3, 6)

    @given(days, lengths)
    def test_counted_are_those_added(self, start: date, number: int) -> None:
        assert working_days_between(start, add_working_days(start, number)) == number

    @given(days, st.integers(1, 60))
    def test_added_end_on_a_working_day(self, start: date, number: int) -> None:
        assert is_working_day(add_working_days(start, number))

    @given(days, lengths, lengths)
    def test_add_up(self, start: date, one: int, other: int) -> None:
        assert add_working_days(add_working_days(start, one), other) == add_working_days(start, one + other)


class TestAPausedClock:
    @given(st.data(), days, st.integers(1, 60), st.sampled_from(["working", "calendar"]))
    def test_is_never_due_earlier(self, data: st.DataObject, start: date, number: int, counted: str) -> None:
        away = data.draw(pauses(start))
        plain = due_on(start, number, counted)  # type: ignore[arg-type]
        paused = due_on(start, number, counted, pauses=away)  # type: ignore[arg-type]
        assert plain is not None
        assert paused is not None
        assert paused >= plain

    @given(st.data(), days, st.integers(1, 60))
    def test_has_used_up_its_days_when_due(self, data: st.DataObject, start: date, number: int) -> None:
        away = data.draw(pauses(start))
        due = due_on(start, number, "working", pauses=away)
        assert due is not None
        reading = clock(start, number, "working", on=due, pauses=away)
        assert (reading.used, reading.left, reading.is_overdue(due)) == (number, 0, False)
        assert reading.is_overdue(due + timedelta(days=1))
        assert clock(start, number, "working", on=due - timedelta(days=1), pauses=away).used == number - 1

    def test_stands_still_until_the_dossier_is_back(self) -> None:
        away = [Pause(since=date(2026, 6, 5))]
        assert due_on(date(2026, 6, 1), 15, "working", pauses=away) is None
        reading = clock(date(2026, 6, 1), 15, "working", on=date(2026, 8, 1), pauses=away)
        assert (reading.used, reading.paused, reading.due_on) == (4, True, None)
        assert not reading.is_overdue(date(2027, 1, 1))

    def test_goes_on_where_it_stopped(self) -> None:
        away = [Pause(since=date(2026, 6, 5), until=date(2026, 6, 22))]
        assert due_on(date(2026, 6, 1), 15, "working", pauses=away) == date(2026, 7, 7)

    def test_is_due_on_time_when_the_dossier_left_after_that(self) -> None:
        assert due_on(date(2026, 6, 1), 2, "working", pauses=[Pause(since=date(2026, 6, 9))]) == date(2026, 6, 3)


class TestCalendarDays:
    def test_that_end_on_a_rest_day_end_on_the_next_working_day(self) -> None:
        assert due_on(date(2026, 6, 5), 15, "calendar") == date(2026, 6, 22)
        assert due_on(date(2026, 2, 2), 15, "calendar") == date(2026, 2, 23)

    @given(days, st.integers(1, 90))
    def test_are_not_fewer_than_the_act_says(self, start: date, number: int) -> None:
        due = due_on(start, number, "calendar")
        assert due is not None
        assert due >= start + timedelta(days=number)


class TestMonths:
    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            ("2020-07-22", 36, "2023-07-22"),
            ("2024-02-29", 36, "2027-02-28"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-12-15", 1, "2027-01-15"),
        ],
    )
    def test_end_on_the_same_day_or_the_last_of_a_shorter_month(self, start: str, months: int, end: str) -> None:
        assert valid_until(date.fromisoformat(start), months) == date.fromisoformat(end)

    @given(days, st.integers(0, 120), st.integers(0, 120))
    def test_never_go_back(self, start: date, one: int, more: int) -> None:
        assume(more > 0)
        assert add_months(start, one + more) > add_months(start, one)
