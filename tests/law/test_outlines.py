"""Outlines of communes: every unit of the day has one, neighbours share their borders, and no other day is drawn by them."""

from __future__ import annotations

import re
from datetime import date

from law.places import gazetteer, outlines

TODAY = date(2026, 11, 27)


def points(d: str) -> set[tuple[str, str]]:
    return set(re.findall(r"(-?[\d.]+) (-?[\d.]+)", d))


class TestOutlines:
    def test_of_a_province_are_those_of_its_communes_of_the_day(self) -> None:
        found = outlines("33", TODAY)
        assert found
        assert {one.path for one in found.units} == {one.path for one in gazetteer().children("33", TODAY)}
        for one in found.units:
            assert one.d.startswith("M")
            assert one.d.endswith("Z")
            assert 0 <= one.x <= found.width
            assert 0 <= one.y <= found.height

    def test_share_the_borders_of_neighbours(self) -> None:
        found = outlines("33", TODAY)
        assert found
        for one in found.units:
            others = set().union(*(points(other.d) for other in found.units if other is not one))
            assert len(points(one.d) & others) >= 2, one.path

    def test_are_not_drawn_for_another_days_units_or_another_place(self) -> None:
        assert outlines("33", date(2025, 5, 1)) is None
        assert outlines("33/11977", TODAY) is None
        assert outlines("vn", TODAY) is None
