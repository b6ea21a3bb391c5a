"""Places as code and period, on the three periods that ship."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.places import (
    NotThen,
    SplitNeedsAChoice,
    SuccessorUnknown,
    UnknownPlace,
    carry,
    changes_on,
    gazetteer,
    next_of,
    plain,
    rolled_up,
    today,
)

BEFORE, SPRING, NOW = date(2023, 6, 1), date(2025, 3, 1), date(2026, 6, 1)
MERGER = date(2025, 7, 1)
PLACES = gazetteer()
COMMUNES_OF_SPRING = [unit.path for unit in PLACES.descendants("vn", SPRING, "commune")]


class TestResolvingACode:
    def test_gives_another_place_in_another_period(self) -> None:
        assert PLACES.resolve("11977", SPRING).name == "Xã Phương Nam"
        assert PLACES.resolve("11977", NOW).name == "Xã Tân Hưng"

    def test_has_the_path_of_its_period(self) -> None:
        assert PLACES.resolve("12265", BEFORE).path == "33/330/12265"
        assert PLACES.resolve("11977", NOW).path == "33/11977"

    @pytest.mark.parametrize(("last", "first"), [(date(2025, 6, 30), date(2025, 7, 1))])
    def test_changes_overnight(self, last: date, first: date) -> None:
        assert PLACES.resolve("11977", last).path == "33/323/11977"
        assert PLACES.resolve("11977", first).path == "33/11977"

    def test_is_refused_for_a_code_nobody_has(self) -> None:
        with pytest.raises(UnknownPlace) as refused:
            PLACES.resolve("99999", NOW)
        assert "99999" in refused.value.say("vi")

    def test_says_when_a_district_was(self) -> None:
        with pytest.raises(NotThen) as refused:
            PLACES.resolve("330", NOW)
        assert "Huyện Khoái Châu" in refused.value.say("en")

    def test_knows_the_centre_on_any_day(self) -> None:
        assert PLACES.resolve("vn", date(1990, 1, 1)).level == "country"


class TestLookingAround:
    def test_counts_what_the_lists_count(self) -> None:
        assert len(PLACES.children("33", BEFORE)) == 10
        assert len(PLACES.descendants("33", BEFORE, "commune")) == 161
        assert len(PLACES.descendants("33", SPRING, "commune")) == 139
        assert len(PLACES.children("33", NOW)) == 104
        assert not PLACES.descendants("vn", NOW, "district")

    def test_goes_up_to_the_centre(self) -> None:
        names = [place.name for place in PLACES.ancestors("33/330/12265", BEFORE)]
        assert names == ["Huyện Khoái Châu", "Tỉnh Hưng Yên", "Việt Nam"]
        assert [place.path for place in PLACES.ancestors("33/11977", NOW)] == ["33", "vn"]

    def test_shows_one_province_where_there_were_two(self) -> None:
        assert [p.path for p in PLACES.children("vn", SPRING)] == ["33", "34"]
        assert [p.path for p in PLACES.children("vn", NOW)] == ["33"]

    @given(st.sampled_from(PLACES.units))
    def test_finds_every_unit_under_its_parent(self, unit) -> None:  # type: ignore[no-untyped-def]
        on = unit.valid_from or unit.valid_to
        assert unit in PLACES.children(unit.parent, on)
        assert PLACES.ancestors(unit.path, on)[-1].path == "vn"
        assert all(unit.is_within(above.path) for above in PLACES.ancestors(unit.path, on))


class TestSearching:
    @pytest.mark.parametrize("typed", ["Tân Hưng", "tan hung", "  TÂN   hưng ", "xã tân hưng", "hung tan", "11977"])
    def test_asks_for_no_accents_no_case_and_no_order(self, typed: str) -> None:
        assert "33/11977" in [place.path for place in PLACES.search(typed, NOW)]

    def test_puts_the_whole_name_first(self) -> None:
        assert PLACES.search("khoai chau", BEFORE)[0].name in ("Huyện Khoái Châu", "Thị trấn Khoái Châu")

    def test_knows_the_letter_d(self) -> None:
        assert plain("Đông Tảo") == "dong tao"

    def test_finds_nothing_of_another_period(self) -> None:
        assert not PLACES.search("Huyện Khoái Châu", NOW)

    def test_stays_within_a_place(self) -> None:
        assert all(p.is_within("33/330") for p in PLACES.search("xa", BEFORE, within="33/330", limit=100))

    def test_finds_nothing_for_nothing(self) -> None:
        assert PLACES.search("   ", NOW) == []


class TestNamingAnOffice:
    def test_says_it_in_both_languages(self) -> None:
        assert PLACES.office_name("33/11977", NOW) == "UBND xã Tân Hưng"
        assert PLACES.office_name("33/11977", NOW, "en") == "People's Committee of Tân Hưng Commune"
        assert PLACES.office_name("33", NOW, "en") == "People's Committee of Hưng Yên Province"

    def test_gives_the_centre_the_ministry_of_the_day(self) -> None:
        assert PLACES.office_name("vn", BEFORE, "en") == "Ministry of Agriculture and Rural Development"
        assert PLACES.office_name("vn", NOW, "en") == "Ministry of Agriculture and Environment"

    def test_has_an_english_word_for_every_kind_of_unit(self) -> None:
        for unit in PLACES.units:
            on = unit.valid_from or unit.valid_to
            assert on is not None
            assert PLACES.name(unit.path, on, "en") != unit.name


class TestWhatBecameOfAPlace:
    def test_follows_the_crosswalk(self) -> None:
        assert today(PLACES, "33/332/12367", SPRING, NOW).name == "Xã Tân Hưng"

    def test_is_the_same_place_on_the_same_day(self) -> None:
        assert today(PLACES, "33/330/12265", BEFORE, BEFORE).path == "33/330/12265"

    def test_asks_a_person_for_a_split_commune(self) -> None:
        with pytest.raises(SplitNeedsAChoice) as refused:
            today(PLACES, "33/325/11989", SPRING, NOW)
        assert "33/11992" in refused.value.say("vi")
        assert "33/11995" in refused.value.say("vi")

    @pytest.mark.parametrize("chosen", ["33/11992", "33/11995"])
    def test_takes_the_choice_of_a_person(self, chosen: str) -> None:
        assert today(PLACES, "33/325/11989", SPRING, NOW, {"33/325/11989": chosen}).path == chosen

    def test_does_not_take_a_choice_outside_the_parts(self) -> None:
        with pytest.raises(SplitNeedsAChoice):
            today(PLACES, "33/325/11989", SPRING, NOW, {"33/325/11989": "33/11977"})

    def test_says_when_no_table_is_held(self) -> None:
        gone = [u for u in PLACES.descendants("33", BEFORE, "commune") if not PLACES.exists(u.path, SPRING)]
        assert len(gone) == 22
        for unit in gone:
            with pytest.raises(SuccessorUnknown):
                today(PLACES, unit.path, BEFORE, NOW)

    def test_ends_districts_without_an_heir(self) -> None:
        step = next_of(PLACES, PLACES.at("33/330", SPRING))
        assert step is not None
        assert (step.basis, step.into) == ("abolished", ())

    def test_brings_a_merged_province_into_the_other(self) -> None:
        assert today(PLACES, "34", SPRING, NOW).path == "33"


class TestCarryingAStatistic:
    @given(st.dictionaries(st.sampled_from(COMMUNES_OF_SPRING), st.integers(0, 500)))
    def test_loses_nothing(self, amounts: dict[str, int]) -> None:
        carried = carry(PLACES, amounts, then=SPRING, until=NOW)
        assert carried.total == sum(amounts.values())

    def test_leaves_split_communes_to_a_person(self) -> None:
        carried = carry(PLACES, dict.fromkeys(COMMUNES_OF_SPRING, 1), then=SPRING, until=NOW)
        assert len(carried.unplaced) == 3
        assert len(carried.amounts) == 104
        chosen = {u.path: next_of(PLACES, PLACES.at(u.path, SPRING)).into[0].path for u in carried.unplaced}  # type: ignore[union-attr]
        assert not carry(PLACES, dict.fromkeys(COMMUNES_OF_SPRING, 1), then=SPRING, until=NOW, choices=chosen).unplaced

    def test_rolls_up_in_the_borders_of_then(self) -> None:
        amounts = {unit.path: 1 for unit in PLACES.descendants("33", BEFORE, "commune")}
        by_district = rolled_up(PLACES, amounts, BEFORE, "district")
        assert sum(by_district.values()) == 161
        assert set(by_district) == {place.path for place in PLACES.children("33", BEFORE)}
        assert rolled_up(PLACES, {"33/11977": Decimal("2.5")}, NOW, "province") == {"33": Decimal("2.5")}


class TestTheChangesOfADay:
    def test_are_those_of_the_merger(self) -> None:
        counted = Counter(change.kind for change in changes_on(PLACES, MERGER))
        assert counted == {"merged": 378 + 1, "split": 3, "abolished": 18, "created": 104}

    def test_name_every_source_of_a_new_commune(self) -> None:
        created = {c.place.path: c for c in changes_on(PLACES, MERGER) if c.kind == "created"}
        sources = {place.name for place in created["33/11977"].sources}
        assert sources == {"Xã Thủ Sỹ", "Xã Phương Nam", "Xã Tân Hưng"}
        assert all(change.sources for change in created.values())

    def test_are_none_on_a_quiet_day(self) -> None:
        assert changes_on(PLACES, date(2024, 5, 5)) == []
