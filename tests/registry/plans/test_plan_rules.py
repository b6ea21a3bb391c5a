"""What must hold of a year plan and its lines, and what becomes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Several
from law.planning import plan_list
from programme.places import where
from services.registry.plans import refusals, rules
from services.registry.plans.commands import ApprovePlanCommand, NewPlanCommand, PlanLineCommand
from services.registry.plans.lifecycle import Stage
from services.registry.plans.plan import Plan
from services.registry.products.product import Product

ON = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 5, tzinfo=UTC)
OFFICER = Principal.of("officer", "Cán bộ", "commune-officer@33/11977")
PROVINCE = Principal.of("province", "Cán bộ tỉnh", "province-officer@33")


def empty(year: int = 2027) -> Plan:
    return rules.made("p", NewPlanCommand(office="33/11977", year=year), to_office="33", on=ON)


def product(id: str = "honey", place: str = "33/11977", name: str = "Mật ong") -> Product:
    return Product(
        id=id, name=name, set_no=7, producer_id="p-huong", producer_name="HTX", producer_kind="cooperative",
        place=where(place, ON), registered_on=ON, sort_key="mat ong",
    )  # fmt: skip


def with_line(plan: Plan, id: str = "a", of: Product | None = None, **more: Any) -> Plan:
    said = {"name": "Mật ong", "target_star": 4, "quarter": 3, "priority": ["local-strength"]} | more
    said |= {"product_id": of.id} if of else {}
    concern = rules.concern_of(of) if of else None
    return rules.with_line(plan, id, PlanLineCommand.model_validate(said), concern=concern, new=True, on=ON)


def approved(plan: Plan) -> Plan:
    handed_in = rules.submitted(plan, at=AT, on=ON, by=OFFICER)
    return rules.approved(handed_in, ApprovePlanCommand(), at=AT, on=ON, by=PROVINCE, lists={})


def stages(plan: Plan) -> dict[str, Stage]:
    return {one.id: one.stage for one in plan.approved}


class TestAPlan:
    def test_is_for_the_present_year_and_as_many_after_it_as_the_list_says(self) -> None:
        last = ON.year + plan_list().years_ahead
        assert (empty(2026).year, empty(last).year) == (2026, last)
        for year in (2025, last + 1):
            with pytest.raises(refusals.YearOutOfReach):
                empty(year)

    def test_is_handed_in_with_something_in_it(self) -> None:
        with pytest.raises(refusals.PlanEmpty):
            rules.submitted(empty(), at=AT, on=ON, by=OFFICER)
        assert rules.submitted(with_line(empty()), at=AT, on=ON, by=OFFICER).due_on

    def test_is_not_written_in_while_it_waits(self) -> None:
        waits = rules.submitted(with_line(empty()), at=AT, on=ON, by=OFFICER)
        with pytest.raises(StepRefused):
            with_line(waits, "b", name="Nhãn")
        back = rules.sent_back(waits, Reason(reason="Thiếu chủ thể"), at=AT, by=PROVINCE)
        assert with_line(back, "b", name="Nhãn").lines[-1].called == "Nhãn"
        with pytest.raises(refusals.ReasonMissing):
            rules.sent_back(waits, Reason(reason=""), at=AT, by=PROVINCE)

    def test_is_approved_by_a_paper_that_was_signed(self) -> None:
        waits = rules.submitted(with_line(empty()), at=AT, on=ON, by=OFFICER)
        command = ApprovePlanCommand(paper_number="1", paper_signed_on=date(2026, 12, 2))
        with pytest.raises(refusals.SignedToCome):
            rules.approved(waits, command, at=AT, on=ON, by=PROVINCE, lists={})


class TestALine:
    def test_says_all_that_is_wrong(self) -> None:
        with pytest.raises(Several) as wrong:
            with_line(
                empty(), name=None, priority=["luck"], support=["prayer"], dossier_kind="x", target_star=1, set_no=999
            )
        assert {one.pointer for one in wrong.value.refusals} == {
            "/name", "/priority", "/support", "/dossier_kind", "/target_star", "/set_no",
        }  # fmt: skip

    def test_of_another_territory_is_refused(self) -> None:
        assert with_line(empty(), of=product()).lines[0].called == "Mật ong"
        with pytest.raises(refusals.ElsewhereThan):
            with_line(empty(), of=product(place="33/12004"))

    def test_is_there_once(self) -> None:
        with pytest.raises(refusals.PlannedTwice):
            with_line(with_line(empty()), "b", name="mật  ONG")
        with pytest.raises(refusals.PlannedTwice):
            with_line(with_line(empty(), of=product()), "b", of=product(), name="Tên khác")

    def test_of_a_registered_product_is_at_that_stage_once_approved(self) -> None:
        plan = approved(with_line(with_line(empty(), of=product()), "idea", name="Nhãn"))
        assert stages(plan) == {"a": Stage.REGISTERED, "idea": Stage.PLANNED}


class TestWhatBecomesOfALine:
    def test_goes_forward_only(self) -> None:
        plan = approved(with_line(empty(), of=product()))
        done = rules.advanced(plan, "honey", Stage.RECOGNISED, on=ON, star=4)
        assert (stages(done), done.approved[0].star) == ({"a": Stage.RECOGNISED}, 4)
        assert rules.advanced(done, "honey", Stage.DOSSIER, on=ON) is done
        assert rules.advanced(plan, "another", Stage.DOSSIER, on=ON) is plan
        assert rules.moved_lines(plan, done) == [(done.approved[0], Stage.REGISTERED)]

    def test_an_idea_is_the_product_of_its_name_and_producer(self) -> None:
        plan = approved(with_line(empty()))
        assert rules.became(plan, product()) is plan.approved[0]
        of_another = approved(with_line(empty(), producer_id="somebody"))
        assert rules.became(of_another, product()) is None
        tied = rules.tied(plan, "a", product(), on=ON)
        assert (stages(tied), tied.approved[0].product_id) == ({"a": Stage.REGISTERED}, "honey")
        with pytest.raises(refusals.LineHasProduct):
            rules.tied(tied, "a", product("another"), on=ON)
        with pytest.raises(refusals.ElsewhereThan):
            rules.tied(plan, "a", product(place="33/12004"), on=ON)

    def test_left_out_by_an_amendment_is_dropped_and_stays_readable(self) -> None:
        plan = approved(with_line(with_line(empty(), of=product()), "idea", name="Nhãn"))
        opened = rules.amending(plan, Reason(reason="Thêm sản phẩm"), at=AT, by=OFFICER)
        again = approved(with_line(rules.without_line(opened, "idea"), "c", name="Chè"))
        assert stages(again) == {"a": Stage.REGISTERED, "c": Stage.PLANNED, "idea": Stage.DROPPED}
        assert (again.edition, again.reached) == (2, {"registered": 1, "planned": 1, "dropped": 1})

    def test_recognised_already_is_not_dropped_when_its_product_leaves(self) -> None:
        plan = approved(with_line(empty(), of=product()))
        assert stages(rules.dropped(plan, "honey", on=ON)) == {"a": Stage.DROPPED}
        done = rules.advanced(plan, "honey", Stage.RECOGNISED, on=ON)
        assert rules.dropped(done, "honey", on=ON) is done
