"""A territory in a query is the territory in hand: the same places, by one office or several."""

from __future__ import annotations

import re

import pytest

from kit.identity import Principal, is_within, within_any
from kit.refusal import Forbidden

PLACES = ["33", "33/11977", "33/11977/2", "33/1197", "33/119770", "330", "330/1", "3", "34", "vn", "vn/33"]


def matches(condition: dict[str, object], place: str) -> bool:
    """As the database reads it."""
    if "$regex" in condition:
        return re.search(str(condition["$regex"]), place) is not None
    if "$exists" in condition:
        return True
    if "$in" in condition:
        return False
    return str(condition["$gte"]) <= place < str(condition["$lt"])


@pytest.mark.parametrize("offices", [["33"], ["33/11977"], ["vn"], ["33/11977", "34"], ["3", "vn"], []])
def test_a_query_finds_the_places_within(offices: list[str]) -> None:
    found = [place for place in PLACES if matches(within_any(offices), place)]
    assert found == [place for place in PLACES if any(is_within(place, office) for office in offices)]


def test_one_office_is_a_range_which_an_index_answers() -> None:
    assert within_any(["33"]) == {"$gte": "33", "$lt": "330"}


def test_who_must_cover_a_place_and_does_not_is_refused() -> None:
    officer = Principal.of("lan", "Lan", "officer@33")
    officer.must_cover("33/11977", "officer")
    for place, role in (("34", "officer"), ("33/11977", "chair")):
        with pytest.raises(Forbidden):
            officer.must_cover(place, role)
