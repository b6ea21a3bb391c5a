"""What was published of real products, recomputed. Few sources print scores; what they print is here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from law.calendar import re_evaluation_window, valid_until
from law.codes import read_product_code
from law.rulebooks import shelf
from law.scoring import route_of, shown, star_by_total


class TestAPublishedTotal:
    """Khánh Hòa newspaper: sea grapes of Trí Tín, 90,75 points on average at the central council, five stars."""

    @pytest.mark.parametrize("rulebook", ["R1048", "R148"])
    def test_gives_the_published_star_and_ends_at_the_centre(self, rulebook: str) -> None:
        act, total = shelf().get(rulebook), Decimal("90.75")
        route = route_of(act, "centre", total, star_by_total(act, total), act.council)
        assert (route.outcome, route.star, shown(act, total)) == ("recognised", 5, total)


class TestAPublishedCertificate:
    """Hưng Yên, decision 1608/QĐ-UBND of 22 July 2020: the province asked for re-evaluation before 22 July 2023."""

    def test_ends_on_the_published_day(self) -> None:
        act = shelf().in_force(date(2020, 7, 22))
        assert valid_until(date(2020, 7, 22), act.validity_months) == date(2023, 7, 22)

    def test_asked_for_papers_a_month_ahead(self) -> None:
        """The province's letter: papers by 22 June 2023, for certificates that end on 22 July."""
        act = shelf().in_force(date(2020, 7, 22))
        assert re_evaluation_window(act, date(2023, 7, 22), on=date(2023, 6, 1)).closes_on == date(2023, 6, 22)


class TestAPublishedProductCode:
    def test_is_read_by_the_acts_of_its_time(self) -> None:
        parts = read_product_code("83-829-28780-3-2022", list(shelf().all()))
        assert parts.codes == {"province": "83", "district": "829", "commune": "28780"}
        assert (parts.serial, parts.year) == (3, 2022)
        assert shelf().in_force(date(2022, 12, 1)).id in parts.rulebooks


class TestPublishedProposalsOfDistricts:
    """Hưng Yên 2021: districts proposed 19 products at four stars, the province found five."""

    def test_go_on_to_the_province_whatever_their_star(self) -> None:
        act = shelf().in_force(date(2021, 12, 1))
        for total in ("50", "69.5", "70", "89.9"):
            star = star_by_total(act, Decimal(total))
            assert route_of(act, "district", Decimal(total), star, act.council).outcome == "forwarded"
            assert route_of(act, "province", Decimal(total), star, act.council).outcome == "recognised"
