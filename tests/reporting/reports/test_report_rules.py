"""When a report may be made, what its hashes are made of, how two countings differ: without any fixture."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.identity import Principal
from law.reports import report_forms
from services.reporting.reports import refusals, rules
from services.reporting.reports.commands import PrepareReportCommand, PublishReportCommand
from services.reporting.reports.lifecycle import State
from services.reporting.reports.report import Figure, Report, Section

TODAY = date(2026, 8, 3)
NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
BY = Principal.of("o", "Cán bộ", "province-officer@33")
FORM = report_forms().report("standings")
LISTS = {"figures": "f" * 64, "reports": "r" * 64}


def asked(**more: Any) -> PrepareReportCommand:
    usual = {"kind": "standings", "office": "33", "since": "2026-01-01", "until": "2026-08-03"}
    return PrepareReportCommand.model_validate(usual | more)


def sections(value: int = 2, rows: str = "a") -> list[Section]:
    return [Section(no="1", figures=(Figure(code="breaches", value=value, rows=rows),))]


def draft(id: str = "a", **more: Any) -> Report:
    return rules.prepared(id, asked(**more), sections(), lists=LISTS, as_of=NOW)


class TestAPeriod:
    @pytest.mark.parametrize("until", ["2026-01-01", "2027-12-31"])
    def test_may_be_one_day_and_may_end_later(self, until: str) -> None:
        rules.check_period(asked(until=until), TODAY)

    def test_that_is_reversed_or_not_begun_is_refused(self) -> None:
        with pytest.raises(refusals.PeriodReversed):
            rules.check_period(asked(until="2025-12-31"), TODAY)
        with pytest.raises(refusals.PeriodNotOver):
            rules.check_period(asked(since="2026-08-04", until="2026-08-04"), TODAY)
        rules.check_period(asked(since="2026-08-03", until="2026-08-04"), TODAY)


class TestTheContent:
    def test_is_another_with_any_figure_row_list_or_instant(self) -> None:
        first = rules.content(asked(), NOW, LISTS, sections())
        assert first == rules.content(asked(), NOW, dict(reversed(LISTS.items())), sections())
        others = [
            rules.content(asked(), NOW, LISTS, sections(3)),
            rules.content(asked(), NOW, LISTS, sections(rows="b")),
            rules.content(asked(), NOW + timedelta(seconds=1), LISTS, sections()),
            rules.content(asked(), NOW, LISTS | {"figures": "g" * 64}, sections()),
            rules.content(asked(office="33/11977"), NOW, LISTS, sections()),
        ]
        assert len({first, *others}) == 6

    def test_differences_name_the_section_and_the_figure(self) -> None:
        assert rules.differences(sections(2), sections(2)) == []
        assert rules.differences(sections(2), sections(5)) == [("1", "breaches", 2, 5)]


class TestReplacing:
    def test_needs_a_reason(self) -> None:
        command = PublishReportCommand(supersedes="b")
        with pytest.raises(refusals.ReasonMissing):
            rules.published(draft(), command, [], FORM, on=TODAY, at=NOW, by=BY)
        said = command.model_copy(update={"reason": "Bổ sung"})
        assert rules.published(draft(), said, [], FORM, on=TODAY, at=NOW, by=BY).state is State.PUBLISHED

    def test_is_by_a_report_of_the_same_office_and_form(self) -> None:
        old = rules.published(draft(), PublishReportCommand(), [], FORM, on=TODAY, at=NOW, by=BY)
        again = rules.superseded(old, draft("b"), "x", at=NOW, by=BY)
        assert (again.state, again.superseded_by) == (State.SUPERSEDED, "b")
        for other in (draft("b", kind="expiry"), draft("b", office="33/11977"), draft("a")):
            with pytest.raises(refusals.CannotBeReplaced):
                rules.superseded(old, other, "x", at=NOW, by=BY)


def test_only_what_is_public_anyway_is_opened_to_everybody() -> None:
    command = PublishReportCommand(public=True)
    for form in report_forms().reports:
        if form.public:
            assert rules.published(draft(), command, [], form, on=TODAY, at=NOW, by=BY).public
        else:
            with pytest.raises(refusals.NotForEverybody):
                rules.published(draft(), command, [], form, on=TODAY, at=NOW, by=BY)
    assert not report_forms().report("programme-year").public
