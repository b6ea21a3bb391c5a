"""What must hold of an advice, and what becomes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Forbidden, Several
from programme.places import where
from services.registry.advice import refusals, rules
from services.registry.advice.commands import AdviceCommand, CloseAdviceCommand
from services.registry.advice.counsel import Counsel
from services.registry.products.product import Concern

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
OFFICER = Principal.of("officer", "Cán bộ", "commune-officer@33/11977", "province-officer@33")
OWN = Concern(producer_id="p-huong", producer_name="HTX", producer_kind="cooperative", place=where("33/11977", ON))
SAID = {
    "producer_id": "p-huong", "topic": "packaging", "about": "Túi quà", "summary": "Góp ý mẫu túi", "given_on": str(ON),
    "next": "Gửi mẫu in thử", "next_by": "2026-09-01",
}  # fmt: skip


def given(**more: Any) -> Counsel:
    command = AdviceCommand.model_validate(SAID | more)
    return rules.given("a", command, concern=OWN, office="33/11977", line=None, on=ON)


def closed(counsel: Counsel, *, done: bool, note: str = "") -> Counsel:
    return rules.closed(counsel, CloseAdviceCommand(done=done, outcome_note=note), at=AT, on=ON, by=OFFICER)


class TestAnAdvice:
    def test_is_open_while_something_is_to_follow(self) -> None:
        assert (given().state, given(next=None, next_by=None).state) == ("open", "noted")
        with pytest.raises(StepRefused):
            closed(given(next=None, next_by=None), done=True)

    def test_says_all_that_is_wrong(self) -> None:
        with pytest.raises(Several) as wrong:
            given(topic="love", about="", given_on=str(ON + timedelta(days=1)), next_by=None)
        assert {one.pointer for one in wrong.value.refusals} == {"/topic", "/about", "/given_on", "/next_by"}

    def test_has_its_next_day_on_or_after_its_own(self) -> None:
        assert given(next_by=str(ON)).next_by == ON
        with pytest.raises(refusals.NextBeforeAdvice):
            given(next_by=str(ON - timedelta(days=1)))

    def test_is_closed_as_done_or_given_up_for_a_reason(self) -> None:
        assert closed(given(), done=True).state == "done"
        assert closed(given(), done=False, note="Đổi ý").state == "dropped"
        with pytest.raises(refusals.OutcomeMissing):
            closed(given(), done=False)

    def test_is_by_the_nearest_of_ones_offices_that_serves_the_place(self) -> None:
        assert rules.office_of(OFFICER, "33/11977") == "33/11977"
        assert rules.office_of(OFFICER, "33/12004") == "33"
        with pytest.raises(Forbidden):
            rules.office_of(OFFICER, "01/00004")
