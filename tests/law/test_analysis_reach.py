"""What is missing for a star: enough, needed, and no dearer than any other way."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.analysis import Climb, cheapest, reach
from law.rulebooks import shelf
from law.scoring import Filled, self_assessment
from tests.law.filling import FULL, best, by_parts, filled_sheets, least

PARTS = shelf().get("R148")
some_sheets = st.sampled_from(FULL.sets).flatmap(
    lambda set_no: filled_sheets(FULL.sheet(set_no)).map(lambda filled: (set_no, filled))
)
climbs_of_one = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 3)), min_size=0, max_size=3, unique_by=lambda pair: pair[1]
).map(lambda pairs: [Climb(f"o{steps}", Decimal(gain), steps) for gain, steps in pairs])


class TestTheCheapestPoints:
    @given(st.dictionaries(st.sampled_from("abcd"), climbs_of_one), st.integers(0, 15))
    def test_are_no_dearer_than_any_other_way(self, options: dict[str, list[Climb]], gap: int) -> None:
        found = cheapest(options, Decimal(gap))
        ways = [
            [climb for climb in way if climb is not None] for way in product(*([None, *c] for c in options.values()))
        ]
        costs = [(sum(c.steps for c in way), len(way)) for way in ways if sum(c.gain for c in way) >= gap]
        if found is None:
            assert not costs
        else:
            assert sum(climb.gain for climb in found.values()) >= gap
            assert (sum(climb.steps for climb in found.values()), len(found)) == min(costs)


class TestAReachableStar:
    @settings(max_examples=60)
    @given(some_sheets)
    def test_is_reached_by_the_improvements_named(self, drawn: tuple[int, Filled]) -> None:
        set_no, filled = drawn
        for target in reach(FULL, set_no, filled).targets:
            assert target.reachable
            answers = {**filled.answers, **{i.criterion: i.to_option for i in target.improvements}}
            assert self_assessment(FULL, set_no, Filled(answers=answers))[1].star >= target.star

    @settings(max_examples=150)
    @given(some_sheets)
    def test_needs_every_threshold_named(self, drawn: tuple[int, Filled]) -> None:
        set_no, filled = drawn
        for target in reach(FULL, set_no, filled).targets:
            named = [i for i in target.improvements if i.why == "threshold"]
            for left_out in named:
                others = {i.criterion: i.to_option for i in target.improvements if i is not left_out}
                without = Filled(answers={**filled.answers, **others})
                assert self_assessment(FULL, set_no, without)[1].star < target.star

    def test_is_none_above_the_best_sheet(self) -> None:
        for set_no in FULL.sets:
            found = reach(FULL, set_no, best(FULL.sheet(set_no)))
            assert (found.star, found.best, found.targets) == (5, 5, ())

    def test_is_every_star_for_the_poorest_sheet(self) -> None:
        for set_no in FULL.sets:
            found = reach(FULL, set_no, least(FULL.sheet(set_no)))
            assert found.best == 5
            assert [target.star for target in found.targets] == list(range(found.star + 1, 6))

    def test_is_offered_from_a_blank_sheet(self) -> None:
        found = reach(FULL, 1, Filled())
        assert found.total == 0
        assert found.best == 5

    def test_is_none_once_a_reject_line_is_raised(self) -> None:
        line = next(iter(FULL.sheet(1).reject_names))
        found = reach(FULL, 1, best(FULL.sheet(1)).model_copy(update={"raised": (line,)}))
        assert (found.star, found.best, found.targets) == (0, 0, ())

    def test_opens_what_the_sheet_itself_stops(self) -> None:
        """Without a story its telling is not scored; the way to five stars leads through the story."""
        sheet = FULL.sheet(1)
        stopping = next(leaf for leaf in sheet.conditional_leaves if any(c.when for c in leaf.conditions))
        condition = next(c for c in stopping.conditions if c.when)
        assert condition.when is not None
        story = condition.when.criteria[0]
        nothing = min(sheet.by_criterion[story].options, key=lambda option: option.points).id
        filled = best(sheet).model_copy(update={"answers": {**best(sheet).answers, story: nothing}})
        five = reach(FULL, 1, filled).targets[-1]
        assert five.reachable
        assert story in [improvement.criterion for improvement in five.improvements]

    @pytest.mark.parametrize(
        ("parts", "star", "missing"),
        [(("30", "20", "19.5"), 4, "0.5"), (("30", "20", "19.5"), 5, "20.5"), (("10", "10", "10"), 3, "20")],
    )
    def test_of_a_sheet_by_parts_is_only_points(self, parts: tuple[str, str, str], star: int, missing: str) -> None:
        target = next(t for t in reach(PARTS, 1, by_parts(*parts)).targets if t.star == star)
        assert (target.reachable, target.missing, target.improvements) == (True, Decimal(missing), ())
