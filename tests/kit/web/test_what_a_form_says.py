"""A form's fields as a command reads them, whatever somebody else wrote into their names and days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest
from starlette.datastructures import FormData

from kit.command import Command, Label
from kit.days import DateUnreadable, Day, read_day
from kit.language import speaking
from kit.refusal import Language, Refusal, Several
from kit.web.formats import field_day
from kit.web.forms import read, read_query, read_with_file
from kit.web.uploads import FileAbsent


class Row(Command):
    name: str = ""


class Rows(Command):
    rows: list[Row] = []


class TestARow:
    def test_is_known_by_its_number(self) -> None:
        sent = FormData([("rows-10-name", "muoi"), ("rows-2-name", "hai")])
        assert [row.name for row in read(Rows, sent).rows] == ["hai", "muoi"]

    @pytest.mark.parametrize("number", ["²", "9" * 5_000, "-1", "1e3", "٣", "01", ""])
    def test_of_a_number_no_page_writes_is_none(self, number: str) -> None:
        assert read(Rows, FormData([(f"rows-{number}-name", "x")])).rows == []


class Paper(Command):
    kind: Annotated[str, Label("Loại giấy", "Kind of paper")]
    set_no: Annotated[int, Label("Bộ sản phẩm", "Product set")]
    on: Annotated[Day, Label("Ngày cấp", "Day of issue")]
    note: Annotated[str, Label("Ghi chú", "Note")] = ""


def said(sent: FormData) -> list[tuple[str | None, str]]:
    with pytest.raises(Refusal) as refused:
        read_with_file(Paper, sent)
    found = refused.value
    parts = found.refusals if isinstance(found, Several) else (found,)
    return [(one.pointer, one.say("vi")) for one in parts]


class TestAnEmptyForm:
    def test_says_every_field_by_its_name_in_the_order_of_the_form(self) -> None:
        assert said(FormData([("kind", ""), ("set_no", ""), ("on", " "), ("note", "")])) == [
            ("/kind", "Hãy ghi «Loại giấy»."),
            ("/set_no", "Hãy chọn hoặc ghi «Bộ sản phẩm»."),
            ("/on", "Hãy ghi «Ngày cấp»."),
            ("/file", FileAbsent().say("vi")),
        ]

    def test_says_what_is_wrong_beside_what_is_empty(self) -> None:
        assert [at for at, _ in said(FormData([("kind", ""), ("set_no", "bảy"), ("on", "31/02/2026")]))] == [
            "/kind", "/set_no", "/on", "/file",
        ]  # fmt: skip


class TestADay:
    @pytest.mark.parametrize(
        "given", ["05/03/2026", "5/3/2026", "5-3-2026", "05.03.2026", "05032026", "2026-03-05", " 5/3/2026 "]
    )
    def test_is_read_as_people_write_it(self, given: str) -> None:
        assert read_day(given, "/on") == date(2026, 3, 5)

    @pytest.mark.parametrize(
        "given", ["5/3/26", "5/3/027", "13/13/2026", "03/2026", "5/3-2026", "٠٥/٠٣/٢٠٢٦", "hôm nay"]
    )
    def test_is_not_guessed(self, given: str) -> None:
        with pytest.raises(DateUnreadable):
            read_day(given, "/on")

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_stands_in_its_field_day_first_in_every_language(self, language: Language) -> None:
        with speaking(language):
            assert field_day(date(2026, 3, 5)) == field_day("2026-03-05") == "05/03/2026"
            assert field_day("31/02/2026") == "31/02/2026"
            assert field_day(None) == field_day("") == ""

    def test_in_an_address_is_read_in_both_forms(self) -> None:
        assert read_query(Paper, {"kind": "a", "set_no": "1", "on": "5/3/2026"}).on == date(2026, 3, 5)
        assert read_query(Paper, {"kind": "a", "set_no": "1", "on": "2026-03-05"}).on == date(2026, 3, 5)

    @pytest.mark.parametrize("given", ["1/1/99999999999999999999", "1/1/3000000000", "9" * 5_000, "1/1/²", "0/0/0"])
    def test_of_no_calendar_is_refused_in_words(self, given: str) -> None:
        with pytest.raises(DateUnreadable):
            read_day(given, "/on")
