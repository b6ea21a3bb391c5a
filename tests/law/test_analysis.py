"""Stability, edges, lenience and layers: what scores say beyond the star."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.analysis import compare_layers, members_lean, near_edge, offices_lean, stability
from law.rulebooks import shelf
from law.scoring import Filled
from tests.law.filling import FULL, best, by_parts, filled_sheets, least, with_answer

PARTS = shelf().get("R148")


def council(*totals: str) -> dict[str, Filled]:
    """Members a, b, c… whose sheets by parts come to these totals."""
    return {
        member: by_parts(
            str(min(Decimal(total), Decimal(40))),
            str(min(max(Decimal(total) - 40, Decimal(0)), Decimal(25))),
            str(max(Decimal(total) - 65, Decimal(0))),
        )
        for member, total in zip("abcdefgh", totals, strict=False)
    }


class TestStability:
    def test_names_the_member_whose_sheet_alone_makes_the_star(self) -> None:
        found = stability(PARTS, 1, council("69", "69", "78"))
        assert (found.total, found.star) == (Decimal(72), 4)
        assert found.decisive == ("c",)
        assert not found.is_stable

    def test_holds_when_no_one_member_matters(self) -> None:
        found = stability(PARTS, 1, council("75", "76", "77", "80"))
        assert found.is_stable
        assert {one.member: one.total for one in found.without}["d"] == Decimal(76)

    def test_sees_a_mean_that_one_outlier_pulls(self) -> None:
        found = stability(PARTS, 1, council("69", "69", "69", "95"))
        assert (found.star, found.median, found.star_by_median) == (4, Decimal(69), 3)
        assert not found.is_stable

    def test_of_one_sheet_has_nobody_to_leave_out(self) -> None:
        assert stability(PARTS, 1, council("75")).without == ()

    @settings(max_examples=20)
    @given(filled_sheets(FULL.sheet(7)), st.integers(2, 6))
    def test_of_a_council_of_one_mind_is_certain(self, filled: Filled, size: int) -> None:
        assert stability(FULL, 7, dict.fromkeys("abcdef"[:size], filled)).is_stable


class TestTheEdgeOfABand:
    @pytest.mark.parametrize(
        ("total", "edge", "above"),
        [("69.5", "70", False), ("70", "70", True), ("71.9", "70", True), ("88", "90", False), ("49.999", "50", False),
         ("30", "30", True)],
    )  # fmt: skip
    def test_is_pointed_out_within_the_margin(self, total: str, edge: str, above: bool) -> None:
        found = near_edge(FULL, Decimal(total), Decimal(2))
        assert found is not None
        assert (found.edge, found.above) == (Decimal(edge), above)
        assert found.distance == abs(Decimal(total) - Decimal(edge))

    @pytest.mark.parametrize("total", ["0", "1", "60", "67.99", "80", "100"])
    def test_is_silent_for_a_total_that_is_clear(self, total: str) -> None:
        assert near_edge(FULL, Decimal(total), Decimal(2)) is None


class TestLenience:
    def test_measures_a_member_against_the_others_of_the_same_case(self) -> None:
        cases = [{"a": Decimal(80), "b": Decimal(70), "c": Decimal(72)}] * 3
        by_member = {lean.who: lean for lean in members_lean(cases, minimum=3)}
        assert by_member["a"].mean == Decimal("9.00")
        assert by_member["b"].mean == Decimal("-6.00")
        assert [lean.who for lean in members_lean(cases, minimum=3)] == ["b", "c", "a"]

    def test_says_nothing_on_too_few_cases(self) -> None:
        cases = [{"a": Decimal(80), "b": Decimal(70)}] * 4
        assert all(not lean.shows and lean.sample == 4 for lean in members_lean(cases, minimum=5))

    def test_leaves_out_cases_with_one_sheet(self) -> None:
        assert members_lean([{"a": Decimal(80)}], minimum=1) == []

    @given(st.lists(st.integers(0, 100), min_size=2, max_size=6))
    def test_of_a_whole_council_balances(self, totals: list[int]) -> None:
        case = {f"m{number}": Decimal(total) for number, total in enumerate(totals)}
        means = [lean.mean for lean in members_lean([case], minimum=1)]
        assert abs(sum((mean for mean in means if mean is not None), Decimal(0))) <= Decimal("0.01") * len(totals)

    def test_measures_an_office_against_the_tier_above(self) -> None:
        pairs = [("33/330", Decimal(75), Decimal(66)), ("33/331", Decimal(71), Decimal(72))] * 2
        leans = offices_lean(pairs, minimum=2)
        assert [(lean.who, lean.mean) for lean in leans] == [("33/331", Decimal("-1.00")), ("33/330", Decimal("9.00"))]


class TestLayers:
    def test_are_set_side_by_side_in_the_order_of_the_sheet(self) -> None:
        sheet = FULL.sheet(7)
        found = compare_layers(FULL, 7, {"self": best(sheet), "council": least(sheet)})
        assert [row.criterion for row in found.rows] == [leaf.id for leaf in sheet.leaves]
        assert found.totals["self"] == Decimal(100)
        assert found.stars["self"] == 5
        assert found.disputed[0].spread == max(row.spread for row in found.rows)

    def test_differ_only_where_they_differ(self) -> None:
        sheet = FULL.sheet(7)
        leaf = sheet.leaves[0]
        other = with_answer(best(sheet), leaf.id, min(leaf.options, key=lambda option: option.points).id)
        found = compare_layers(FULL, 7, {"self": best(sheet), "commune": other})
        assert [row.criterion for row in found.disputed] == [leaf.id]

    def test_keep_blanks_blank(self) -> None:
        sheet = FULL.sheet(7)
        found = compare_layers(FULL, 7, {"self": best(sheet), "commune": Filled()})
        assert all(row.points["commune"] is None and row.agrees for row in found.rows)

    def test_compare_parts_where_there_are_no_criteria(self) -> None:
        found = compare_layers(PARTS, 1, {"self": by_parts("40", "25", "35"), "council": by_parts("30", "25", "35")})
        assert [(row.criterion, row.spread) for row in found.disputed] == [("A", Decimal(10))]
        assert found.stars == {"self": 5, "council": 5}
