"""What may be done to a ruling once it is issued, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from services.evaluation.analysis.marks import marks_of
from services.evaluation.cases.dossier import Layer
from services.evaluation.cases.subscriptions import dossier_from
from services.evaluation.rulings import refusals, rules
from services.evaluation.rulings.commands import AnswerCommand, AppealCommand, CorrectionCommand
from services.evaluation.rulings.lifecycle import State
from services.evaluation.rulings.ruling import Outcome, Ruling
from tests.evaluation.evaluation_harness import dossier

BY = Principal.of("officer", "Officer", "province-officer@33")
ON = date(2026, 9, 1)


def ruling(*layers: Layer) -> Ruling:
    return Ruling(
        id="r",
        case_id="c",
        dossier=dossier_from(dossier()),
        office="33",
        tier="province",
        outcome=Outcome.RECOGNISED,
        star=4,
        total="84.5",
        rulebook_id="R26",
        rulebook_hash="0" * 64,
        scorers=("a",),
        chair_id="a",
        round=1,
        sheets=(),
        explanation=(),
        layers=layers,
        authority="Chủ tịch UBND cấp tỉnh",
        decision_number="7/QĐ-UBND",
        decided_on=ON,
        issued_at=datetime(2026, 9, 1, 3, tzinfo=UTC),
        issued_by="officer",
    )


class TestACorrection:
    def test_changes_the_number_and_nothing_that_was_scored(self) -> None:
        command = CorrectionCommand(what="Ghi nhầm số", decision_number="8/QĐ-UBND")
        after = rules.corrected(ruling(), command, by=BY, on=ON)
        changed = {name for name in Ruling.model_fields if getattr(after, name) != getattr(ruling(), name)}
        assert changed == {"decision_number", "corrections"}

    def test_says_what_was_wrong_and_the_right_number(self) -> None:
        for what, number, refusal in (
            (" ", "8/QĐ-UBND", refusals.GroundsMissing),
            ("Ghi nhầm số", " ", refusals.DecisionNumberMissing),
        ):
            with pytest.raises(refusal):
                rules.corrected(ruling(), CorrectionCommand(what=what, decision_number=number), by=BY, on=ON)


class TestAnAppeal:
    def test_is_answered_once_and_may_be_raised_again(self) -> None:
        appealed = rules.appealed(ruling(), AppealCommand(grounds="Điểm phần C"), on=ON)
        assert appealed.state is State.APPEALED
        with pytest.raises(StepRefused):
            rules.appealed(appealed, AppealCommand(grounds="Điểm phần B"), on=ON)
        upheld = rules.upheld(appealed, AnswerCommand(answer="Giữ nguyên"), on=ON)
        assert (upheld.state, upheld.appeals[-1].answer) == (State.ISSUED, "Giữ nguyên")
        with pytest.raises(StepRefused):
            rules.upheld(upheld, AnswerCommand(answer="Giữ nguyên"), on=ON)

    def test_without_words_is_refused(self) -> None:
        with pytest.raises(refusals.GroundsMissing):
            rules.appealed(ruling(), AppealCommand(grounds=" "), on=ON)


class TestItsMarks:
    def test_are_none_where_it_rests_on_a_higher_councils_result(self) -> None:
        above = Layer(office="vn", tier="central", case_id="c-2", outcome="returned", rulebook_id="R26", total="84")
        assert marks_of(ruling(above)) is None

    def test_know_what_the_office_below_had_scored(self) -> None:
        below = Layer(
            office="33/330", tier="district", case_id="c-0", outcome="forwarded", rulebook_id="R26", total="72"
        )
        found = marks_of(ruling(below))
        assert found
        assert found.below
        assert (found.total, found.below.office, found.below.total) == ("84.5", "33/330", "72")
