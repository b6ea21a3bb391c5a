"""A name is one line: nobody writes lines of their own into an office's letter by way of a product's name."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from kit.text import Line


class Named(BaseModel):
    name: Annotated[str, Field(max_length=20), Line]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_whatever_breaks_a_line_is_a_space(break_: str) -> None:
    assert Named(name=f"Long nhãn{break_}{break_}Bcc: x").name == "Long nhãn Bcc: x"


def test_a_name_of_one_line_is_left_as_it_is() -> None:
    assert Named(name="Tương Bần – Mỹ Hào").name == "Tương Bần – Mỹ Hào"
