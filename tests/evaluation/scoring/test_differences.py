"""Where sheets differ, criterion by criterion, by the rules alone."""

from __future__ import annotations

from typing import Any

from law.rulebooks import shelf
from services.evaluation.cases.dossier import MemberSheet
from services.evaluation.scoring.differences import differences
from tests.evaluation.evaluation_harness import best

FORM = shelf().get("R26").sheet(1)
BEST = best(shelf().get("R26"), 1)


def sheet(member: str, answers: dict[str, str], **more: Any) -> MemberSheet:
    return MemberSheet(member_id=member, total="0", star=0, answers=answers, **more)


class TestDifferences:
    def test_are_none_of_one_sheet_or_of_equal_ones(self) -> None:
        assert differences(FORM, []) == []
        assert differences(FORM, [sheet("a", BEST)]) == []
        assert differences(FORM, [sheet("a", BEST), sheet("b", BEST)]) == []

    def test_name_each_criterion_judged_differently_the_furthest_apart_first(self) -> None:
        worse = best(shelf().get("R26"), 1, worse=3)
        found = differences(FORM, [sheet("a", BEST), sheet("b", worse), sheet("c", BEST)])
        assert {one.id for one in found} == {leaf for leaf in BEST if BEST[leaf] != worse[leaf]}
        assert [one.spread for one in found] == sorted((one.spread for one in found), reverse=True)
        first = found[0]
        assert [given.option for given in first.given] == [BEST[first.id], worse[first.id], BEST[first.id]]
        assert first.given[0].points - first.given[1].points == first.spread  # type: ignore[operator]

    def test_tell_what_one_left_out_from_what_another_chose(self) -> None:
        leaf = next(iter(BEST))
        missing = {id: option for id, option in BEST.items() if id != leaf}
        [one] = differences(FORM, [sheet("a", BEST), sheet("b", missing)])
        assert (one.id, one.given[1].option, one.given[1].points) == (leaf, None, None)

    def test_carry_the_words_of_each_option_and_what_each_member_noted(self) -> None:
        worse, leaf = best(shelf().get("R26"), 1, worse=1), FORM.leaves[0]
        [one] = differences(FORM, [sheet("a", BEST, notes={leaf.id: "Đủ hợp đồng."}), sheet("b", worse)])
        assert [given.note for given in one.given] == ["Đủ hợp đồng.", None]
        assert [given.vi for given in one.given] == [leaf.by_option[told[leaf.id]].label.vi for told in (BEST, worse)]
