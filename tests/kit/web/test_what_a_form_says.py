"""A form's fields as a command reads them, whatever somebody else wrote into their names and days."""

from __future__ import annotations

import pytest
from starlette.datastructures import FormData

from kit.command import Command
from kit.web.days import DateUnreadable, read_day
from kit.web.forms import read


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


class TestADay:
    @pytest.mark.parametrize("given", ["1/1/99999999999999999999", "1/1/3000000000", "9" * 5_000, "1/1/²", "0/0/0"])
    def test_of_no_calendar_is_refused_in_words(self, given: str) -> None:
        with pytest.raises(DateUnreadable):
            read_day(given, "/on")
