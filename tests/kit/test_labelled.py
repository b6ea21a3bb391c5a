"""A field is declared once: the form asks it, the aggregate keeps it, the event carries it, the page shows it."""

from __future__ import annotations

from datetime import date
from inspect import Parameter, signature
from typing import Annotated, Literal, get_args

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from kit.aggregate import Aggregate
from kit.command import Command, Fields, Label, Name, Words
from kit.language import speaking
from kit.mapped import mapped
from kit.web.forms import from_multipart
from kit.web.labelled import form, rows


class VisitFields(Fields):
    name: Annotated[Name, Label("Tên", "Name", hint=("Như trên biển.", "As on the sign."))]
    code: Annotated[str, Field(max_length=3), Label("Mã", "Code", why=("nếu có", "if any"))] | None = None
    said: Annotated[Words, Label("Ghi chép", "Notes")] = ""
    on: Annotated[date, Label("Ngày", "Day")]
    papers: Annotated[
        tuple[Annotated[str, Field(max_length=3)], ...], Field(max_length=2), Label("Giấy", "Papers")
    ] = ()
    open: Annotated[bool, Label("Mở cửa", "Open")] = False


class VisitCommand(VisitFields, Command): ...


class Visit(VisitFields, Aggregate):
    number: int = 1


class VisitedV1(BaseModel):
    visit_id: str
    name: str
    on: date
    weather: str | None = None


VISIT = Visit(id="v", name="Xưởng", on=date(2026, 8, 3))


class TestAForm:
    def test_asks_in_the_order_of_the_command_and_says_what_may_be_left_out(self) -> None:
        with speaking("vi"):
            asked = form(VisitCommand, choices={"code": [("a", "A")]})
        assert [(one.name, one.label, one.kind) for one in asked] == [
            ("name", "Tên", "text"),
            ("code", "Mã (không bắt buộc, nếu có)", "choice"),
            ("said", "Ghi chép (không bắt buộc)", "words"),
            ("on", "Ngày", "date"),
            ("papers", "Giấy", "code"),
            ("open", "Mở cửa", "tick"),
        ]
        assert asked[0].hint == "Như trên biển."

    def test_does_not_let_anybody_type_a_code(self) -> None:
        class Chosen(Fields):
            rank: Annotated[Literal["head", "deputy"], Label("Chức danh", "Rank")]

        with pytest.raises(LookupError, match="rank"):
            form(Chosen)
        assert [one.kind for one in form(Chosen, choices={"rank": [("head", "Trưởng"), ("deputy", "Phó")]})] == [
            "choice"
        ]
        assert form(VisitCommand)[1].kind == "code"

    def test_is_filled_with_what_is_known(self) -> None:
        assert [one.value for one in form(VisitCommand, VISIT)] == ["Xưởng", "", "", date(2026, 8, 3), [], "no"]


class ChosenCommand(Command):
    whole: Annotated[bool, Label("Tất cả", "All")] = False
    done: Annotated[tuple[int, ...], Label("Đã xong", "Done")] = ()
    way: Annotated[str, Label("Cách", "Way")]
    place: Annotated[str, Label("Nơi", "Place")] = "33"


class Chosen(Aggregate):
    whole: bool = True
    done: tuple[int, ...] = (1,)
    way: str = "a"


class TestAChoice:
    def test_is_a_box_to_tick_one_of_some_or_several_of_some(self) -> None:
        choices = {"done": [("0", "Một"), ("1", "Hai")], "way": [("a", "A", "Khi vội."), ("b", "B", "")]}
        asked = form(ChosenCommand, Chosen(id="c"), choices, but=("place",))
        assert [(one.key, one.kind, one.value) for one in asked] == [
            ("whole", "tick", "yes"),
            ("done", "several", ["1"]),
            ("way", "choice", "a"),
        ]
        with speaking("en"):
            assert rows(ChosenCommand, Chosen(id="c"), choices, but=("place", "done")) == [("All", "Yes"), ("Way", "A")]


class TestPartsOfABody:
    def test_are_the_fields_of_the_command_with_their_limits(self) -> None:
        parts = signature(from_multipart(VisitCommand).dependency).parameters
        assert {name: part.default for name, part in parts.items()} == {
            **{"name": Parameter.empty, "code": None, "said": "", "on": Parameter.empty, "papers": (), "open": False}
        }
        assert all(get_args(part.annotation)[-1].__class__.__name__ == "Form" for part in parts.values())
        with pytest.raises(ValidationError):
            TypeAdapter(parts["code"].annotation).validate_python("long")


class TestRows:
    def test_say_what_is_kept_by_its_label(self) -> None:
        with speaking("en"):
            assert rows(VisitFields, VISIT, but=("said", "papers")) == [
                *(("Name", "Xưởng"), ("Code", "–")),
                *(("Day", "03/08/2026"), ("Open", "No")),
            ]


class TestLimits:
    def test_hold_for_what_is_asked(self) -> None:
        with pytest.raises(ValidationError):
            VisitCommand(name="x", code="long", on=date(2026, 8, 3))

    def test_make_nothing_unreadable_that_was_kept_under_wider_ones(self) -> None:
        kept = Visit.model_validate({"id": "v", "name": "x" * 999, "code": "long", "on": "2026-08-03"})
        assert (len(kept.name), kept.code) == (999, "long")

    def test_of_what_is_in_a_field_are_the_commands_too(self) -> None:
        kept = Visit.model_validate({"id": "v", "name": "x", "on": "2026-08-03", "papers": ["longer"] * 3})
        assert kept.papers == ("longer",) * 3
        with pytest.raises(ValidationError):
            VisitCommand(name="x", on=date(2026, 8, 3), papers=("longer",))


class TestAnEvent:
    def test_takes_fields_of_the_same_name_and_no_others(self) -> None:
        announced = mapped(VisitedV1, VISIT, visit_id=VISIT.id)
        assert announced == VisitedV1(visit_id="v", name="Xưởng", on=date(2026, 8, 3))

    def test_takes_no_method_for_a_field(self) -> None:
        class Ended(BaseModel):
            name: str
            over: bool = False

        class Stay(BaseModel):
            name: str = "Xưởng"

            def over(self) -> bool:
                return True

        assert mapped(Ended, Stay()) == Ended(name="Xưởng")


class BegunFields(Fields):
    since_year: Annotated[int, Label("Làm từ năm", "Since", type="numeric")]


class Begun(BegunFields, Aggregate): ...


class TestANumber:
    def test_that_is_no_quantity_is_shown_digit_by_digit(self) -> None:
        with speaking("vi"):
            assert rows(BegunFields, Begun(id="b", since_year=2019)) == [("Làm từ năm", "2019")]
