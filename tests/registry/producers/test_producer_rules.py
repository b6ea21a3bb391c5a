"""What is kept of a producer and what is refused, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Forbidden, Refusal, Several
from law.rulebooks import shelf
from programme.places import where
from services.registry.producers import refusals, rules
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.lifecycle import State
from services.registry.producers.producer import Producer

ON = date(2026, 8, 3)
AT = datetime(2026, 8, 3, 2, tzinfo=UTC)
PLACE = where("33/11977", ON)
HUONG = Principal.of("huong", "Nguyễn Thị Hương", "producer@p-1")
OFFICER = Principal.of("minh", "Trần Văn Minh", "commune-officer@33/11977")


def command(**changes: Any) -> ProducerCommand:
    person = {"name": "Nguyễn Thị Hương", "email": "huong@htx.example"} | changes.pop("representative", {})
    said = {"name": "HTX Nhãn lồng", "kind": "cooperative", "place": "33/11977", "representative": person} | changes
    return ProducerCommand.model_validate(said)


def producer(**changes: Any) -> Producer:
    return rules.registered("p-1", command(**changes), place=PLACE, on=ON)


class TestRegistering:
    def test_keeps_the_particulars_and_the_name_it_is_sorted_by(self) -> None:
        made = producer(tax_code="0901234567-001")
        assert (made.name, made.kind, made.tax_code) == ("HTX Nhãn lồng", "cooperative", "0901234567-001")
        assert (made.place, made.registered_on, made.state) == (PLACE, ON, State.ACTIVE)
        assert made.sort_key == "htx nhan long"

    def test_keeps_nothing_where_a_field_is_left_empty(self) -> None:
        made = producer(tax_code="", representative={"email": "", "phone": ""})
        assert (made.tax_code, made.representative.email, made.representative.phone) == (None, None, None)

    @pytest.mark.parametrize("code", ["0901234567", "0901234567-001"])
    def test_takes_a_tax_code_of_ten_or_thirteen_digits(self, code: str) -> None:
        assert producer(tax_code=code).tax_code == code

    @pytest.mark.parametrize(
        ("changes", "refused", "pointer"),
        [
            ({"name": " "}, refusals.NameMissing, "/name"),
            ({"kind": "circus"}, refusals.KindUnknown, "/kind"),
            ({"tax_code": "090123456"}, refusals.TaxCodeMalformed, "/tax_code"),
            ({"tax_code": "09012345678"}, refusals.TaxCodeMalformed, "/tax_code"),
            ({"tax_code": "٠٩٠١٢٣٤٥٦٧"}, refusals.TaxCodeMalformed, "/tax_code"),
            ({"representative": {"email": "hương@htx.vn"}}, refusals.EmailMalformed, "/representative/email"),
            ({"representative": {"email": "a,b@htx.vn"}}, refusals.EmailMalformed, "/representative/email"),
            ({"tax_code": "0901234567-01"}, refusals.TaxCodeMalformed, "/tax_code"),
            ({"tax_code": "0901234567001"}, refusals.TaxCodeMalformed, "/tax_code"),
            ({"representative": {"name": ""}}, refusals.RepresentativeMissing, "/representative/name"),
            ({"representative": {"email": "huong"}}, refusals.EmailMalformed, "/representative/email"),
            ({"representative": {"email": "hu ong@htx.vn"}}, refusals.EmailMalformed, "/representative/email"),
            ({"representative": {"email": "huong@htx"}}, refusals.EmailMalformed, "/representative/email"),
        ],
    )
    def test_points_at_what_is_wrong(self, changes: dict[str, Any], refused: type[Refusal], pointer: str) -> None:
        with pytest.raises(refused) as one:
            producer(**changes)
        assert one.value.pointer == pointer

    def test_names_everything_that_is_wrong_at_once(self) -> None:
        with pytest.raises(Several) as several:
            producer(name="", kind="circus", tax_code="1", representative={"name": "", "email": "x"})
        assert [type(one) for one in several.value.refusals] == [
            refusals.NameMissing,
            refusals.KindUnknown,
            refusals.TaxCodeMalformed,
            refusals.RepresentativeMissing,
            refusals.EmailMalformed,
        ]


class TestTheKinds:
    @pytest.mark.parametrize("on", [date(2023, 4, 10), ON])
    def test_are_those_of_the_act_of_the_day(self, on: date) -> None:
        assert set(rules.kinds(on)) == {kind.id for kind in shelf().in_force(on).producers}

    def test_are_all_taken(self) -> None:
        assert {producer(kind=kind).kind for kind in rules.kinds(ON)} == set(rules.kinds(ON))


class TestUpdating:
    def test_replaces_the_particulars_and_says_who_did_it(self) -> None:
        after = rules.updated(producer(), command(name="HTX Đông Tảo"), place=PLACE, at=AT, on=ON, by=HUONG)
        assert (after.name, after.sort_key, after.registered_on) == ("HTX Đông Tảo", "htx dong tao", ON)
        assert [(step.verb, step.by.id) for step in after.steps] == [("update", "huong")]

    def test_is_refused_once_it_is_closed(self) -> None:
        gone = rules.closed(producer(), Reason(reason="Ngừng sản xuất."), at=AT, by=OFFICER)
        with pytest.raises(StepRefused):
            rules.updated(gone, command(), place=PLACE, at=AT, on=ON, by=HUONG)


class TestClosing:
    def test_keeps_the_reason(self) -> None:
        gone = rules.closed(producer(), Reason(reason="Ngừng sản xuất."), at=AT, by=OFFICER)
        assert (gone.state, gone.steps[-1].note) == (State.CLOSED, "Ngừng sản xuất.")

    def test_needs_one(self) -> None:
        with pytest.raises(refusals.ReasonMissing):
            rules.closed(producer(), Reason(reason="  "), at=AT, by=OFFICER)

    def test_happens_once(self) -> None:
        gone = rules.closed(producer(), Reason(reason="Ngừng."), at=AT, by=OFFICER)
        with pytest.raises(StepRefused):
            rules.closed(gone, Reason(reason="Ngừng."), at=AT, by=OFFICER)


class TestWhoKeepsIt:
    @pytest.mark.parametrize(
        ("grant", "may"),
        [
            ("producer@p-1", True),
            ("commune-officer@33/11977", True),
            ("province-officer@33", True),
            ("producer@p-2", False),
            ("commune-officer@33/12004", False),
            ("province-officer@17", False),
            ("member@33", False),
            ("chair@33/11977", False),
        ],
    )
    def test_is_its_own_person_or_a_registrar_of_its_place(self, grant: str, may: bool) -> None:
        by = Principal.of("x", "X", grant)
        if may:
            rules.require_keeper(by, "p-1", PLACE)
        else:
            with pytest.raises(Forbidden):
                rules.require_keeper(by, "p-1", PLACE)

    @pytest.mark.parametrize(
        ("grants", "own"), [(["producer@p-1"], "p-1"), (["producer@p-1", "producer@p-2"], None), (["member@33"], None)]
    )
    def test_acts_for_one_producer_or_says_which(self, grants: list[str], own: str | None) -> None:
        assert rules.own_id(Principal.of("x", "X", *grants)) == own
