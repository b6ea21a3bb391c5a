"""Filling and adding up one sheet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.refusal import Several
from law.rulebooks import Sheet, shelf
from law.scoring import Filled, check_complete, self_assessment, sheet_total, unscored
from tests.law.filling import FULL, best, by_parts, filled_sheets, least, with_answer

SHEETS = FULL.sheets
TOURISM = next(sheet for sheet in SHEETS if any(leaf.cases for leaf in sheet.leaves))
PRODUCE = FULL.sheet(1)
INFUSIONS = next(
    s for s in SHEETS if any(c.when and len(c.when.criteria) > 1 for leaf in s.leaves for c in leaf.conditions)
)


def slugs(sheet: Sheet, filled: Filled) -> dict[str, str]:
    with pytest.raises(Several) as refused:
        check_complete(sheet, filled)
    for one in refused.value.refusals:
        assert one.say("vi") != one.say("en")
    return {one.pointer or "": one.slug for one in refused.value.refusals}


class TestASheetIsComplete:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.set_id)
    def test_when_every_criterion_has_an_option(self, sheet: Sheet) -> None:
        check_complete(sheet, best(sheet))
        check_complete(sheet, least(sheet))

    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.set_id)
    def test_and_otherwise_names_every_criterion_left_open(self, sheet: Sheet) -> None:
        expected = {f"/answers/{leaf.id}": "sheet.criterion-unanswered" for leaf in sheet.leaves}
        assert slugs(sheet, Filled()) == expected

    def test_not_with_an_option_or_criterion_of_another_sheet(self) -> None:
        wrong = with_answer(with_answer(best(PRODUCE), "1.1", "9.z"), "99", "99.a")
        assert slugs(PRODUCE, wrong) == {
            "/answers/1.1": "sheet.option-unknown",
            "/answers/99": "sheet.criterion-unknown",
        }

    def test_not_when_an_answer_contradicts_the_history_it_rests_on(self) -> None:
        without = {o.id for o in PRODUCE.by_criterion["5.1"].options if o.points == 0}
        silent = with_answer(best(PRODUCE), "5.1", without.pop())
        assert slugs(PRODUCE, silent) == {"/answers/5.2": "sheet.not-scored"}
        check_complete(PRODUCE, Filled(answers={k: v for k, v in silent.answers.items() if k != "5.2"}))

    def test_not_with_an_option_of_the_other_case(self) -> None:
        criterion = next(leaf for leaf in TOURISM.leaves if leaf.cases)
        one, other = criterion.cases
        option = next(o.id for o in criterion.options if o.case == other.id)
        filled = with_answer(best(TOURISM), criterion.id, option)
        check_complete(TOURISM, filled.model_copy(update={"case_of": {criterion.id: other.id}}))
        wrong = filled.model_copy(update={"case_of": {criterion.id: one.id}})
        assert slugs(TOURISM, wrong) == {f"/answers/{criterion.id}": "sheet.option-of-other-case"}
        unknown = filled.model_copy(update={"case_of": {criterion.id: "z"}})
        assert slugs(TOURISM, unknown) == {f"/case_of/{criterion.id}": "sheet.case-unknown"}

    def test_not_with_a_raised_line_the_act_does_not_have(self) -> None:
        filled = best(PRODUCE).model_copy(update={"raised": ("no-such-line",)})
        assert slugs(PRODUCE, filled) == {"/raised/0": "sheet.line-unknown"}


class TestASheetByParts:
    SHEET = shelf().get("R148").sheet(3)

    def test_is_complete_with_points_in_every_part(self) -> None:
        check_complete(self.SHEET, by_parts("0", "25", "34.75"))
        assert sheet_total(self.SHEET, by_parts("30.5", "20", "19.25")).total == Decimal("69.75")

    def test_refuses_what_is_missing_out_of_range_too_fine_or_unknown(self) -> None:
        filled = Filled(parts={"A": Decimal("40.01"), "B": Decimal("1.234"), "D": Decimal(1)})
        assert slugs(self.SHEET, filled) == {
            "/parts/A": "sheet.part-out-of-range",
            "/parts/B": "sheet.part-too-fine",
            "/parts/C": "sheet.part-unanswered",
            "/parts/D": "sheet.part-unknown",
        }
        assert slugs(self.SHEET, by_parts("-1", "0", "0")) == {"/parts/A": "sheet.part-out-of-range"}

    def test_never_takes_a_binary_float(self) -> None:
        points: Any = {"A": 30.1, "B": 20, "C": 19}
        with pytest.raises(ValidationError, match="binary float"):
            Filled(parts=points)


class TestTotals:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.set_id)
    def test_reach_one_hundred_and_five_stars_at_best(self, sheet: Sheet) -> None:
        tally, finding = self_assessment(FULL, sheet.set_no, best(sheet))
        assert tally.total == 100
        assert finding.star == 5
        assert finding.missed == ()

    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.set_id)
    def test_at_least_are_what_the_cheapest_options_add_up_to(self, sheet: Sheet) -> None:
        filled = least(sheet)
        tally, finding = self_assessment(FULL, sheet.set_no, filled)
        stopped = unscored(sheet, filled)
        by_hand = sum(min(o.points for o in leaf.options) for leaf in sheet.leaves if leaf.id not in stopped)
        assert tally.total == by_hand < 50
        # Tourism scores 31 with the least of everything: already the band above the lowest.
        assert finding.star == (2 if tally.total >= 30 else 1)

    @given(data=st.data())
    @settings(max_examples=150)
    def test_are_the_sum_of_parts_sections_and_criteria(self, data: st.DataObject) -> None:
        sheet = data.draw(st.sampled_from(SHEETS))
        tally = sheet_total(sheet, data.draw(filled_sheets(sheet)))
        assert tally.total == sum(tally.parts.values()) == sum(tally.sections.values()) == sum(tally.criteria.values())
        assert 0 <= tally.total <= 100
        for part in sheet.parts:
            assert 0 <= tally.parts[part.id] <= part.max

    @given(data=st.data())
    @settings(max_examples=200)
    def test_and_stars_never_fall_with_a_better_option(self, data: st.DataObject) -> None:
        sheet = data.draw(st.sampled_from(SHEETS))
        filled = data.draw(filled_sheets(sheet))
        leaf = data.draw(st.sampled_from(sheet.leaves))
        now = leaf.by_option[filled.answers[leaf.id]]
        better = data.draw(st.sampled_from([o for o in leaf.options if o.points >= now.points]))
        raised = with_answer(filled, leaf.id, better.id)
        before, after = (self_assessment(FULL, sheet.set_no, f) for f in (filled, raised))
        assert after[0].total >= before[0].total
        assert after[1].star >= before[1].star


class TestLinesThatStopScoring:
    def test_of_a_missing_history_leave_its_structure_without_points(self) -> None:
        filled = least(PRODUCE)
        assert list(unscored(PRODUCE, filled)) == ["5.2"]
        assert sheet_total(PRODUCE, filled).criteria["5.2"] == 0

    def test_found_by_hand_stop_all_that_follows(self) -> None:
        sheet = FULL.sheet(2)
        line = next(name for name in sheet.raisable if name.startswith("6.1/"))
        tally = sheet_total(sheet, best(sheet).model_copy(update={"raised": (line,)}))
        first = sheet.position["6.1"] + 1
        assert list(tally.unscored) == [leaf.id for leaf in sheet.leaves[first:]]
        assert tally.parts["C"] == sheet.by_criterion["6.1"].max
        assert tally.rejected == ()

    def test_found_by_hand_stop_all_other_criteria_when_the_act_says_so(self) -> None:
        line = next(name for name in PRODUCE.raisable if name.startswith("6.1/"))
        tally = sheet_total(PRODUCE, best(PRODUCE).model_copy(update={"raised": (line,)}))
        assert tally.total == PRODUCE.by_criterion["6.1"].max

    def test_of_a_product_not_outstanding_leave_nothing(self) -> None:
        line = next(name for name in PRODUCE.raisable if name.startswith("2.1/"))
        assert sheet_total(PRODUCE, best(PRODUCE).model_copy(update={"raised": (line,)})).total == 0

    def test_seen_in_any_of_several_criteria_stop_what_follows(self) -> None:
        carrier = next(
            leaf for leaf in INFUSIONS.leaves if any(c.when and len(c.when.criteria) > 1 for c in leaf.conditions)
        )
        when = next(c.when for c in carrier.conditions if c.when)
        following = [leaf.id for leaf in INFUSIONS.leaves[INFUSIONS.position[carrier.id] + 1 :]]
        for criterion in when.criteria:
            nothing = next(o.id for o in INFUSIONS.by_criterion[criterion].options if o.points == 0)
            assert list(unscored(INFUSIONS, with_answer(best(INFUSIONS), criterion, nothing))) == following

    def test_that_reject_are_named(self) -> None:
        tally = sheet_total(PRODUCE, best(PRODUCE).model_copy(update={"raised": ("forged_dossier",)}))
        assert tally.rejected == ("forged_dossier",)
        assert tally.total == 100


class TestEachMinimum:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.set_id)
    def test_holds_a_full_sheet_back_just_below_it_and_not_at_it(self, sheet: Sheet) -> None:
        boundaries = 0
        for leaf in sheet.leaves:
            for star, needed in leaf.least_for.items():
                at = with_answer(best(sheet), leaf.id, _option_with(sheet, leaf.id, needed))
                _, finding = self_assessment(FULL, sheet.set_no, at)
                lower = [s for s, points in leaf.least_for.items() if points > needed]
                # The band is that of the total: a costly criterion scored low may leave the five-star band.
                assert finding.star == min(finding.band.star, *(s - 1 for s in lower), 5)
                below = [o for o in leaf.options if o.points < needed]
                if below:
                    boundaries += 1
                    short = max(below, key=lambda o: o.points)
                    _, held = self_assessment(FULL, sheet.set_no, with_answer(best(sheet), leaf.id, short.id))
                    missed = [s for s, points in leaf.least_for.items() if short.points < points]
                    assert held.star == min(held.band.star, min(missed) - 1)
                    assert held.star < star
        assert boundaries >= 2


def _option_with(sheet: Sheet, criterion: str, points: Decimal) -> str:
    return next(o.id for o in sheet.by_criterion[criterion].options if o.points == points)
