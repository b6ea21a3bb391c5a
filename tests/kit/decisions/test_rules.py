"""What may become of a decision; no fixture."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kit.decisions import rules
from kit.decisions.decision import MOST_LINES, Decision, State
from kit.decisions.refusals import (
    LinesMissing,
    LinesNotReady,
    LineTwice,
    LineWithdrawn,
    NoSuchLine,
    NothingCorrected,
    SignedInTheFuture,
    TooManyLines,
    WhyMissing,
)
from kit.lifecycle import StepRefused
from kit.papers.number import NumberUnreadable
from tests.kit.decisions.samples import BY, ON, TODAY, RulingLine, SeatLine, draft


def signed(decision: Decision[RulingLine] | None = None, number: str = "1608", on: date = ON) -> Decision[RulingLine]:
    return rules.signed(decision or draft(), number=number, on=on, signatory="Chủ tịch", today=TODAY, by=BY)


def issued(**not_ready: tuple[str, str]) -> Decision[RulingLine]:
    return rules.issued(signed(), not_ready={int(no[1:]): why for no, why in not_ready.items()}, by=BY)


class TestADraft:
    def test_takes_other_lines_until_it_is_signed(self) -> None:
        one = RulingLine(no=7, ruling_id="r-7", star=4)
        assert rules.amended(draft(), [one], subject="Khác").lines == (one,)
        with pytest.raises(StepRefused):
            rules.amended(signed(), [one])

    def test_has_at_most_so_many_lines_each_with_a_number_of_its_own(self) -> None:
        lines = [RulingLine(no=no, ruling_id="r", star=3) for no in range(1, MOST_LINES + 1)]
        assert len(rules.amended(draft(), lines).lines) == 500
        with pytest.raises(TooManyLines):
            rules.amended(draft(), [*lines, RulingLine(no=501, ruling_id="r", star=3)])
        with pytest.raises(LineTwice):
            rules.amended(draft(), [lines[0], lines[0]])

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"number": "không số"}, NumberUnreadable),
            ({"on": date(2026, 9, 16)}, SignedInTheFuture),
            ({"decision": draft(count=0)}, LinesMissing),
        ],
    )
    def test_is_signed_with_lines_a_number_and_a_day_that_has_come(
        self, changes: dict[str, Any], refusal: type[Exception]
    ) -> None:
        with pytest.raises(refusal):
            signed(**changes)
        assert signed(on=TODAY).state is State.SIGNED


class TestIssuing:
    def test_issues_every_line_or_none(self) -> None:
        assert issued().state is State.ISSUED
        with pytest.raises(LinesNotReady) as refused:
            issued(_2=("hết hạn giấy tờ", "a paper ended"), _3=("sai tên", "wrong name"))
        assert "2, 3" in refused.value.say("vi")
        assert "a paper ended" in refused.value.say("en")

    def test_does_not_look_at_what_is_no_line_of_it(self) -> None:
        assert issued(_9=("hết hạn", "ended")).state is State.ISSUED

    def test_needs_the_signed_copy_first_and_happens_once(self) -> None:
        for before in (draft(), issued(), rules.discarded(draft())):
            with pytest.raises(StepRefused):
                rules.issued(before, not_ready={}, by=BY)

    def test_is_not_undone(self) -> None:
        for undo in (rules.returned, rules.discarded):
            with pytest.raises(StepRefused):
                undo(issued())
        assert rules.returned(signed()).signed is None


class TestALineWithdrawn:
    def test_stays_in_its_place_and_says_who_and_why(self) -> None:
        after = rules.line_withdrawn(issued(), 2, by=BY)
        assert [line.no for line in after.standing] == [1, 3]
        line = after.line(2)
        assert line is not None
        assert line.withdrawn == BY
        assert line.ruling_id == "r-2"

    def test_is_withdrawn_once_exists_and_has_a_reason(self) -> None:
        once = rules.line_withdrawn(issued(), 2, by=BY)
        silent = BY.model_copy(update={"reason": " "})
        for act, refusal in (
            (lambda: rules.line_withdrawn(once, 2, by=BY), LineWithdrawn),
            (lambda: rules.line_withdrawn(once, 9, by=BY), NoSuchLine),
            (lambda: rules.line_withdrawn(once, 1, by=silent), WhyMissing),
            (lambda: rules.line_withdrawn(signed(), 1, by=BY), StepRefused),
        ):
            with pytest.raises(refusal):
                act()


class TestACorrection:
    def test_is_a_fact_of_its_own_that_names_the_old(self) -> None:
        after = rules.corrected(issued(), number="1680", on=None, what="Số", today=TODAY, by=BY)
        [one] = after.corrections
        assert (one.was_number.text, one.number.text) == ("1608/QĐ-UBND", "1680/QĐ-UBND")
        assert after.former == ("33|2026|1608/QD-UBND",)
        again = rules.corrected(after, number=None, on=date(2026, 9, 9), what="Ngày", today=TODAY, by=BY)
        assert [c.on for c in again.corrections] == [ON, date(2026, 9, 9)]
        assert again.lines == after.lines

    @pytest.mark.parametrize("spelt", ["1608/QĐ-UBND", "QĐ 1608", " 01608 "])
    def test_of_nothing_is_refused_however_the_number_is_spelt(self, spelt: str) -> None:
        with pytest.raises(NothingCorrected):
            rules.corrected(issued(), number=spelt, on=None, what="Số", today=TODAY, by=BY)

    def test_has_a_reason_and_only_an_issued_one_is_corrected(self) -> None:
        silent = BY.model_copy(update={"reason": ""})
        with pytest.raises(WhyMissing):
            rules.corrected(issued(), number="9", on=None, what="Số", today=TODAY, by=silent)
        with pytest.raises(StepRefused):
            rules.corrected(signed(), number="9", on=None, what="Số", today=TODAY, by=BY)


def test_a_line_is_whatever_its_service_says() -> None:
    seats = Decision[SeatLine](
        id="d-2", office="33", kind="council", symbol="QĐ-UBND", subject="", lines=(SeatLine(no=1, person_id="chair"),)
    )
    again = Decision[SeatLine].model_validate_json(seats.model_dump_json())
    assert again == seats
    assert again.lines[0].person_id == "chair"
