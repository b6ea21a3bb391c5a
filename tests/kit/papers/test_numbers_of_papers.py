"""A number is the same however it is spelt, and two numbers never become one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.papers.number import NumberUnreadable, day_written, official_number

SYMBOL = "QĐ-UBND"
SPELT = (
    *("1608/QĐ-UBND", "1608 /QĐ-UBND", "QĐ 1608", "1608", "Số: 01608/qd-ubnd", "1608 / QĐ - UBND", "QĐ 1608/UBND"),
    *("Quyết định số 1608/QĐ-UBND ngày 22/7/2020", "QĐ 1608-UBND", "1608/QÐ-UBND".replace("Ð", "Đ"), "1608/UBND"),
)


class TestANumber:
    @pytest.mark.parametrize("spelt", SPELT)
    def test_is_one_however_it_is_spelt(self, spelt: str) -> None:
        read = official_number(spelt, SYMBOL)
        assert (read.key, read.text) == ("1608/QD-UBND", "1608/QĐ-UBND")

    @pytest.mark.parametrize(
        "other", ["1609/QĐ-UBND", "1608a/QĐ-UBND", "1608/TB-UBND", "1608/2020/QĐ-UBND", "16081/QĐ-UBND", "1608/QĐ-TTg"]
    )
    def test_of_something_else_is_another(self, other: str) -> None:
        assert official_number(other, SYMBOL).key != "1608/QD-UBND"

    @pytest.mark.parametrize("nothing", ["", "QĐ-UBND", "0/QĐ-UBND", "số", "9" * 200, "x" * 100_000])
    def test_that_is_none_is_refused_in_words(self, nothing: str) -> None:
        with pytest.raises(NumberUnreadable) as refused:
            official_number(nothing, SYMBOL)
        assert "1608/QĐ-UBND" in refused.value.say("vi")

    @given(st.integers(1, 9_999_999), st.sampled_from(["QĐ-UBND", "TB-SNNMT", "SNN-PTNT", "BB-HĐ"]))
    def test_read_again_is_the_same(self, number: int, symbol: str) -> None:
        once = official_number(f"{number}/{symbol}", symbol)
        assert official_number(once.text, symbol) == once
        assert official_number(f"{number:07} {symbol}", symbol) == once

    @given(st.text(max_size=60))
    def test_is_read_or_refused_whatever_is_typed(self, typed: str) -> None:
        try:
            read = official_number(typed, SYMBOL)
        except NumberUnreadable:
            return
        assert official_number(read.text, SYMBOL).key == read.key


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/QĐ-UBND ngày 05/02/2025", date(2025, 2, 5)),
        ("Quyết định số 12/QĐ-UBND, ngày 5 tháng 2 năm 2025", date(2025, 2, 5)),
        ("12/2025/QĐ-UBND", None),
        ("12/QĐ-UBND ngày 31/02/2025", None),
    ],
)
def test_the_day_typed_behind_a_number_is_read(typed: str, day: date | None) -> None:
    assert day_written(typed) == day
    assert official_number(typed, "QĐ-UBND").key.startswith("12/")
