"""A list is shown whatever is wrong with one of its rows."""

from __future__ import annotations

from typing import NoReturn

from kit.refusal import NotFound
from kit.web.rows import RowNotShown, refused_row, rows, said


class Thing:
    def __init__(self, id: str) -> None:
        self.id = id


def make(thing: Thing) -> dict[str, object]:
    if thing.id == "refused":
        raise NotFound()
    if thing.id == "broken":
        _break()
    return {"id": thing.id}


def _break() -> NoReturn:
    raise ZeroDivisionError


def test_one_that_cannot_be_shown_says_why_and_the_others_are_shown() -> None:
    made = rows([Thing("a"), Thing("refused"), Thing("broken"), Thing("b")], make, refused_row)
    assert made == [
        {"id": "a"},
        {"id": "refused", "refused": said(NotFound())},
        {"id": "broken", "refused": said(RowNotShown())},
        {"id": "b"},
    ]


def test_a_refusal_is_said_in_both_languages() -> None:
    announced = said(RowNotShown())
    assert (announced["slug"], announced["vi"] != announced["en"]) == ("row.not-shown", True)
