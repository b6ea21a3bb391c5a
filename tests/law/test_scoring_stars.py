"""Bands and their edges, in every regime."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from law.rulebooks import Rulebook, shelf
from law.scoring import band_of, mean_of, shown, star_by_total

EVERY = pytest.mark.parametrize("rulebook", shelf().all(), ids=lambda r: r.id)
EDGES = [
    ("0", 1), ("29.99", 1), ("30", 2), ("49.999", 2), ("50", 3), ("69.5", 3), ("69.999999999999999999", 3),
    ("70", 4), ("89.99", 4), ("89.9999999999999999999999999", 4), ("90", 5), ("100", 5),
]  # fmt: skip


class TestABand:
    @EVERY
    @pytest.mark.parametrize(("total", "star"), EDGES)
    def test_ends_exactly_at_its_edge(self, rulebook: Rulebook, total: str, star: int) -> None:
        assert star_by_total(rulebook, Decimal(total)) == star
        assert band_of(rulebook, Decimal(total)).recognised is (star >= 3)


class TestAMean:
    def test_a_hair_below_an_edge_stays_below(self) -> None:
        # Two seventies and one a hundredth lower, among three million: the mean is 69.99999999…
        totals = [Decimal(70)] * 2 + [Decimal("69.99")]
        assert mean_of(totals) < 70
        assert star_by_total(shelf().get("R26"), mean_of(totals)) == 3

    def test_of_equal_totals_is_that_total(self) -> None:
        assert mean_of([Decimal(70)] * 7) == 70

    @given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=30))
    @example([Decimal(70), Decimal(70), Decimal("69.99")])
    def test_lies_on_the_side_of_every_edge_on_which_the_fraction_lies(self, totals: list[Decimal]) -> None:
        mean, sum_ = mean_of(totals), sum(totals, Decimal(0))
        for edge in (30, 50, 70, 90):
            assert (mean >= edge) == (sum_ >= edge * len(totals))


class TestATotalAsShown:
    @EVERY
    @given(st.decimals(0, 100, places=12))
    @example(Decimal("69.999999999999"))
    @example(Decimal("69.995"))
    @example(Decimal("89.996"))
    def test_never_lies_in_another_band_than_its_star(self, rulebook: Rulebook, total: Decimal) -> None:
        assert star_by_total(rulebook, shown(rulebook, total)) == star_by_total(rulebook, total)
        assert abs(shown(rulebook, total) - total) < Decimal("0.01")

    def test_is_rounded_half_up_elsewhere_and_cut_below_an_edge(self) -> None:
        rulebook = shelf().get("R26")
        assert shown(rulebook, Decimal("66.666666")) == Decimal("66.67")
        assert shown(rulebook, Decimal("66.665")) == Decimal("66.67")
        assert shown(rulebook, Decimal("69.996")) == Decimal("69.99")
