"""Letters as files: what ships is sound, and what does not fit together is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from law import lists
from law.directives import DirectiveDays, Letter, NoSuchLetter, directive_days, letter, letters
from law.figures import figure_rules
from law.places import gazetteer


def content(code: str = "2023-snn-ocop") -> dict[str, Any]:
    return dict(lists.content(f"directives/{code}"))


class TestTheLetterOf2023:
    def test_has_seven_orders_the_duty_to_report_and_the_districts_of_then(self) -> None:
        said, hash = letter("2023-snn-ocop")
        assert [one.no for one in said.tasks] == [*"1234567", "báo cáo"]
        assert [one.path for one in gazetteer().children("33", said.on)] == sorted(said.to.offices)
        assert (said.verified, len(hash)) == ("yes", 64)

    def test_asks_for_dossiers_before_the_22nd_of_june(self) -> None:
        assert letter("2023-snn-ocop")[0].tasks[3].due_on == date(2023, 6, 21)


class TestALetter:
    def test_that_nobody_issued_says_so(self) -> None:
        assert {one.code: one.verified for one in letters()}["2026-example-communes"] == "no"

    def test_names_figures_there_are(self) -> None:
        known = {rule.code for rule in figure_rules().figures}
        assert all(code in known for one in letters() for task in one.tasks for code in task.figures)

    def test_that_there_is_none_of_is_refused(self) -> None:
        with pytest.raises(NoSuchLetter):
            letter("2022-nothing")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"until": date(2022, 1, 1)},
            {"to": {"offices": []}},
            {"to": {"offices": ["33/330"], "level": "commune", "within": "33"}},
            {"tasks": [{"no": "1", "what": {"vi": "a", "en": "a"}}] * 2},
            {"tasks": [{"no": "1", "what": {"vi": "a", "en": "a"}, "figures": ["nothing"]}]},
        ],
    )
    def test_that_does_not_fit_together_is_refused(self, wrong: dict[str, Any]) -> None:
        Letter.model_validate(content())
        with pytest.raises(ValidationError):
            Letter.model_validate(content() | wrong)


class TestTheDays:
    def test_are_working_days_before_and_after(self) -> None:
        days = directive_days()
        assert days.urging_days(date(2023, 6, 21)) == (date(2023, 6, 14), date(2023, 6, 20))
        assert [days.rung_day(date(2023, 6, 23), rung) for rung in days.rungs] == [
            date(2023, 6, 26),
            date(2023, 6, 28),
            date(2023, 6, 30),
        ]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"urge_before": [1, 5]},
            {"urge_before": [0]},
            {"rungs": [{"level": "head", "after": 2}, {"level": "reminder", "after": 2}]},
            {"rungs": [{"level": "head", "after": 1}, {"level": "head", "after": 2}]},
        ],
    )
    def test_in_disorder_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            DirectiveDays.model_validate({**lists.content("directive-days"), **wrong})
