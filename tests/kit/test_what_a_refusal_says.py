"""A refusal is read by people: days as they write them, each language its own words."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from kit.command import Command, Name
from kit.field_errors import why
from kit.refusal import Refusal
from kit.text import Line


class Late(Refusal):
    slug = "late"
    vi = "Sau ngày {on} thì {what}."
    en = "After {on} it is {what}."


def test_a_day_is_said_day_first_in_both_languages() -> None:
    late = Late(on=date(2026, 3, 5), what=("muộn", "late"))
    assert late.say("vi") == "Sau ngày 05/03/2026 thì muộn."
    assert late.say("en") == "After 05/03/2026 it is late."


class Called(Command):
    name: Annotated[Name, Field(min_length=1)]
    title: Annotated[str, Line, Field(max_length=3)] = ""


@pytest.mark.parametrize(
    ("given", "vi", "en"),
    [
        ({"name": ""}, "Không được để trống.", "Must not be left empty."),
        (
            {"name": "x", "title": "abcd"},
            "Không được dài quá 3 ký tự.",
            "Text should have at most 3 characters, not 4.",
        ),
    ],
)
def test_a_text_is_counted_in_characters_wherever_its_limit_stands(given: dict[str, str], vi: str, en: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Called(**given)
    assert why(caught.value.errors()[0]) == (vi, en)
