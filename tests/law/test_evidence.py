"""Evidence and classification: lists that agree with the sheets they speak of."""

from __future__ import annotations

from datetime import date

import pytest

from law.classification import UnknownProductSet, classification
from law.evidence import UnknownEvidenceKind, asked_by_star, kind, kinds, last_day, missing, supporting, weakest
from law.rulebooks import shelf

ACT = shelf().get("R26")


class TestKindsOfEvidence:
    def test_support_topics_that_sheets_have(self) -> None:
        topics = {leaf.topic for set_no in ACT.sets for leaf in ACT.sheet(set_no).leaves}
        assert {topic for entry in kinds() for topic in entry.supports} <= topics

    def test_have_ids_of_their_own(self) -> None:
        assert len({entry.id for entry in kinds()}) == len(kinds())

    def test_are_known_to_every_rulebook(self) -> None:
        for rulebook in shelf().all():
            for wanted in rulebook.evidence:
                assert kind(wanted.kind).label.vi

    def test_are_refused_when_unknown(self) -> None:
        with pytest.raises(UnknownEvidenceKind):
            kind("horoscope")

    def test_speak_for_their_criteria(self) -> None:
        leaf = ACT.sheet(1).by_criterion["3.5"]
        assert "intellectual-property" in [entry.id for entry in supporting(leaf)]

    def test_say_which_stars_ask_for_them(self) -> None:
        assert 3 in kind("quality-declaration").matters_for(1)
        assert kind("quality-declaration").matters_for(26) == ()


class TestMissingEvidence:
    def test_is_what_every_dossier_must_have(self) -> None:
        earlier = shelf().get("R148")
        needed = {wanted.kind for wanted in earlier.evidence if wanted.needed == "yes"}
        assert needed
        assert {wanted.kind for wanted in missing(earlier, ())} == needed
        assert missing(earlier, needed) == []


class TestWhatAStarAsksFor:
    def test_grows_with_the_star_and_is_what_is_not_held(self) -> None:
        three, four = ({wanted.kind for wanted in asked_by_star(ACT, 7, star, ())} for star in (3, 4))
        assert three < four
        assert "environment-technology" in four - three
        assert {wanted.kind for wanted in asked_by_star(ACT, 7, 4, {"story"})} == four - {"story"}
        assert asked_by_star(ACT, 7, 4, four) == []

    def test_is_nothing_below_the_stars_that_have_minima(self) -> None:
        assert asked_by_star(ACT, 7, 2, ()) == []

    def test_is_of_the_rulebooks_own_list(self) -> None:
        for set_no in ACT.sets:
            listed = {wanted.kind for wanted in ACT.evidence if wanted.needed == "conditional"}
            assert {wanted.kind for wanted in asked_by_star(ACT, set_no, 5, ())} <= listed


class TestTheLifeOfAPaper:
    def test_ends_as_written_on_it(self) -> None:
        assert last_day("test-report", date(2026, 1, 1), date(2026, 3, 1)) == date(2026, 3, 1)

    def test_ends_by_the_age_of_its_kind(self) -> None:
        assert last_day("test-report", date(2026, 1, 31), None) == date(2027, 1, 31)

    def test_has_no_end_when_nothing_says_so(self) -> None:
        assert last_day("awards", date(2020, 1, 1), None) is None

    def test_makes_a_certificate_as_healthy_as_the_weakest(self) -> None:
        assert weakest([None, date(2027, 1, 1), date(2026, 5, 1)]) == date(2026, 5, 1)
        assert weakest([None]) is None


class TestTheTreeOfGoods:
    def test_has_the_sets_that_sheets_have(self) -> None:
        tree = classification()
        assert [entry.set_no for entry in tree.sets] == list(ACT.sets)
        assert {e.set_no: e.set_id for e in tree.sets} == {no: ACT.sheet(no).set_id for no in ACT.sets}
        assert (len(tree.sectors), sum(len(tree.groups(sector.code)) for sector in tree.sectors)) == (6, 17)

    def test_is_found_without_accents(self) -> None:
        assert 11 in [entry.set_no for entry in classification().search("che tuoi")]

    def test_names_the_ministry_of_the_day(self) -> None:
        before, after = (
            classification().lead_ministries(1, day)[0].en for day in (date(2025, 2, 28), date(2025, 3, 1))
        )
        assert (before, after) == (
            "Ministry of Agriculture and Rural Development",
            "Ministry of Agriculture and Environment",
        )

    def test_refuses_a_set_it_has_not(self) -> None:
        with pytest.raises(UnknownProductSet):
            classification().product_set(27)
