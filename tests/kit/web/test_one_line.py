"""A name is one line: nobody writes lines of their own into an office's letter by way of a product's name."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, Field, ValidationError

from kit.command import Words
from kit.normalization import MarksPiled
from kit.text import Line


class Named(BaseModel):
    name: Annotated[str, Field(max_length=20), Line]
    words: Words = ""


BREAKS = ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"]


def refused(name: str) -> str:
    with pytest.raises(ValidationError) as caught:
        Named(name=name)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize("break_", BREAKS)
def test_what_breaks_a_line_within_is_refused(break_: str) -> None:
    assert refused(f"Long nhãn{break_}{break_}Bcc: x") == "line_break"


@pytest.mark.parametrize("break_", BREAKS)
def test_what_breaks_a_line_at_the_ends_is_nothing(break_: str) -> None:
    assert Named(name=f"{break_}Long nhãn {break_}").name == "Long nhãn"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9b"])
def test_a_control_character_is_refused(sign: str) -> None:
    assert refused(f"Long{sign}nhãn") == "control_character"


@pytest.mark.parametrize(
    "written", ["Nha\u0303n  \tÐông", "Nh\u200bãn Đông\ufeff", "\u202eNhãn Đ\u00adông", "Nhãn\u00a0Đông"]
)
def test_a_name_is_in_the_one_form(written: str) -> None:
    assert Named(name=written).name == "Nhãn Đông"


def test_a_letter_counts_as_one_however_its_accents_were_typed() -> None:
    assert Named(name="e\u0302\u0323" * 20).name == "ệ" * 20


def test_a_text_of_several_lines_is_in_the_one_form_and_keeps_its_lines() -> None:
    assert Named(name="x", words="Nha\u0303n\nlồng\vsấy").words == "Nhãn\nlồng\nsấy"


def test_marks_piled_are_refused_in_words_of_their_own() -> None:
    with pytest.raises(MarksPiled):
        Named(name="a" + "\u0301" * 100)


def test_a_name_of_one_line_is_left_as_it_is() -> None:
    assert Named(name="Tương Bần – Mỹ Hào").name == "Tương Bần – Mỹ Hào"
