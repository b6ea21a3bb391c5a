"""What must hold of a right's procedure, and by when its next step is due."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Several
from law.rights import right_kinds
from programme.places import where
from services.registry.products.product import Concern
from services.registry.rights import refusals, rules
from services.registry.rights.commands import (
    AcceptRightCommand,
    FileRightCommand,
    GrantRightCommand,
    PublishRightCommand,
    RefuseRightCommand,
)
from services.registry.rights.right import Grant, Right

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 5, tzinfo=UTC)
PLACE = where("33/11977", ON)
HUONG = Principal.of("huong", "Nguyễn Thị Hương", "producer@p-huong")
OWN = Concern(producer_id="p-huong", producer_name="HTX", producer_kind="cooperative", place=PLACE)
OFFICES = Concern(place=PLACE)


def filed(kind: str = "trademark", concern: Concern = OWN, **more: object) -> Right:
    said = {"kind": kind, "name": "Nhãn lồng Tân Hưng", "filed_on": date(2026, 4, 1), "producer_id": "p-huong"} | more
    command = FileRightCommand.model_validate(said)
    return rules.filed("r", command, concern=concern, helpers=["33/11977", "33"], on=ON, lists={})


def accepted(right: Right, day: date = date(2026, 5, 10)) -> Right:
    return rules.accepted(right, AcceptRightCommand(accepted_on=day), at=AT, on=ON, by=HUONG)


class TestAnApplication:
    def test_waits_for_the_first_step_of_its_kind_by_the_law(self) -> None:
        right = filed()
        step = right_kinds()["trademark"].awaited("filed")
        assert step
        assert (right.step, right.due_on) == (step.id, step.last_day(date(2026, 4, 1)))

    def test_says_all_that_is_wrong(self) -> None:
        with pytest.raises(Several) as wrong:
            filed(name="", filed_on=date(2026, 8, 4), helped_by="01")
        assert {one.slug for one in wrong.value.refusals} == {
            "right.name-missing", "right.day-to-come", "right.helper-unknown",
        }  # fmt: skip

    def test_of_today_by_an_office_that_serves_the_place_is_in_order(self) -> None:
        assert filed(filed_on=ON, helped_by="33").helped_by == "33"

    def test_of_an_unknown_kind_is_refused(self) -> None:
        with pytest.raises(refusals.RightKindUnknown):
            filed("feng-shui")

    def test_of_an_office_is_for_what_many_share(self) -> None:
        asked = {"producer_id": None, "office": "33/11977"}
        assert filed("collective-mark", OFFICES, **asked).helped_by == "33/11977"
        with pytest.raises(refusals.NotForAnOffice):
            filed("trademark", OFFICES, **asked)
        with pytest.raises(refusals.NobodyApplies):
            filed("collective-mark", OFFICES, producer_id=None)


class TestASteps:
    def test_day_is_neither_before_the_step_before_nor_to_come(self) -> None:
        assert accepted(filed(), date(2026, 4, 1)).accepted_on == date(2026, 4, 1)
        with pytest.raises(refusals.BeforeTheStepBefore):
            accepted(filed(), date(2026, 3, 31))
        with pytest.raises(refusals.DayToCome):
            accepted(filed(), date(2026, 8, 4))

    def test_term_runs_from_the_step_before(self) -> None:
        right = accepted(filed())
        after = rules.published(right, PublishRightCommand(published_on=ON), at=AT, on=ON, by=HUONG)
        step = right_kinds()["trademark"].awaited("published")
        assert step
        assert (right.step, after.step, after.due_on) == ("publication", step.id, step.last_day(ON))

    def test_that_the_kind_does_not_have_is_not_offered(self) -> None:
        copyright_ = filed("copyright")
        with pytest.raises(StepRefused):
            accepted(copyright_)
        assert [verb.value for verb in copyright_.may] == ["grant", "refuse", "give-up"]

    def test_of_a_refusal_needs_its_reason(self) -> None:
        with pytest.raises(refusals.ReasonMissing):
            rules.refused(filed(), RefuseRightCommand(refused_on=ON, reason=""), at=AT, on=ON, by=HUONG)
        gone = rules.refused(filed(), RefuseRightCommand(refused_on=ON, reason="Trùng"), at=AT, on=ON, by=HUONG)
        assert (gone.due_on, gone.reason) == (None, "Trùng")

    def test_of_a_grant_needs_its_number_and_ends_the_procedure(self) -> None:
        with pytest.raises(refusals.NumberMissing):
            grant(filed(), "–")
        assert grant(filed(), "4-0498765").due_on is None


def grant(right: Right, number: str) -> Right:
    command = GrantRightCommand(number=number, granted_on=ON)
    return rules.granted(right, command, credential_id=None, at=AT, on=ON, by=HUONG)


class TestAnAgencysWord:
    SAID = Grant(kind="trademark", number="4-2026-12345", granted_on=ON)

    def test_is_about_the_application_with_its_number(self) -> None:
        one, other = filed(), filed(application_number="4.2026.12345").model_copy(update={"id": "other"})
        assert rules.granted_one([one, other], self.SAID, None) is other

    def test_is_about_the_products_own_else_the_only_one(self) -> None:
        one = filed().model_copy(update={"product_id": "honey"})
        other = filed().model_copy(update={"id": "other"})
        assert rules.granted_one([one, other], self.SAID, "honey") is one
        assert rules.granted_one([other], self.SAID, "honey") is other

    def test_is_about_none_where_nothing_tells_two_apart_or_none_is_under_way(self) -> None:
        assert rules.granted_one([filed(), filed().model_copy(update={"id": "other"})], self.SAID, None) is None
        assert rules.granted_one([grant(filed(), "4-1"), filed("patent")], self.SAID, None) is None
