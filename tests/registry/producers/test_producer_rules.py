"""What is kept of a producer and what is refused, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kit.command import Reason
from kit.identity import Principal
from kit.lifecycle import StepRefused
from kit.refusal import Forbidden, Refusal, Several
from kit.telephone import NoTelephone
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


def matched(number: str) -> str:
    return f"key:{number[::-1]}"


def producer(**changes: Any) -> Producer:
    return rules.registered("p-1", command(**changes), place=PLACE, on=ON, matched=matched)


class TestRegistering:
    def test_keeps_the_particulars_and_the_name_it_is_sorted_by(self) -> None:
        made = producer(tax_code="0901234564-001")
        assert (made.name, made.kind, made.tax_code) == ("HTX Nhãn lồng", "cooperative", "0901234564-001")
        assert (made.place, made.registered_on, made.state) == (PLACE, ON, State.ACTIVE)
        assert made.sort_key == "htx nhan long"

    def test_keeps_nothing_where_a_field_is_left_empty(self) -> None:
        made = producer(tax_code="", representative={"email": "", "phone": ""})
        assert (made.tax_code, made.representative.email, made.representative.phone) == (None, None, None)

    @pytest.mark.parametrize("code", ["0901234564", "0901234564-001"])
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
            ({"tax_code": "0901234564001"}, refusals.TaxCodeMalformed, "/tax_code"),
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


HOUSEHOLD = {"kind": "production-household", "name": "Hộ Nguyễn Văn Tám"}
NUMBER = "033085001234"


class TestATaxCode:
    @pytest.mark.parametrize("written", ["0901234564", "0901 234 564", "0901.234.564", "\u200b0901234564 "])
    def test_is_kept_in_one_form(self, written: str) -> None:
        assert producer(tax_code=written).tax_code == "0901234564"

    @pytest.mark.parametrize("mistyped", ["0901234567", "0901234565-001", "0901243564"])
    def test_with_a_digit_mistyped_is_refused(self, mistyped: str) -> None:
        with pytest.raises(refusals.TaxCodeMistyped):
            producer(tax_code=mistyped)

    def test_of_twelve_digits_is_a_persons_number_and_kept_as_one(self) -> None:
        made = producer(**HOUSEHOLD, tax_code=NUMBER)
        assert (made.tax_code, made.representative.identity_number) == (None, NUMBER)
        assert (made.identity_key, made.tax_number) == (matched(NUMBER), NUMBER)

    def test_of_twelve_digits_is_for_households(self) -> None:
        with pytest.raises(refusals.TaxCodeOfAnotherKind):
            producer(tax_code=NUMBER)

    def test_of_twelve_digits_holds_a_household_to_its_kind(self) -> None:
        asked = command(**HOUSEHOLD | {"kind": "cooperative"}, tax_code=NUMBER)
        with pytest.raises(refusals.TaxCodeOfAnotherKind):
            rules.updated(
                producer(**HOUSEHOLD, tax_code=NUMBER), asked, place=PLACE, at=AT, on=ON, by=HUONG, matched=matched
            )

    def test_of_twelve_digits_is_one_since_july_2025(self) -> None:
        asked = command(**HOUSEHOLD, tax_code=NUMBER)
        first = date(2025, 7, 1)
        assert rules.registered("p", asked, place=PLACE, on=first, matched=matched).tax_number == NUMBER
        with pytest.raises(refusals.TaxCodeMalformed):
            rules.registered("p", asked, place=PLACE, on=date(2025, 6, 30), matched=matched)

    @pytest.mark.parametrize("given", [NUMBER, "0330850012345", "03308500123"])
    def test_is_never_repeated_by_a_refusal(self, given: str) -> None:
        with pytest.raises(Refusal) as one:
            producer(tax_code=given)
        said = f"{one.value.say('vi')} {one.value.say('en')} {one.value.fields}"
        assert given not in said

    def test_that_was_kept_before_codes_were_checked_stays_until_it_is_changed(self) -> None:
        before = producer().model_copy(update={"tax_code": "0901234567"})
        asked = command(tax_code="0901234567", name="HTX Đông Tảo")
        after = rules.updated(before, asked, place=PLACE, at=AT, on=ON, by=HUONG, matched=matched)
        assert (after.name, after.tax_code) == ("HTX Đông Tảo", "0901234567")

    def test_of_a_person_that_an_earlier_release_kept_in_the_open_is_put_apart(self) -> None:
        before = producer(**HOUSEHOLD).model_copy(update={"tax_code": NUMBER})
        apart = rules.with_number_apart(before, matched)
        assert (apart.tax_code, apart.tax_number, apart.identity_key) == (None, NUMBER, matched(NUMBER))
        assert rules.with_number_apart(apart, matched) is apart
        assert rules.with_number_apart(apart, lambda number: "other").identity_key == "other"
        assert rules.with_number_apart(producer(tax_code="0901234564"), matched).tax_code == "0901234564"


class TestATelephone:
    @pytest.mark.parametrize("written", ["0912345678", "0912.345.678", "+84 912 345 678", "84912345678"])
    def test_is_kept_in_one_form(self, written: str) -> None:
        assert producer(representative={"phone": written}).representative.phone == "+84912345678"

    @pytest.mark.parametrize("wrong", ["091234567", "09123456789", "gọi chị Hương", "٠٩١٢٣٤٥٦٧٨", "0123456789"])
    def test_that_nobody_can_dial_is_refused(self, wrong: str) -> None:
        with pytest.raises(NoTelephone) as refused:
            producer(representative={"phone": wrong})
        assert (refused.value.pointer, wrong in refused.value.say("vi")) == ("/representative/phone", False)

    def test_that_was_kept_before_they_were_checked_stays_until_it_is_changed(self) -> None:
        person = producer().representative.model_copy(update={"phone": "091234567 (chị Hương)"})
        before = producer().model_copy(update={"representative": person})
        asked = command(representative={"phone": "091234567 (chị Hương)"})
        after = rules.updated(before, asked, place=PLACE, at=AT, on=ON, by=HUONG, matched=matched)
        assert after.representative.phone == "091234567 (chị Hương)"

    def test_is_asked_about_again_as_it_is_shown(self) -> None:
        before = producer(representative={"phone": "0912345678"})
        asked = command(representative={"phone": "0912 345 678"})
        after = rules.updated(before, asked, place=PLACE, at=AT, on=ON, by=HUONG, matched=matched)
        assert after.representative.phone == "+84912345678"


class TestTheKinds:
    @pytest.mark.parametrize("on", [date(2023, 4, 10), ON])
    def test_are_those_of_the_act_of_the_day(self, on: date) -> None:
        assert set(rules.kinds(on)) == {kind.id for kind in shelf().in_force(on).producers}

    def test_are_all_taken(self) -> None:
        assert {producer(kind=kind).kind for kind in rules.kinds(ON)} == set(rules.kinds(ON))


class TestUpdating:
    def test_replaces_the_particulars_and_says_who_did_it(self) -> None:
        after = rules.updated(
            producer(), command(name="HTX Đông Tảo"), place=PLACE, at=AT, on=ON, by=HUONG, matched=matched
        )
        assert (after.name, after.sort_key, after.registered_on) == ("HTX Đông Tảo", "htx dong tao", ON)
        assert [(step.verb, step.by.id) for step in after.steps] == [("update", "huong")]

    def test_is_refused_once_it_is_closed(self) -> None:
        gone = rules.closed(producer(), Reason(reason="Ngừng sản xuất."), at=AT, by=OFFICER)
        with pytest.raises(StepRefused):
            rules.updated(gone, command(), place=PLACE, at=AT, on=ON, by=HUONG, matched=matched)


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


def twin(**changes: Any) -> Producer:
    return producer(**changes).model_copy(update={"id": "p-2"})


class TestMerging:
    def merged(self, gone: Producer, into: Producer) -> tuple[Producer, Producer]:
        return rules.merged(gone, into, "Ghi hai lần", at=AT, by=OFFICER)

    def test_gives_what_the_kept_one_lacked_and_leaves_nothing_twice(self) -> None:
        gone, kept = self.merged(twin(**HOUSEHOLD, tax_code=NUMBER), producer(**HOUSEHOLD))
        assert (kept.tax_number, kept.identity_key) == (NUMBER, matched(NUMBER))
        assert (gone.tax_number, gone.identity_key, gone.representative.name) == (None, None, "")

    def test_keeps_what_is_said_otherwise_in_the_merged_record(self) -> None:
        other = twin(tax_code="0901234564-001", representative={"name": "Trần Văn Tám", "phone": "0912345678"})
        gone, kept = self.merged(other, producer(tax_code="0901234564"))
        assert (gone.tax_code, gone.representative.name) == ("0901234564-001", "Trần Văn Tám")
        assert (kept.tax_code, kept.representative.name) == ("0901234564", "Nguyễn Thị Hương")
        assert kept.representative.phone == "+84912345678"

    def test_leaves_a_persons_number_in_one_record_though_its_representative_stays(self) -> None:
        other = twin(**HOUSEHOLD, tax_code=NUMBER, representative={"name": "Trần Văn Tám"})
        gone, kept = self.merged(other, producer(**HOUSEHOLD))
        assert (kept.tax_number, gone.representative.name) == (NUMBER, "Trần Văn Tám")
        assert rules.with_number_apart(gone, matched) is gone

    def test_gives_a_persons_number_to_no_other_kind(self) -> None:
        gone, kept = self.merged(twin(**HOUSEHOLD, tax_code=NUMBER), producer())
        assert (kept.tax_number, gone.tax_number) == (None, NUMBER)


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
