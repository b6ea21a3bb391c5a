"""A commune by a standard and until when; a province through the years: without any fixture."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.commune_criteria import CommuneStandard
from law.published import PublishedTotal
from law.rulebooks.values import Text
from services.reporting.overview import rules
from services.reporting.standings.recognition import Entry

TODAY = date(2026, 8, 3)
DAY = timedelta(days=1)
WORDS = Text(vi="x", en="x")


def entry(last_on: date, star: int = 3, valid_from: date = date(2024, 1, 1)) -> Entry:
    return Entry(
        star=star, set_no=7, year=2024, kind="cooperative", valid_from=valid_from, last_on=last_on, sort_key=""
    )


def standard(products: int = 1, star: int = 3) -> CommuneStandard:
    first = date(2022, 3, 8)
    return CommuneStandard(
        id="ab", label=WORDS, act=WORDS, criterion="13", products=products, star=star, first=first, verified="no"
    )


class TestACommune:
    def test_fails_on_the_day_after_its_last_needed_certificate(self) -> None:
        ends = [date(2027, 3, 13), date(2026, 12, 1)]
        found = rules.met(standard(), [entry(one) for one in ends], TODAY)
        assert (found.met, found.products, found.fails_on) == (True, 2, date(2027, 3, 14))
        two = rules.met(standard(products=2), [entry(one) for one in ends], TODAY)
        assert two.fails_on == date(2026, 12, 2)

    def test_of_a_star_too_low_does_not_meet_it(self) -> None:
        found = rules.met(standard(star=4), [entry(date(2027, 1, 1), star=3)], TODAY)
        assert (found.met, found.products, found.fails_on) == (False, 0, None)

    @pytest.mark.parametrize(("last_on", "met"), [(TODAY, True), (TODAY - DAY, False)])
    def test_counts_a_certificate_to_its_last_day(self, last_on: date, met: bool) -> None:
        assert rules.met(standard(), [entry(last_on)], TODAY).met is met

    def test_has_none_from_the_day_after_its_last_product(self) -> None:
        assert rules.none_from([entry(date(2027, 3, 13)), entry(date(2026, 9, 1))], TODAY) == date(2027, 3, 14)
        assert rules.none_from([entry(date(2026, 8, 2))], TODAY) is None

    @settings(deadline=None)
    @given(st.lists(st.integers(-400, 900), max_size=8), st.integers(1, 4))
    def test_meets_it_until_the_day_before_and_not_on_that_day(self, ends: list[int], products: int) -> None:
        entries = [entry(TODAY + timedelta(days=one)) for one in ends]
        found = rules.met(standard(products=products), entries, TODAY)
        if found.fails_on is not None:
            assert rules.met(standard(products=products), entries, found.fails_on - DAY).met
            assert not rules.met(standard(products=products), entries, found.fails_on).met


class TestTheYears:
    def test_have_what_was_published_beside_their_own_end_and_the_difference(self) -> None:
        published = [
            PublishedTotal(place="33", on=date(2020, 6, 20), new=24, total=24, about=WORDS, where="x", verified="no"),
            PublishedTotal(place="33", on=date(2021, 12, 30), new=70, about=WORDS, where="x", verified="no"),
        ]
        entries = [entry(date(2022, 6, 1), valid_from=date(2020, 3, 1))]
        years = rules.through_the_years(entries, published, date(2022, 8, 1))
        assert [(one.on, one.counted, one.difference) for one in years] == [
            (date(2020, 12, 31), 1, -23),
            (date(2021, 12, 31), 1, None),
            (date(2022, 8, 1), 0, None),
        ]
