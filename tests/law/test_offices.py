"""An office exists as long as its unit: nobody is made up, and what merged is found."""

from __future__ import annotations

from datetime import date

import pytest

from law.levels import levels, officers
from law.places import (
    CENTRE,
    NoOfficeThen,
    NotThen,
    ProvinceNotInstalled,
    UnknownPlace,
    end_of,
    exists_on,
    gazetteer,
    heir_of,
    last_day_of,
    office_above,
    office_of,
)

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
OLD, NEW = "33/330/12265", "33/11977"


class TestTheOfficeOfALevel:
    @pytest.mark.parametrize(
        ("level", "office"), [("commune", OLD), ("district", "33/330"), ("province", "33"), ("centre", CENTRE)]
    )
    def test_is_above_the_place(self, level: str, office: str) -> None:
        assert office_of(level, OLD, BEFORE) == office

    @pytest.mark.parametrize(("level", "office"), [("commune", NEW), ("province", "33"), ("centre", CENTRE)])
    def test_of_a_day_without_districts(self, level: str, office: str) -> None:
        assert office_of(level, NEW, AFTER) == office

    @pytest.mark.parametrize("on", [date(2025, 7, day) for day in range(1, 11)])
    @pytest.mark.parametrize(("place", "since"), [(NEW, AFTER), (OLD, BEFORE)])
    def test_is_no_commune_when_districts_are_gone(self, place: str, since: date, on: date) -> None:
        with pytest.raises(NoOfficeThen) as refused:
            office_of("district", place, on, since=since)
        assert ("huyện" in refused.value.say("vi"), "District" in refused.value.say("en")) == (True, True)

    def test_of_a_place_that_merged_is_that_of_the_place_it_is_in_now(self) -> None:
        now = office_of("commune", OLD, AFTER, since=BEFORE)
        assert gazetteer().at(now, AFTER).level == "commune"
        assert office_of("province", OLD, AFTER, since=BEFORE) == "33"

    def test_follows_a_province_that_merged(self) -> None:
        there = gazetteer().descendants("34", BEFORE, "commune")[0].path
        assert office_of("province", there, BEFORE) == "34"
        assert office_of("province", there, AFTER, since=BEFORE) == "33"

    def test_of_every_place_of_every_period_is_a_unit_of_its_level_or_none(self) -> None:
        places = gazetteer()
        for on in (date(2023, 6, 5), date(2025, 3, 1), BEFORE, AFTER, date(2026, 8, 3)):
            for unit in places.descendants(CENTRE, on, "commune"):
                for level in levels():
                    if level.place == "country":
                        continue
                    try:
                        office = office_of(level.id, unit.path, on)
                    except NoOfficeThen:
                        assert not [one for one in places.descendants("33", on) if one.level == level.place]
                    else:
                        assert places.at(office, on).level == level.place

    def test_of_a_level_that_no_list_has_is_none(self) -> None:
        with pytest.raises(NoOfficeThen):
            office_of("region", NEW, AFTER)


class TestAnOffice:
    def test_ends_with_its_unit(self) -> None:
        assert (exists_on("33/330", BEFORE), exists_on("33/330", AFTER)) == (True, False)
        assert (end_of("33/330", BEFORE), last_day_of("33/330", AFTER), last_day_of("33/330", BEFORE)) == (
            BEFORE, BEFORE, None,
        )  # fmt: skip
        # The lists of 2024 and 2025 name it anew: it has not ended between them.
        assert end_of("33/330", date(2023, 6, 5)) == BEFORE
        assert (end_of("33", date(2023, 6, 5)), end_of(NEW, AFTER), exists_on(CENTRE, AFTER)) == (None, None, True)

    def test_of_a_level_that_ended_has_an_heir_only_where_an_act_says_so(self) -> None:
        assert heir_of("district") is None


class TestAProvinceThatIsNotInstalled:
    def test_says_so(self) -> None:
        with pytest.raises(ProvinceNotInstalled) as refused:
            gazetteer().at("83/829/28780", BEFORE)
        assert "83" in refused.value.say("vi")
        assert isinstance(refused.value, UnknownPlace)
        with pytest.raises(UnknownPlace):
            gazetteer().at("33/99999", BEFORE)
        with pytest.raises(NotThen):
            gazetteer().at("33/330", AFTER)


class TestTheLevels:
    def test_stand_above_one_another_and_each_has_its_officers(self) -> None:
        assert [level.id for level in levels()] == ["commune", "district", "province", "centre"]
        assert officers() == ("commune-officer", "district-officer", "province-officer", "central-officer")


class TestTheOfficeAbove:
    def test_is_the_nearest_one_up_to_the_centre(self) -> None:
        assert [office_above(one, AFTER) for one in (NEW, "33", CENTRE)] == ["33", CENTRE, None]
        assert office_above(OLD, BEFORE) == "33/330"

    def test_of_an_office_that_ended_is_one_that_is_still_there(self) -> None:
        assert [office_above(one, AFTER) for one in (OLD, "33/330")] == ["33", "33"]
