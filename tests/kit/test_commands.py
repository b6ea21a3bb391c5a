"""Commands: what a form says becomes the one declared value, or all that is wrong is said at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
from pydantic import Field
from starlette.datastructures import FormData

from kit.command import Command, Id, Label, Name
from kit.refusal import Refusal, Several
from kit.web.forms import read


class Seat(Command):
    person_id: Annotated[Id, Field(min_length=1)]
    name: Annotated[Name, Label("Họ tên", "Name")] | None = None


class Planning(Command):
    name: Annotated[Name, Field(min_length=1), Label("Tên sản phẩm", "Product name", example="Nhãn lồng")]
    set_no: Annotated[int, Field(ge=1), Label("Bộ sản phẩm", "Product set")]
    on: Annotated[date, Label("Ngày", "Day")] | None = None
    points: dict[Id, Decimal] = {}
    answers: dict[Id, bool] = {}
    chair: Seat | None = None
    seats: Annotated[list[Seat], Field(max_length=2), Label("Thành viên", "Members")] = []
    missing: list[Id] = []


def refused(sent: FormData) -> dict[str | None, str]:
    with pytest.raises(Refusal) as caught:
        read(Planning, sent)
    parts = caught.value.refusals if isinstance(caught.value, Several) else [caught.value]
    return {part.pointer: part.say("vi") for part in parts}


class TestAForm:
    def test_becomes_its_command_part_by_part(self) -> None:
        sent = [
            ("name", "  Nhãn lồng "),
            ("set_no", "7"),
            ("on", "05/03/2026"),
            ("points-A", "28,5"),
            ("answers-local", "yes"),
            ("chair-person_id", "cuong"),
            ("seats-0-person_id", "lan"),
            ("seats-1-person_id", ""),
            ("seats-7-person_id", "mai"),
            ("missing", "photo"),
            ("missing", ""),
            ("missing", "map"),
            ("_key", "k"),
            ("_version", "3"),
        ]
        assert read(Planning, FormData(sent)) == Planning(
            name="Nhãn lồng",
            set_no=7,
            on=date(2026, 3, 5),
            points={"A": Decimal("28.5")},
            answers={"local": True},
            chair=Seat(person_id="cuong"),
            seats=[Seat(person_id="lan"), Seat(person_id="mai")],
            missing=["photo", "map"],
        )

    def test_takes_what_the_page_knows_for_what_it_does_not_ask(self) -> None:
        assert read(Planning, FormData([("set_no", "7")]), name="Nhãn").name == "Nhãn"

    def test_says_all_that_is_wrong_at_once_in_the_fields_own_names(self) -> None:
        found = refused(FormData([("name", " "), ("set_no", "bảy"), ("on", "31/02/2026"), ("chair-name", "Cường")]))
        assert set(found) == {"/name", "/set_no", "/on", "/chair/person_id"}
        assert found["/set_no"] == "Bộ sản phẩm: phải là một số nguyên."
        assert found["/on"].startswith("Ngày: «31/02/2026» không phải một ngày")

    def test_of_too_many_parts_is_refused_and_not_cut(self) -> None:
        sent = FormData([("name", "a"), ("set_no", "7"), *((f"seats-{n}-person_id", f"p{n}") for n in range(3))])
        assert set(refused(sent)) == {"/seats"}


class TestACommand:
    def test_describes_its_fields_to_machines_with_their_names_and_an_example(self) -> None:
        described = Planning.model_json_schema()["properties"]["name"]
        assert (described["title"], described["x-label-vi"]) == ("Product name", "Tên sản phẩm")
        assert described["examples"] == ["Nhãn lồng"]

    def test_knows_the_name_of_a_field_inside_a_part(self) -> None:
        label = Planning.label(("seats", 1, "name"))
        assert label is not None
        assert label.say("en") == "Name"

    def test_refuses_a_field_it_does_not_have(self) -> None:
        with pytest.raises(ValueError, match="extra"):
            Planning.model_validate({"name": "a", "set_no": 1, "nmae": "b"})
