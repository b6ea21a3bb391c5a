"""What a demonstration counts as observed, and how it says that something was not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from estate.demo.clients import NotAsExpectedError, until
from estate.demo.filling import fill
from estate.demo.playing import JOURNEYS, where
from estate.demo.steps import BrokenOffError, Journey
from estate.province import marker
from law.rulebooks import shelf
from law.scoring import Filled, self_assessment


@pytest.fixture
def journey() -> Journey:
    return Journey("Thử", "A try", Console(file=io.StringIO(), width=120))


class TestAStep:
    def test_counts_when_something_was_seen(self, journey: Journey) -> None:
        with journey.step("Nộp", "Submit") as step:
            step.saw("1/PĐK")
        assert journey.complete

    def test_does_not_count_when_nothing_was_seen(self, journey: Journey) -> None:
        with pytest.raises(BrokenOffError), journey.step("Nộp", "Submit"):
            pass
        assert not journey.complete

    def test_breaks_the_journey_off_when_an_endpoint_answers_otherwise(self, journey: Journey) -> None:
        with pytest.raises(BrokenOffError), journey.step("Nộp", "Submit"):
            raise NotAsExpectedError("POST /x: 409")
        assert journey.steps[0].failed == "POST /x: 409"

    def test_lets_a_fault_of_the_demonstration_itself_through(self, journey: Journey) -> None:
        with pytest.raises(ZeroDivisionError), journey.step("Nộp", "Submit"):
            raise ZeroDivisionError

    def test_is_printed_with_what_was_seen_and_what_was_not(self, journey: Journey) -> None:
        with journey.step("Nộp", "Submit") as step:
            step.saw("1/PĐK")
        with pytest.raises(BrokenOffError), journey.step("Xét", "Judge"):
            raise NotAsExpectedError("POST /x: 409")
        console = Console(file=io.StringIO(), width=120)
        console.print(journey.table())
        printed = console.file.getvalue()  # type: ignore[attr-defined]
        assert "1/PĐK" in printed
        assert "POST /x: 409" in printed


class TestWhereAJourneyIsPlayed:
    def test_all_on_one_estate_that_has_no_sample_province(self, tmp_path: Path) -> None:
        journeys = ["2026", "afternoon", "2023", "1608", "letter", "2027"]
        assert where(tmp_path, 8080, list(JOURNEYS)) == [(tmp_path, 8080, journeys)]
        marker.write(tmp_path, marker.Marker("empty"))
        assert where(tmp_path, 8080, ["2027"]) == [(tmp_path, 8080, ["2027"])]

    def test_a_living_province_does_not_grow_old_with_what_goes_ahead_of_today(self, tmp_path: Path) -> None:
        marker.write(tmp_path, marker.Marker("made"))
        own = (tmp_path / "ahead", 0, ["2027"])
        journeys = ["2026", "afternoon", "2023", "1608", "letter"]
        assert where(tmp_path, 8080, list(JOURNEYS)) == [(tmp_path, 8080, journeys), own]
        assert where(tmp_path, 8080, ["2027"]) == [own]


class TestWaiting:
    def test_gives_up_when_its_time_is_over(self) -> None:
        with pytest.raises(NotAsExpectedError, match="not seen"):
            until(lambda: None, within=0.05)


class TestAFilledSheet:
    @pytest.mark.parametrize("set_no", range(1, 27))
    def test_reaches_four_stars_and_no_more_on_every_sheet_of_2026(self, set_no: int) -> None:
        rulebook = shelf().get("R26")
        sheet = rulebook.sheet(set_no).model_dump(mode="json")
        tally, finding = self_assessment(rulebook, set_no, Filled.model_validate(fill(sheet, total=85, star=4)))
        assert finding.star == 4
        assert 70 <= tally.total < 90

    def test_gives_whole_parts_exactly_the_total(self) -> None:
        rulebook = shelf().get("R148")
        sheet = rulebook.sheet(7).model_dump(mode="json")
        for total in (65, 74, 75, 100):
            tally, _ = self_assessment(rulebook, 7, Filled.model_validate(fill(sheet, total=total, star=4)))
            assert tally.total == total
