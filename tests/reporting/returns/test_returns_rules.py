"""What must hold of returns, both sides of every line, and the properties of their figures; no fixture."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.lifecycle import StepRefused
from law.figures import FigureRule, FigureRules, figure_rules
from law.forms import Form, form
from law.periods import period
from law.rulebooks.values import Text
from programme import borders
from services.reporting.figures import rules as counting
from services.reporting.figures.occurrence import Counted
from services.reporting.figures.rules import Tally
from services.reporting.returns import filling, rules, verification
from services.reporting.returns.commands import (
    CorrectReturnCommand,
    FillReturnCommand,
    ReturnSentBackCommand,
)
from services.reporting.returns.lifecycle import State
from services.reporting.returns.office_return import NONE, CellValue, OfficeReturn, Written
from services.reporting.returns.refusals import (
    AboveLimit,
    CellEmpty,
    CellUnknown,
    ChangeUnexplained,
    ComputedCell,
    DifferenceUnexplained,
    NothingCorrected,
    OwnReturn,
    PeriodNotOver,
    SumWrong,
    UnusualUnexplained,
)
from tests.callers import person

NOW = datetime(2023, 6, 15, 2, tzinfo=UTC)
ON = date(2023, 6, 15)
QUARTER = period("quarter", 2023, 2)
CLERK = person("clerk", "district-officer@33/330")
DEPARTMENT = person("department", "province-officer@33")
TEXT = {"vi": "x", "en": "x"}
DISTRICTS = ["33/330", "33/332", "33/331"]


def small(**more: Any) -> Form:
    """A form with a counted cell, two typed ones and their sum."""
    cells = [
        {"code": "breaches", "label": TEXT, "figure": "breaches", "by": ["kind", "place"]},
        {"code": "one", "label": TEXT, "typed": "number"},
        {"code": "two", "label": TEXT, "typed": "number"},
        {"code": "both", "label": TEXT, "formula": {"plus": ["one", "two"]}},
        {"code": "words", "label": TEXT, "typed": "words", "may_be_empty": True},
    ]
    made = {
        "list": "returns/small", "in_force": {"first": "2020-01-01"}, "source": TEXT, "verified": "no", "title": TEXT,
        "owed": {"level": "district", "periods": ["quarter"]}, "sections": [{"id": "1", "title": TEXT, "cells": cells}],
    }  # fmt: skip
    return Form.model_validate({**made, **more})


def a_return(**more: Any) -> OfficeReturn:
    made = rules.opened(
        "r-1", small(), ("f", "g"), "33/330", "33/330@", QUARTER, to_office="33", due_on=QUARTER.due, on=ON, at=NOW
    )
    return made.model_copy(update=more)


def counts(**by_office: int) -> dict[tuple[str, str], Counted]:
    found = {name.replace("_", "/"): value for name, value in by_office.items()}
    return {
        (office, "breaches"): Counted(code="breaches", area=office, value=value, parts={"kind": {"mark": value, "": 0}})
        for office, value in found.items()
    }


def cells(written: dict[str, Written] | None = None, count: int = 0, said: Form | None = None) -> tuple[CellValue, ...]:
    return filling.filled(said or small(), figure_rules(), "33/330", counts(**{"33_330": count}), written or {})


WHOLE = {"one": Written(value=2), "two": Written(value=3)}


class TestFilled:
    def test_a_counted_cell_is_the_count_unless_its_office_says_otherwise_and_the_count_stays_visible(self) -> None:
        by_code = {one.code: one for one in cells({"breaches": Written(value=2, why="x")}, 1)}
        assert (by_code["breaches"].value, by_code["breaches"].counted, by_code["breaches"].differs) == (2, 1, True)
        assert not {one.code: one for one in cells({}, 1)}["breaches"].differs

    def test_a_cell_made_of_others_is_empty_while_one_of_them_is(self) -> None:
        assert cells({"one": Written(value=2)})[3].value is None
        assert cells(WHOLE)[3].value == 5

    def test_words_and_numbers_are_written_where_they_belong(self) -> None:
        for command, refusal in (
            (FillReturnCommand(values={"words": 1}), CellUnknown),
            (FillReturnCommand(words={"one": "x"}), CellUnknown),
            (FillReturnCommand(values={"nothing": 1}), CellUnknown),
            (FillReturnCommand(values={"both": 1}), ComputedCell),
        ):
            with pytest.raises(refusal):
                rules.filled(a_return(), small(), command, at=NOW, by=CLERK)
        after = rules.filled(a_return(), small(), FillReturnCommand(values={"one": 1}), at=NOW, by=CLERK)
        assert (after.state, after.written) == (State.FILLING, {"one": Written(value=1)})

    def test_thousands_may_stand_apart(self) -> None:
        read = FillReturnCommand.model_validate({"values": {"a": "1.250.000", "b": "1 000", "c": 7}})
        assert read.values == {"a": 1_250_000, "b": 1_000, "c": 7}


class TestSubmitted:
    def submitted(self, on: date = ON, one: OfficeReturn | None = None) -> OfficeReturn:
        return rules.submitted(one or a_return(), cells(WHOLE), [], on=on, at=NOW, by=CLERK)

    def test_only_after_the_last_day_of_the_period(self) -> None:
        with pytest.raises(PeriodNotOver):
            self.submitted(QUARTER.until)
        assert self.submitted(QUARTER.until + timedelta(days=1)).state is State.SUBMITTED

    def test_on_its_due_day_on_time_a_day_later_late_on_paper_by_the_day_it_came(self) -> None:
        assert self.submitted(QUARTER.due).on_time is True
        assert self.submitted(QUARTER.due + timedelta(days=1)).on_time is False
        paper = a_return(state=State.FILLING, on_paper=True, came_on=QUARTER.due)
        assert self.submitted(QUARTER.due + timedelta(days=9), paper).on_time is True

    def test_who_handed_it_in_does_not_approve_it(self) -> None:
        both = person("clerk", "district-officer@33/330", "province-officer@33")
        one = self.submitted()
        for step in (
            lambda: rules.approved(one, on=ON, at=NOW, by=both),
            lambda: rules.sent_back(one, small(), ReturnSentBackCommand(reason="x"), at=NOW, by=both),
        ):
            with pytest.raises(OwnReturn):
                step()
        assert rules.approved(one, on=ON, at=NOW, by=DEPARTMENT).state is State.APPROVED

    def test_once_approved_it_is_not_sent_back_and_once_locked_only_corrected(self) -> None:
        one = rules.approved(self.submitted(), on=ON, at=NOW, by=DEPARTMENT)
        with pytest.raises(StepRefused):
            rules.sent_back(one, small(), ReturnSentBackCommand(reason="x"), at=NOW, by=DEPARTMENT)
        one = rules.locked(one, "33", on=ON, at=NOW)
        with pytest.raises(StepRefused):
            rules.filled(one, small(), FillReturnCommand(), at=NOW, by=CLERK)
        with pytest.raises(NothingCorrected):
            rules.corrected(one, small(), correction(one=2), on=ON, at=NOW, by=DEPARTMENT)
        after = rules.corrected(one, small(), correction(one=4), on=ON, at=NOW, by=DEPARTMENT)
        assert rules.changed(one, after) == {"one": (2, 4), "both": (5, 7)}
        assert (after.edition, after.earlier[0].cells) == (2, one.cells)

    def test_a_correction_said_in_one_return_is_not_said_in_the_next(self) -> None:
        one = rules.locked(rules.approved(self.submitted(), on=ON, at=NOW, by=DEPARTMENT), "33", on=ON, at=NOW)
        once = rules.corrected(one, small(), correction(one=4), on=ON, at=NOW, by=DEPARTMENT)
        now = {QUARTER.code: counts(**{"33_330": 0})}
        said = filling.adjusted([once], now, small(), figure_rules())
        assert {(each.code, each.was, each.now) for each in said} == {("one", 2, 4), ("both", 5, 7)}
        following = a_return(period="2023-Q3", adjustments=tuple(said))
        now["2023-Q3"] = now[QUARTER.code]
        assert filling.adjusted([once, following], now, small(), figure_rules()) == []
        twice = rules.corrected(once, small(), correction(one=5), on=ON, at=NOW, by=DEPARTMENT)
        again = filling.adjusted([twice, following], now, small(), figure_rules())
        assert {(each.code, each.was, each.now) for each in again} == {("one", 4, 5), ("both", 7, 8)}


class TestVerified:
    def test_a_number_that_nobody_wrote_is_missing_words_may_be(self) -> None:
        found = verification.wrong(small(), cells({"one": Written(value=0)}), before={}, others={})
        assert [(type(one), one.pointer) for one in found] == [(CellEmpty, "/values/two")]

    @pytest.mark.parametrize(("why", "found"), [(None, [DifferenceUnexplained]), ("Một vụ ghi trùng", [])])
    def test_another_number_than_the_count_is_to_be_explained(self, why: str | None, found: list[type]) -> None:
        made = cells(WHOLE | {"breaches": Written(value=1, why=why)}, 2)
        assert [type(one) for one in verification.wrong(small(), made, before={}, others={})] == found

    def wrong(self, check: dict[str, Any], one: int = 2, reason: str | None = None, **more: Any) -> list[type]:
        said = small(checks=[{"id": "check", "cell": "one", **check}])
        written = {"one": Written(value=one, why=reason), "two": Written(value=3)}
        asked: dict[str, Any] = {"before": {}, "others": {}} | more
        return [type(each) for each in verification.wrong(said, cells(written, said=said), **asked)]

    @pytest.mark.parametrize(("one", "found"), [(2, [SumWrong]), (3, [])])
    def test_a_sum(self, one: int, found: list[type]) -> None:
        assert self.wrong({"rule": "sum", "of": ["two"]}, one) == found

    @pytest.mark.parametrize(("one", "found"), [(3, []), (4, [AboveLimit])])
    def test_a_limit(self, one: int, found: list[type]) -> None:
        assert self.wrong({"rule": "at-most", "of": ["two"]}, one, "a reason does not help") == found

    @pytest.mark.parametrize(("one", "found"), [(15, []), (16, [ChangeUnexplained]), (5, []), (4, [ChangeUnexplained])])
    def test_a_change_since_the_period_before_is_to_be_explained(self, one: int, found: list[type]) -> None:
        check = {"rule": "before", "percent": 50}
        assert self.wrong(check, one, before={"one": 10}) == found
        assert self.wrong(check, one, "Thêm hai lớp", before={"one": 10}) == []
        assert self.wrong(check, one) == []  # there is no period before

    @pytest.mark.parametrize(("one", "found"), [(15, []), (100, [UnusualUnexplained])])
    def test_what_is_unusual_among_offices_is_to_be_explained(self, one: int, found: list[type]) -> None:
        check = {"rule": "outlier", "deviations": "3.5"}
        others = {"one": [10, 11, 12, 13, 14, 9]}
        assert self.wrong(check, one, others=others) == found
        assert self.wrong(check, one, "Lớp lớn của huyện", others=others) == []
        assert self.wrong(check, one, others={"one": [10, 11, 12, 13]}) == []  # too few to say what is usual

    def test_one_number_far_off_moves_nothing_and_equal_ones_are_no_measure_of_themselves(self) -> None:
        assert verification.score(12, [10, 11, 12, 13, 10**9]) < 1
        assert verification.score(5, [5, 5, 5, 5, 5]) == 0
        assert verification.score(50, [5, 5, 5, 5, 6]) > 3.5


happenings = st.lists(
    st.tuples(st.sampled_from([*DISTRICTS, "33"]), st.sampled_from(["mark", "quality", ""]), st.integers(1, 9)),
    max_size=30,
)


def counted(rows: list[tuple[str, str, int]]) -> dict[tuple[str, str], Counted]:
    """What the happenings of some offices count, at each and at the province."""
    rule = FigureRule(code="breaches", label=Text(**TEXT), unit=Text(**TEXT), counts=("breach",))
    tallies = [
        Tally("breach", borders.origin_of(office, ON), {"kind": kind} if kind else {}, amount)
        for office, kind, amount in rows
    ]
    areas = [*DISTRICTS, "33"]
    lies = counting.placed(tallies, areas, ON)
    return {(area, "breaches"): counting.counted(rule, area, lies[area]) for area in areas}


class TestProperties:
    figures: FigureRules = figure_rules()

    @given(happenings, st.integers(0, 10**6))
    def test_any_order_gives_the_same_return(self, rows: list[tuple[str, str, int]], seed: int) -> None:
        shuffled = list(rows)
        random.Random(seed).shuffle(shuffled)
        made = [
            filling.filled(small(), self.figures, "33", counted(some), {}, units=DISTRICTS) for some in (rows, shuffled)
        ]
        assert made[0] == made[1]

    @given(happenings)
    def test_the_parts_of_every_breakdown_and_what_is_undecided_make_up_the_whole(
        self, rows: list[tuple[str, str, int]]
    ) -> None:
        made = filling.filled(small(), self.figures, "33", counted(rows), {}, units=DISTRICTS)[0]
        assert made.value == sum(amount for _, _, amount in rows)
        for parts in made.parts.values():
            assert sum(parts.values()) == made.value
        assert made.parts["place"].get(NONE, 0) == sum(amount for office, _, amount in rows if office == "33")

    @given(happenings)
    def test_consolidating_districts_is_counting_the_province(self, rows: list[tuple[str, str, int]]) -> None:
        found = counted(rows)
        below = {office: filling.filled(small(), self.figures, office, found, WHOLE, units=[]) for office in DISTRICTS}
        made = {
            one.code: one
            for one in filling.filled(small(), self.figures, "33", found, {}, below=below, lower=DISTRICTS)
        }
        assert made["breaches"].value == made["breaches"].counted == found["33", "breaches"].value
        assert (made["one"].value, made["both"].value) == (6, 15)

    @given(happenings, st.integers(0, 50))
    def test_what_a_district_said_otherwise_goes_up_as_it_said_it(
        self, rows: list[tuple[str, str, int]], own: int
    ) -> None:
        found = counted(rows)
        below = {
            office: filling.filled(
                small(), self.figures, office, found, {"breaches": Written(value=own)} if office == "33/330" else {}
            )
            for office in DISTRICTS
        }
        made = filling.filled(small(), self.figures, "33", found, {}, below=below, lower=DISTRICTS)[0]
        assert made.value == found["33", "breaches"].value - found["33/330", "breaches"].value + own
        assert made.counted == found["33", "breaches"].value


def test_the_provinces_form_adds_up_every_number_of_the_forms_below() -> None:
    for day, lower in ((date(2023, 6, 14), "district-2023"), (date(2026, 6, 14), "commune-2026")):
        above = {cell.code for cell in form("province", day)[0].cells}
        assert {cell.code for cell in form(lower, day)[0].cells} <= above


def correction(**values: int) -> CorrectReturnCommand:
    return CorrectReturnCommand(values=values, reason="Bổ sung")
