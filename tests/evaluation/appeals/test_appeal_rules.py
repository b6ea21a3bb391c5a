"""What must hold of an appeal, by the rules alone: both sides of every line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Refusal
from law.complaints import complaint_rules
from services.evaluation.appeals import refusals, rules
from services.evaluation.appeals.appeal import Appeal, Result, Step
from services.evaluation.appeals.commands import AcceptanceCommand, SettlementCommand
from services.evaluation.appeals.lifecycle import LIFECYCLE, State, Verb
from services.evaluation.rulings import rules as ruling_rules
from services.evaluation.rulings.commands import AppealCommand
from tests.evaluation.rulings.test_ruling_rules import ON, ruling

BY = Principal.of("chair", "Chair", "chair@33")
AT = datetime(2026, 9, 1, 3, tzinfo=UTC)
LAW = complaint_rules()
LAST = LAW.term("lodge").last_day(ON)
RULING = ruling_rules.appealed(ruling(), AppealCommand(grounds="Điểm phần C"), on=ON)


def lodged(on: date = ON) -> Appeal:
    return rules.lodged("a", RULING, LAW, lists={}, on=on)


def settle(appeal: Appeal, **said: Any) -> Appeal:
    command = SettlementCommand(**{"result": "upheld", "reason": "Đúng quy định"} | said)
    return rules.settled(appeal, command, RULING, by=BY, on=ON, at=AT)


class TestAnAppeal:
    def test_is_due_by_the_laws_days(self) -> None:
        appeal = lodged()
        assert appeal.due_on == ON + timedelta(days=10)
        plain = rules.accepted(appeal, AcceptanceCommand(), LAW, by=BY, on=ON, at=AT)
        assert plain.due_on == ON + timedelta(days=30)
        complex = rules.accepted(appeal, AcceptanceCommand(complex=True), LAW, by=BY, on=ON, at=AT)
        assert complex.due_on == ON + timedelta(days=45)

    def test_is_late_from_the_day_after_the_last(self) -> None:
        assert ON + timedelta(days=90) == LAST
        assert not lodged(LAST).late
        late = lodged(LAST + timedelta(days=1))
        assert late.late
        with pytest.raises(refusals.CameLate):
            rules.accepted(late, AcceptanceCommand(), LAW, by=BY, on=LAST, at=AT)
        because = AcceptanceCommand(late_because="Chủ thể nằm viện")
        assert rules.accepted(late, because, LAW, by=BY, on=LAST, at=AT).state is State.ACCEPTED

    def test_is_not_accepted_with_a_reason_only(self) -> None:
        assert rules.refused(lodged(), Reason(reason="Quá thời hiệu"), by=BY, on=ON, at=AT).due_on is None
        with pytest.raises(refusals.ReasonMissing):
            rules.refused(lodged(), Reason(reason=" "), by=BY, on=ON, at=AT)

    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"result": "withdrawn"}, refusals.NoSuchResult),
            ({"result": "5-stars"}, refusals.NoSuchResult),
            ({"reason": " "}, refusals.ReasonMissing),
            ({"result": "annulled"}, refusals.PaperMissing),
            ({"result": "annulled", "paper_number": "61/QĐ-UBND"}, refusals.PaperMissing),
            ({"paper_number": "61", "paper_on": ON + timedelta(days=1)}, refusals.PaperInTheFuture),
            ({"result": "corrected", "paper_number": "61", "paper_on": ON}, refusals.RightNumberMissing),
        ],
    )
    def test_is_settled_completely_or_not_at_all(self, said: dict[str, Any], refusal: type[Refusal]) -> None:
        with pytest.raises(refusal):
            settle(lodged(), **said)

    def test_is_settled_each_way(self) -> None:
        paper = {"paper_number": "61/QĐ-UBND", "paper_on": ON}
        for said in ({}, {"result": "annulled", **paper}, {"result": "corrected", "right_number": "8", **paper}):
            done = settle(lodged(), **said)
            assert (done.state, done.due_on) == (State.SETTLED, None)

    def test_of_a_ruling_without_a_number_has_none_to_correct(self) -> None:
        notice = RULING.model_copy(update={"decision_number": None})
        said = SettlementCommand(result="corrected", reason="x", paper_number="61", paper_on=ON, right_number="8")
        with pytest.raises(refusals.NotDecided):
            rules.settled(lodged(), said, notice, by=BY, on=ON, at=AT)

    def test_is_taken_back_by_its_producer_with_a_reason(self) -> None:
        done = rules.taken_back(lodged(), Reason(reason="Đã hiểu"), by=BY, on=ON, at=AT)
        assert done.settlement
        assert done.settlement.result == Result.WITHDRAWN

    def test_is_overdue_once_for_each_step(self) -> None:
        appeal = lodged()
        assert appeal.due_on
        assert rules.passed(appeal, on=appeal.due_on, at=AT) is None
        late = rules.passed(appeal, on=appeal.due_on + timedelta(days=1), at=AT)
        assert late
        assert [one.step for one in late.passed] == [Step.ACCEPTANCE]
        assert rules.passed(late, on=appeal.due_on + timedelta(days=9), at=AT) is None
        accepted = rules.accepted(late, AcceptanceCommand(), LAW, by=BY, on=ON, at=AT)
        again = rules.passed(accepted, on=ON + timedelta(days=31), at=AT)
        assert again
        assert [one.step for one in again.passed] == [Step.ACCEPTANCE, Step.SETTLEMENT]

    def test_takes_no_step_outside_its_table(self) -> None:
        for state in State:
            for verb in Verb:
                if verb not in LIFECYCLE.may(state):
                    with pytest.raises(StepRefused):
                        lodged().model_copy(update={"state": state}).moved(verb)
