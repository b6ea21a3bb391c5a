"""How versions of a happening follow one another, and how counts add up: without any fixture."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from law.figures import FigureRule
from law.rulebooks.values import Text
from services.reporting.figures import rules
from services.reporting.figures.occurrence import Counted, Noted, Occurrence
from services.reporting.figures.rules import Tally

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
TODAY = date(2026, 8, 3)


def said(version: int = 1, **more: Any) -> Occurrence:
    usual = {"id": "a", "kind": "credential", "on": date(2026, 5, 1), "place": "33/11977", "title": "VietGAP"}
    return Occurrence(version=version, **(usual | more))


def chain(*versions: Occurrence) -> list[Noted]:
    return rules.chained([rules.noted(one, NOW + timedelta(days=one.version)) for one in versions])


def known_at(rows: list[Noted], at: datetime) -> list[int]:
    """The versions that count for who asks as of an instant."""
    return [
        row.version
        for row in rows
        if row.counts and row.known_at <= at and (row.replaced_at is None or row.replaced_at > at)
    ]


class TestVersions:
    def test_a_version_holds_until_a_newer_one_was_learned(self) -> None:
        rows = chain(said(1), said(2, on=date(2026, 6, 1)))
        assert known_at(rows, NOW + timedelta(days=1, hours=1)) == [1]
        assert known_at(rows, NOW + timedelta(days=2)) == [2]

    def test_what_was_taken_back_counts_as_long_as_nobody_knew(self) -> None:
        rows = chain(said(1), said(2, gone=True))
        assert known_at(rows, NOW + timedelta(days=1)) == [1]
        assert known_at(rows, NOW + timedelta(days=9)) == []

    def test_a_version_that_says_the_same_is_nothing_new(self) -> None:
        rows = chain(said(1), said(2))
        assert known_at(rows, NOW + timedelta(days=9)) == [1]

    @given(st.lists(st.integers(1, 6), min_size=1, max_size=20), st.integers())
    def test_any_order_and_duplication_gives_the_same(self, versions: list[int], seed: int) -> None:
        shuffled = list(versions)
        random.Random(seed).shuffle(shuffled)

        def fold(order: list[int]) -> list[Noted]:
            kept: dict[str, Noted] = {}
            for number in order:
                row = rules.noted(said(number, title=str(number // 2), gone=number == 5), NOW + timedelta(days=number))
                kept[row.id] = row
                kept = {one.id: one for one in rules.chained(kept.values())}
            return sorted(kept.values(), key=lambda one: one.version)

        assert fold(versions) == fold(shuffled)


def figure(**more: Any) -> FigureRule:
    text = Text(vi="x", en="x")
    return FigureRule(**({"code": "x-1", "label": text, "unit": text, "counts": ("credential",)} | more))


def tally(origin: str = "33/11977@2025-07-01", amount: int = 1, product: str | None = None, **by: str) -> Tally:
    return Tally("credential", origin, {name.replace("_", "-"): value for name, value in by.items()}, amount, product)


def at(rule: FigureRule, area: str, tallies: list[Tally]) -> Counted:
    """What a figure is at a place, of everything there is."""
    return rules.counted(rule, area, rules.placed(tallies, [area], TODAY)[area])


class TestCounts:
    def test_the_parts_of_each_division_make_up_the_whole(self) -> None:
        found = at(figure(), "33", [tally(kind="a", sector="I"), tally(kind="b"), tally(amount=3)])
        assert found.value == 5
        assert found.parts == {"kind": {"a": 1, "b": 1, "": 3}, "sector": {"I": 1, "": 4}}

    def test_only_what_has_the_value_asked_for(self) -> None:
        rule = figure(where={"kind": ("a",)})
        assert at(rule, "33", [tally(kind="a"), tally(kind="b"), tally()]).value == 1

    def test_another_place_is_not_counted_and_what_counts_at_the_province_is_in_no_commune(self) -> None:
        both = [tally(), tally("33@2025-07-01")]
        assert at(figure(), "33", both).value == 2
        assert at(figure(), "33/11977", both).value == 1
        assert at(figure(), "33/12286", both).value == 0

    def test_of_one_product_several_times_distinct_counts_one(self) -> None:
        rule = figure(how="distinct")
        found = rules.counted(
            rule, "33", [tally(product="p", kind="a"), tally(product="p", kind="b"), tally(product="q")]
        )
        assert found.value == 2
        assert sum(found.parts["kind"].values()) == 2

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["33/11977@2025-07-01", "33/12286@2025-07-01", "33@2025-07-01"]), st.integers(0, 9)
            ),
            max_size=20,
        )
    )
    def test_communes_and_the_provinces_own_add_up_to_the_province(self, rows: list[tuple[str, int]]) -> None:
        tallies = [tally(origin, amount) for origin, amount in rows]
        parts = [at(figure(), area, tallies).value for area in ("33/11977", "33/12286")]
        own = sum(amount for origin, amount in rows if origin.startswith("33@"))
        assert sum(parts) + own == at(figure(), "33", tallies).value
