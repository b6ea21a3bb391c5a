"""A new period is a pair of files: checked, broken in every way, and loaded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from law.places import check_period, gazetteer, today, with_period

HELD = gazetteer()
NEXT, DAY = "2030-01-01", date(2030, 1, 1)
Row = dict[str, str]


def next_period() -> tuple[list[Row], list[Row]]:
    """Every commune goes on under its code, but the first, which passes into the second."""
    communes = HELD.children("33", date(2029, 12, 31))
    head = {"valid_from": NEXT, "valid_to": "", "level": "province", "code": "33", "name": "Tỉnh Hưng Yên"}
    units = [{**head, "parent_code": ""}]
    units += [{**head, "level": "commune", "code": c.code, "name": c.name, "parent_code": "33"} for c in communes[1:]]
    crosswalk = [
        {
            "old_province": "33",
            "old_district": "",
            "old_code": old.code,
            "old_name": old.name,
            "new_code": (communes[1] if old is communes[0] else old).code,
            "new_name": (communes[1] if old is communes[0] else old).name,
            "split": "",
        }
        for old in communes
    ]
    return units, crosswalk


class TestASoundPeriod:
    def test_has_no_fault(self) -> None:
        assert check_period(HELD, *next_period()) == []

    def test_is_loaded_beside_those_held(self) -> None:
        first = HELD.children("33", date(2029, 12, 31))[0]
        places = with_period(HELD, *next_period())
        assert len(places.children("33", DAY)) == 103
        assert places.at(first.path, date(2029, 12, 31)).name == first.name
        assert today(places, first.path, date(2026, 1, 1), DAY).path != first.path
        assert today(places, "33/332/12367", date(2025, 3, 1), DAY).name == "Xã Tân Hưng"


def without(rows: list[Row], column: str) -> None:
    for row in rows:
        del row[column]


BROKEN: dict[str, tuple[Callable[[list[Row], list[Row]], Any], str]] = {
    "an empty list": (lambda units, _: units.clear(), "no rows"),
    "a missing column": (lambda units, _: without(units, "parent_code"), "parent_code"),
    "a missing crosswalk column": (lambda _, walk: without(walk, "split"), "split"),
    "a date nobody can read": (lambda units, _: units[1].update(valid_from="1/1/2030"), "year-month-day"),
    "an end before the beginning": (lambda units, _: units[1].update(valid_to="2029-01-01"), "before the first"),
    "two periods in one file": (lambda units, _: units[1].update(valid_from="2031-01-01"), "one period"),
    "a code twice": (lambda units, _: units.append(dict(units[1])), "2 rows"),
    "a code of no length": (lambda units, _: units[1].update(code="1"), "no code of 5 digits"),
    "a level there is not": (lambda units, _: units[1].update(level="hamlet"), "hamlet"),
    "a unit without a name": (lambda units, _: units[1].update(name=" "), "no name"),
    "a parent there is not": (lambda units, _: units[1].update(parent_code="77"), "no parent 77"),
    "a province below something": (lambda units, _: units[0].update(parent_code="33"), "no parent in the list"),
    "a commune below a commune": (lambda units, _: units[1].update(parent_code=units[2]["code"]), "no level above"),
    "a commune nobody came from": (lambda _, walk: walk.pop(5), "has no source"),
    "a commune that went nowhere": (lambda _, walk: walk.pop(0), "is not said"),
    "a commune that never was": (lambda _, walk: walk[3].update(old_code="99999"), "no commune 33/99999"),
    "a successor there is not": (lambda _, walk: walk[3].update(new_code="99999"), "no code 99999"),
    "a split with one part": (lambda _, walk: walk[3].update(split="yes"), "split column"),
    "two parts and no split": (
        lambda _, walk: walk.append(dict(walk[3], new_code=walk[4]["new_code"])),
        "split column",
    ),
}


class TestABrokenPeriod:
    @pytest.mark.parametrize("how", BROKEN)
    def test_is_told_what_is_wrong(self, how: str) -> None:
        units, crosswalk = next_period()
        break_it, said = BROKEN[how]
        break_it(units, crosswalk)
        faults = check_period(HELD, units, crosswalk)
        assert any(said in fault.text.en for fault in faults), [fault.text.en for fault in faults]
        assert all(fault.text.vi and fault.at for fault in faults)

    def test_may_not_begin_before_one_that_is_held(self) -> None:
        units, crosswalk = next_period()
        for row in units:
            row["valid_from"] = "2025-07-01"
        assert "is held" in " ".join(fault.text.en for fault in check_period(HELD, units, crosswalk))


def province(code: str, first: str, communes: dict[str, str]) -> list[Row]:
    head = {"valid_from": first, "valid_to": ""}
    above = {**head, "level": "province", "code": code, "name": f"Tỉnh {code}", "parent_code": ""}
    below = [{**head, "level": "commune", "code": c, "name": n, "parent_code": code} for c, n in communes.items()]
    return [above, *below]


class TestAnotherProvince:
    FIRST = province("83", "", {"28780": "Xã An Bình", "28783": "Xã Bình Phú"})

    def test_is_installed_with_its_first_period_and_no_crosswalk(self) -> None:
        assert check_period(HELD, self.FIRST, []) == []
        places = with_period(HELD, self.FIRST, [])
        for on in (date(2019, 1, 1), date(2026, 1, 1)):
            assert [one.name for one in places.children("83", on)] == ["Xã An Bình", "Xã Bình Phú"]
            assert len(places.children("33", on)) == len(HELD.children("33", on))

    def test_goes_on_by_its_own_days_whatever_others_do(self) -> None:
        held = with_period(HELD, self.FIRST, [])
        # A day before the last period of the province that ships: it is another province's affair.
        units = province("83", "2025-03-01", {"28780": "Xã An Bình"})
        walk = [
            {"old_province": "83", "old_district": "", "old_code": old, "old_name": "", "new_code": "28780",
             "new_name": "Xã An Bình", "split": ""}
            for old in ("28780", "28783")
        ]  # fmt: skip
        assert check_period(held, units, walk) == []
        places = with_period(held, units, walk)
        assert today(places, "83/28783", date(2024, 1, 1), date(2026, 1, 1)).path == "83/28780"
        assert len(places.children("33", DAY)) == len(HELD.children("33", DAY))

    def test_with_wrong_rows_is_refused(self) -> None:
        wrong = [{**row, "parent_code": "84"} if row["level"] == "commune" else row for row in self.FIRST]
        assert check_period(HELD, wrong, [])

    def test_that_is_held_already_needs_its_crosswalk(self) -> None:
        held = with_period(HELD, self.FIRST, [])
        assert check_period(held, province("83", "2025-03-01", {"28780": "Xã An Bình"}), [])
