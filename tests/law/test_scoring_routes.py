"""Recognised, forwarded, returned or not recognised: every tier of every regime, on both sides of every limit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from law.rulebooks import shelf
from law.scoring import route_of, star_by_total

# regime, tier, total → outcome, where to or who recognises (in English)
LAW = [
    ("R1048", "district", "49.99", "not-recognised", None),
    ("R1048", "district", "50", "forwarded", "province"),
    ("R1048", "district", "95", "forwarded", "province"),
    ("R1048", "province", "49.99", "not-recognised", None),
    ("R1048", "province", "50", "recognised", "Provincial People's Committee Chair"),
    ("R1048", "province", "89.99", "recognised", "Provincial People's Committee Chair"),
    ("R1048", "province", "90", "forwarded", "centre"),
    ("R1048", "centre", "90", "recognised", "Ministry of Agriculture and Rural Development"),
    ("R1048", "centre", "89.99", "returned", "province"),
    ("R148", "district", "49.99", "not-recognised", None),
    ("R148", "district", "50", "recognised", "District People's Committee"),
    ("R148", "district", "69.99", "recognised", "District People's Committee"),
    ("R148", "district", "70", "forwarded", "province"),
    ("R148", "province", "69.99", "returned", "district"),
    ("R148", "province", "40", "returned", "district"),
    ("R148", "province", "70", "recognised", "Provincial People's Committee Chair"),
    ("R148", "province", "90", "forwarded", "centre"),
    ("R148", "centre", "89.99", "returned", "province"),
    ("R148", "centre", "100", "recognised", "Ministry of Agriculture and Rural Development"),
    ("R1489", "province", "50", "recognised", "Provincial People's Committee"),
    ("R1489", "province", "90", "forwarded", "centre"),
    ("R1489", "centre", "90", "recognised", "Ministry of Agriculture and Environment"),
    ("R26", "province", "29.99", "not-recognised", None),
    ("R26", "province", "49.99", "not-recognised", None),
    ("R26", "province", "50", "recognised", "Provincial People's Committee Chair"),
    ("R26", "province", "89.99", "recognised", "Provincial People's Committee Chair"),
    ("R26", "province", "90", "forwarded", "centre"),
    ("R26", "centre", "90", "recognised", "Minister of Agriculture and Environment"),
    ("R26", "centre", "89.99", "returned", "province"),
    ("R26", "centre", "20", "returned", "province"),
]


class TestARoute:
    @pytest.mark.parametrize(("regime", "tier", "total", "outcome", "where"), LAW)
    def test_follows_the_act(self, regime: str, tier: str, total: str, outcome: str, where: str | None) -> None:
        rulebook = shelf().get(regime)
        points = Decimal(total)
        route = route_of(rulebook, tier, points, star_by_total(rulebook, points), rulebook.council)
        assert route.outcome == outcome
        assert where == (route.authority.en if route.authority else route.to)

    def test_of_a_high_total_held_back_by_a_minimum_stays_within_this_tier(self) -> None:
        rulebook = shelf().get("R26")
        route = route_of(rulebook, "province", Decimal(92), 4, rulebook.council)
        assert (route.outcome, route.star) == ("recognised", 4)
        by_total = rulebook.council.model_copy(update={"forward_on": "total"})
        assert route_of(rulebook, "province", Decimal(92), 4, by_total).outcome == "forwarded"

    def test_may_recognise_meanwhile_what_is_within_this_tiers_power(self) -> None:
        rulebook = shelf().get("R26")
        both = rulebook.council.model_copy(update={"at_forward": "recognise-and-forward"})
        route = route_of(rulebook, "province", Decimal(95), 5, both)
        assert (route.outcome, route.to, route.star) == ("forwarded", "centre", 4)
        assert route.authority == rulebook.tier("province").authority_for(4)

    def test_of_a_star_of_the_tier_below_goes_back_there(self) -> None:
        rulebook = shelf().get("R148")
        route = route_of(rulebook, "province", Decimal(75), 3, rulebook.council)
        assert (route.outcome, route.to) == ("returned", "district")
