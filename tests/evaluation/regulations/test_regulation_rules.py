"""What an office confirms, and which of its regulations holds, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.identity import Principal
from law.rulebooks import CouncilRegulation, shelf
from law.rulebooks.assumptions import unsettled
from law.rulebooks.reading import regulation_of
from law.terms import council_terms
from services.evaluation.regulations import refusals, rules
from services.evaluation.regulations.commands import RegulationCommand
from services.evaluation.regulations.regulation import OfficeRegulation

R26 = shelf().get("R26")
ON, AT = date(2026, 8, 3), datetime(2026, 8, 3, 5, tzinfo=UTC)
BY = Principal.of("chair", "Chair", "chair@33")
SAID = RegulationCommand(decision="Quy chế kèm Quyết định 45/QĐ-UBND")


def confirmed(command: RegulationCommand = SAID, known: OfficeRegulation | None = None) -> OfficeRegulation:
    in_force = known.regulation if known else None
    return rules.confirmed(known, command, office="33", rulebook=R26, in_force=in_force, by=BY, on=ON, at=AT)


def installed(first: str) -> CouncilRegulation:
    return regulation_of(
        {
            "id": "33-2026",
            "office": "33",
            "decision": {"vi": "Quy chế", "en": "Regulation"},
            "in_force": {"first": first},
            "rulebooks": ["R26"],
            "council": {"spread_limit": 2},
        }
    )


class TestWhatIsConfirmed:
    def test_settles_everything_that_no_act_says(self) -> None:
        own = confirmed().regulation
        assert unsettled(R26, None) != []
        assert unsettled(R26, own) == []
        assert own.over(R26.council) == R26.council

    def test_replaces_what_it_says_otherwise_and_keeps_the_edition_before(self) -> None:
        first = confirmed()
        later = confirmed(SAID.model_copy(update={"council": {"spread_limit": "7,5"}, "terms": {"open": 2}}), first)
        assert str(later.regulation.over(R26.council).spread_limit) == "7.5"
        assert later.earlier == (first.regulation,)
        assert rules.days_of(later) == {**rules.days_of(None), "open": 2}
        assert confirmed(known=first).earlier == ()

    @pytest.mark.parametrize(
        ("name", "given"),
        [("rounds_at_most", "9" * 50), ("scorers_at_least", "1001"), ("spread_limit", "1e30"), ("watch_margin", "101")],
    )
    def test_has_no_number_that_nobody_can_mean(self, name: str, given: str) -> None:
        with pytest.raises(refusals.SettingUnreadable):
            confirmed(SAID.model_copy(update={"council": {name: given}}))

    def test_is_not_of_a_day_to_come(self) -> None:
        with pytest.raises(refusals.BeginsLater):
            confirmed(SAID.model_copy(update={"first": date(2026, 8, 4)}))


class TestWhichHolds:
    def test_is_the_later_of_a_file_and_what_was_confirmed_on_one_day_the_latter(self) -> None:
        own = confirmed()
        for first, holds in (("2026-06-01", own.regulation.id), ("2026-08-03", own.regulation.id)):
            found = rules.governing(installed(first), own, ON)
            assert found is not None
            assert found.id == holds
        later = rules.governing(installed("2026-08-04"), own, date(2026, 8, 5))
        assert later is not None
        assert later.id == "33-2026"
        assert rules.governing(None, None, ON) is None

    def test_is_what_was_confirmed_over_a_file_of_before_whatever_day_it_is_in_force_from(self) -> None:
        own = confirmed(SAID.model_copy(update={"first": date(2026, 1, 15)}))
        for first, holds in (
            ("2026-06-01", own.regulation.id),
            ("2026-08-03", own.regulation.id),
            ("2026-08-04", "33-2026"),
        ):
            found = rules.governing(installed(first), own, date(2026, 8, 5))
            assert found is not None
            assert found.id == holds


def test_the_list_of_terms_has_a_source_and_is_marked_as_assumed() -> None:
    assert (council_terms().verified, bool(council_terms().source.vi)) == ("no", True)
