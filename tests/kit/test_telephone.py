"""Telephone numbers: one form kept, the form of home shown; the region is the caller's to say."""

from __future__ import annotations

import pytest

from kit.telephone import NoTelephone, shown, telephone


@pytest.mark.parametrize(
    ("written", "kept", "read"),
    [
        ("0912345678", "+84912345678", "0912 345 678"),
        ("(0221) 386-2345", "+842213862345", "0221 3862 345"),
        ("+1 202-555-0123", "+12025550123", "+1 202-555-0123"),
    ],
)
def test_a_number_is_kept_in_one_form_and_shown_as_it_is_dialled(written: str, kept: str, read: str) -> None:
    assert telephone(written, "VN") == kept
    assert shown(kept, "VN") == read
    assert telephone(read, "VN") == kept


def test_what_is_at_home_is_the_callers_to_say() -> None:
    assert telephone("(202) 555-0123", "US") == "+12025550123"
    with pytest.raises(NoTelephone):
        telephone("(202) 555-0123", "VN")


@pytest.mark.parametrize("written", ["", "1", "091234567", "0912345678 ext 5", "tel:0912345678", "+999123456789"])
def test_what_nobody_can_dial_is_refused(written: str) -> None:
    with pytest.raises(NoTelephone):
        telephone(written, "VN")


@pytest.mark.parametrize("kept", ["gọi chị Hương", "091234567"])
def test_what_was_kept_before_is_shown_as_it_was_written(kept: str) -> None:
    assert shown(kept, "VN") == kept


def test_nothing_is_shown_of_nothing() -> None:
    assert shown(None, "VN") == ""
