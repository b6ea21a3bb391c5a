"""Names in the order of a Vietnamese dictionary."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.collation import vietnamese_key


def in_order(names: Sequence[str]) -> bool:
    return all(vietnamese_key(one) < vietnamese_key(after) for one, after in pairwise(names))


@pytest.mark.parametrize(
    "ordered",
    [
        "an ăn ân ca đa e ê o ô ơ u ư y",
        "ca cà cả cã cá cạ",
        "Ba Bà Bả Bạ Băng Bằng Bân",
        "Đa Đà Đoàn Em Ếch",
    ],
)
def test_letters_come_before_tones(ordered: str) -> None:
    assert in_order(ordered.split())


def test_a_tone_counts_only_among_equal_letters() -> None:
    names = ["Ba Da", "Bà Da", "Ba Đa", "Xã 9", "Xã 10", "Xã An Viên", "Xã Ân Thi", "Xã Dạ Trạch", "Xã Đoàn Đào"]
    assert in_order(names)


@given(st.text(max_size=40))
def test_any_text_has_one_place_however_it_is_composed(text: str) -> None:
    key = vietnamese_key(text)
    for form in ("NFC", "NFD"):
        assert vietnamese_key(unicodedata.normalize(form, text)) == key  # type: ignore[arg-type]
