"""Re-evaluation windows of every regime, on each side of each of their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.calendar import next_round, re_evaluation_window, rounds_of
from law.rulebooks import shelf

EXPIRY = date(2026, 12, 31)
RULEBOOKS = [rulebook.id for rulebook in shelf().all()]


def standing(rulebook: str, days_before: int, extended_by: int | None = None) -> str:
    extended = None if extended_by is None else EXPIRY + timedelta(days=extended_by)
    on = EXPIRY - timedelta(days=days_before)
    return re_evaluation_window(shelf().get(rulebook), EXPIRY, on=on, extended_until=extended).standing


class TestTheWindow:
    @pytest.mark.parametrize(
        ("days_before", "expected"),
        [(400, "not-yet"), (181, "not-yet"), (180, "open"), (150, "open"), (120, "open"), (119, "late"), (0, "late"),
         (-1, "expired")],
    )  # fmt: skip
    def test_of_the_act_in_force_opens_and_closes_on_its_days(self, days_before: int, expected: str) -> None:
        assert standing("R26", days_before) == expected

    @pytest.mark.parametrize(("days_before", "expected"), [(1000, "open"), (30, "open"), (29, "late"), (-1, "expired")])
    def test_of_the_first_act_only_closes(self, days_before: int, expected: str) -> None:
        assert standing("R1048", days_before) == expected

    @pytest.mark.parametrize("rulebook", ["R148", "R1489"])
    @pytest.mark.parametrize(("days_before", "expected"), [(1000, "open"), (0, "open"), (-1, "expired")])
    def test_of_acts_that_set_no_days_is_open_while_the_certificate_lives(
        self, rulebook: str, days_before: int, expected: str
    ) -> None:
        assert standing(rulebook, days_before) == expected

    def test_tells_when_the_producer_must_have_been_warned(self) -> None:
        window = re_evaluation_window(shelf().get("R148"), EXPIRY, on=EXPIRY)
        assert window.notice_by == EXPIRY - timedelta(days=30)

    @pytest.mark.parametrize(("days_after", "expected"), [(1, "extended"), (180, "extended"), (181, "expired")])
    def test_goes_on_while_extended(self, days_after: int, expected: str) -> None:
        assert standing("R26", -days_after, extended_by=180) == expected

    def test_knows_how_far_an_extension_may_go(self) -> None:
        assert re_evaluation_window(shelf().get("R26"), EXPIRY, on=EXPIRY).extendable_until == EXPIRY + timedelta(180)
        assert re_evaluation_window(shelf().get("R148"), EXPIRY, on=EXPIRY).extendable_until is None

    @given(st.sampled_from(RULEBOOKS), st.integers(-300, 1200), st.integers(0, 200))
    def test_never_goes_backwards(self, rulebook: str, days_before: int, later: int) -> None:
        order = ["not-yet", "open", "late", "extended", "expired"]
        first, then = standing(rulebook, days_before, 100), standing(rulebook, days_before - later, 100)
        assert order.index(first) <= order.index(then)


class TestYearlyRounds:
    def test_are_those_of_the_act(self) -> None:
        province = rounds_of(shelf().get("R26"), "province", 2026)
        assert [(r.submit_by, r.done_by) for r in province] == [
            (date(2026, 4, 30), date(2026, 6, 30)),
            (date(2026, 10, 30), date(2026, 12, 30)),
        ]

    @pytest.mark.parametrize(
        ("on", "submit_by"),
        [(date(2026, 4, 30), date(2026, 4, 30)), (date(2026, 5, 1), date(2026, 10, 30)),
         (date(2026, 10, 31), date(2027, 4, 30))],
    )  # fmt: skip
    def test_take_a_proposal_until_their_last_day(self, on: date, submit_by: date) -> None:
        found = next_round(shelf().get("R26"), "province", on)
        assert found is not None
        assert found.submit_by == submit_by

    def test_are_none_where_the_act_sets_none(self) -> None:
        assert next_round(shelf().get("R148"), "province", date(2024, 1, 1)) is None
