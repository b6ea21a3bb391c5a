"""A refusal is read by people: days as they write them, each language its own words."""

from __future__ import annotations

from datetime import date

from kit.refusal import Refusal


class Late(Refusal):
    slug = "late"
    vi = "Sau ngày {on} thì {what}."
    en = "After {on} it is {what}."


def test_a_day_is_said_day_first_in_both_languages() -> None:
    late = Late(on=date(2026, 3, 5), what=("muộn", "late"))
    assert late.say("vi") == "Sau ngày 05/03/2026 thì muộn."
    assert late.say("en") == "After 05/03/2026 it is late."
