"""Amounts as people write them: read exactly, shown as Vietnamese write them, refused where they may mean two things."""

from __future__ import annotations

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from starlette.datastructures import FormData

from kit.command import Command, Label
from kit.money import MOST, Dong, read_dong, write_dong
from kit.refusal import Refusal
from kit.web.forms import read
from kit.web.labelled import form, rows


class Paid(Command):
    amount: Annotated[Dong, Label("Số tiền", "Amount", example=350_000_000, type="money")]


@pytest.mark.parametrize(
    ("written", "dong"),
    [
        ("1.250.000.000", 1_250_000_000),
        ("1250000000 đ", 1_250_000_000),
        ("1 250 000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1,25 tỷ", 1_250_000_000),
        ("1,125 tỉ", 1_125_000_000),
        ("1.25 tỷ", 1_250_000_000),
        ("350 triệu", 350_000_000),
        ("350tr", 350_000_000),
        ("350 triệu đồng", 350_000_000),
        ("1 tỷ 250 triệu", 1_250_000_000),
        ("500k", 500_000),
        ("500 đồng", 500),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_vietnamese_write_it(written: str, dong: int) -> None:
    assert read_dong(written) == dong


@pytest.mark.parametrize("written", ["1.250 tỷ", "350", "1 tỷ 2", "1tỷ2", "1 triệu 2 tỷ", "1 tỷ 1500 triệu"])
def test_what_may_mean_two_amounts_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(Paid, FormData({"amount": written}))
    assert "hai cách" in refused.value.say("vi")
    assert written in refused.value.say("vi")
    assert "two ways" in refused.value.say("en")
    assert refused.value.pointer == "/amount"


@pytest.mark.parametrize(
    "written", ["abc", "-5", "1,5", "1.250,000", "12.34.56", "9" * 61, "1,2345678915 tỷ", "5 quan"]
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"amount|two ways|whole"):
        read_dong(written)


@pytest.mark.parametrize("sent", [1.5, 2.0, True, -1, MOST + 1])
def test_no_float_and_nothing_out_of_reach_is_an_amount(sent: object) -> None:
    with pytest.raises(ValidationError):
        Paid.model_validate({"amount": sent})


@given(st.one_of(st.just(0), st.integers(1000, MOST)))
def test_what_is_shown_is_read_as_the_same_amount(amount: int) -> None:
    assert read_dong(write_dong(amount)) == amount
    assert read_dong(write_dong(amount, "en")) == amount
    assert Paid.model_validate({"amount": amount}).amount == amount


def test_a_form_asks_for_money_and_a_page_shows_it() -> None:
    known = Paid(amount=1_250_000_000)
    [asked] = form(Paid, known)
    assert asked.kind == "money"
    assert rows(Paid, known) == [("Số tiền", "1.250.000.000 đồng")]
