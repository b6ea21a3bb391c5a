"""Rules of mark requests: both sides of each, without fixtures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from services.registry.mark_requests import refusals, rules
from services.registry.mark_requests.commands import AnswerRequestCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.lifecycle import State
from services.registry.mark_requests.mark_request import MarkRequest

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
BY = Principal.of("officer", "Cán bộ", "province-officer@33")
ASKED = {
    "office": "33",
    "organisation": "Siêu thị Phố Hiến",
    "person": "Phạm Thị Bán",
    "email": "ban@pho-hien.example",
    "purpose": "Gian hàng OCOP tại Tuần hàng Tết",
    "media": ["advertising", "premises"],
}


def received(kind: type[RequestCommand] = RequestCommand, **changes: Any) -> MarkRequest:
    return rules.received("r", kind(**{**ASKED, **changes}), "c", on=TODAY, offices=["33"])


def answered(request: MarkRequest, **said: Any) -> MarkRequest:
    return rules.answered(request, AnswerRequestCommand(**said), at=NOW, on=TODAY, by=BY)


class TestTheRules:
    def test_a_request_has_its_day_in_working_days(self) -> None:
        assert received().answer_by == date(2026, 12, 22)

    def test_names_an_office_there_is_and_a_way_to_answer(self) -> None:
        with pytest.raises(refusals.OfficeNotHere):
            received(office="17")
        with pytest.raises(refusals.NoWayToAnswer):
            received(email="")
        with pytest.raises(refusals.EmailMisspelt):
            received(email="ban@")
        assert received(email="", phone="0912345678").state is State.RECEIVED
        assert received(LetterCommand, email="", letter="15/CV").letter == "15/CV"

    def test_has_its_days_in_order(self) -> None:
        with pytest.raises(refusals.DaysTurnedRound):
            received(from_day="2027-02-01", to_day="2027-01-31")
        assert received(from_day="2027-02-01", to_day="2027-02-01")

    def test_of_strangers_so_many_wait_and_no_more(self) -> None:
        rules.must_have_room(rules.MOST_WAITING - 1)
        with pytest.raises(refusals.TooManyWaiting):
            rules.must_have_room(rules.MOST_WAITING)

    def test_is_refused_with_a_reason_only(self) -> None:
        with pytest.raises(refusals.ReasonMissing):
            answered(received(), allowed=False)
        assert answered(received(), allowed=False, reason="Không rõ sản phẩm").state is State.REFUSED

    def test_is_allowed_until_a_day_that_is_not_past(self) -> None:
        with pytest.raises(refusals.UntilIsPast):
            answered(received(), allowed=True, until="2026-11-30")
        allowed = answered(received(), allowed=True, until="2026-12-01")
        assert (allowed.state, allowed.answer and allowed.answer.until) == (State.ALLOWED, TODAY)

    def test_may_be_taken_back_but_not_given_after_a_refusal(self) -> None:
        allowed = answered(received(), allowed=True)
        refused = answered(allowed, allowed=False, reason="Dùng sai")
        with pytest.raises(StepRefused):
            answered(refused, allowed=True)
