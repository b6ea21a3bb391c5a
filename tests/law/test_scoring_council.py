"""A council: who may score, quorum, mean, spread, agreed options, and what raising a vote can do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.rulebooks import CouncilOverlay, CouncilRegulation, Period, Text, shelf
from law.rulebooks.council import CouncilSettings
from law.scoring import (
    ChairMissing,
    Filled,
    NotASeat,
    QuorumNotMet,
    TierDoesNotScore,
    council_result,
    median_of,
    quorum_needed,
    quorum_of,
    require_quorum,
    spread_of,
)
from law.scoring.agreement import lower_median, most_chosen
from tests.law.filling import FULL, best, by_parts, filled_sheets, seats, with_answer

DEFAULTS = FULL.council
SHEET = FULL.sheet(7)
LEAF = next(leaf for leaf in SHEET.leaves if [o.points for o in leaf.options] == [1, 2, 3])
LOW, MIDDLE, HIGH = (option.id for option in LEAF.options)


def with_settings(**changes: object) -> CouncilSettings:
    return DEFAULTS.model_copy(update=changes)


class TestTheQuorum:
    @pytest.mark.parametrize(("eligible", "needed"), [(1, 3), (3, 3), (4, 3), (5, 4), (7, 6), (8, 6), (9, 7), (12, 9)])
    def test_is_three_quarters_rounded_up_and_three_at_least(self, eligible: int, needed: int) -> None:
        assert quorum_needed(eligible, DEFAULTS) == needed

    def test_does_not_count_the_recused_nor_a_silent_secretary(self) -> None:
        sitting = seats("a", "b", "c", "d", "e", "s", recused=("e",), secretary="s")
        found = quorum_of(sitting, DEFAULTS, ["a", "b", "c"])
        assert (found.eligible, found.needed, found.met) == (4, 3, True)
        voting = quorum_of(sitting, with_settings(secretary_scores=True), ["a", "b", "c"])
        assert (voting.eligible, voting.needed, voting.met) == (5, 4, False)

    def test_is_refused_while_sheets_or_the_chair_are_missing(self) -> None:
        sitting = seats("a", "b", "c", "d")
        with pytest.raises(QuorumNotMet):
            require_quorum(quorum_of(sitting, DEFAULTS, ["a", "b"]))
        with pytest.raises(ChairMissing):
            require_quorum(quorum_of(sitting, DEFAULTS, ["b", "c", "d"]))
        require_quorum(quorum_of(sitting, with_settings(chair_must_attend=False), ["b", "c", "d"]))

    def test_refuses_a_sheet_of_somebody_recused_silent_or_unknown(self) -> None:
        sitting = seats("a", "b", "c", "d", "s", recused=("d",), secretary="s")
        for stranger in ("d", "s", "x"):
            with pytest.raises(NotASeat):
                quorum_of(sitting, DEFAULTS, ["a", "b", "c", stranger])


class TestTheSpread:
    @pytest.mark.parametrize(("lowest", "exceeded"), [("70", False), ("69.99", True), ("80", False), ("60", True)])
    def test_is_exceeded_only_beyond_the_limit(self, lowest: str, exceeded: bool) -> None:
        assert spread_of([Decimal(80), Decimal(lowest), Decimal(75)], DEFAULTS).exceeded is exceeded

    def test_sends_the_council_to_score_again_until_the_last_round(self) -> None:
        rulebook = shelf().get("R148")
        sheets = {"a": by_parts("40", "25", "20"), "b": by_parts("30", "20", "20"), "c": by_parts("30", "20", "20")}
        first = council_result(rulebook, "province", 1, sheets, seats("a", "b", "c"), round=1)
        assert first.route.outcome == "score-again"
        second = council_result(rulebook, "province", 1, sheets, seats("a", "b", "c"), round=2)
        assert (second.total, second.star) == (75, 4)
        assert second.route.outcome == "recognised"


class TestTheAgreedOption:
    @pytest.mark.parametrize(
        ("votes", "chosen", "middle"),
        [
            ([HIGH, HIGH, LOW], HIGH, HIGH),
            ([HIGH, LOW], LOW, LOW),
            ([LOW, MIDDLE, HIGH], LOW, MIDDLE),
            ([MIDDLE, MIDDLE, LOW, LOW], LOW, LOW),
            ([LOW, HIGH, HIGH, LOW, MIDDLE], LOW, MIDDLE),
            ([None, None, HIGH], None, None),
        ],
    )
    def test_is_the_one_most_chose_or_the_middle_one(
        self, votes: list[str | None], chosen: str | None, middle: str | None
    ) -> None:
        assert most_chosen(LEAF, votes).option == chosen
        assert lower_median(LEAF, votes).option == middle

    @given(st.lists(st.sampled_from([LOW, MIDDLE, HIGH]), min_size=1, max_size=12), st.integers(1, 5))
    def test_does_not_change_when_more_members_agree(self, votes: list[str | None], more: int) -> None:
        for pick in (most_chosen, lower_median):
            agreed = pick(LEAF, votes).option
            assert pick(LEAF, [*votes, *[agreed] * more]).option == agreed

    @given(st.lists(st.sampled_from([LOW, MIDDLE, HIGH]), min_size=1, max_size=12), st.data())
    def test_by_the_lower_median_never_falls_when_a_vote_rises(
        self, votes: list[str | None], data: st.DataObject
    ) -> None:
        at = data.draw(st.integers(0, len(votes) - 1))
        order = [LOW, MIDDLE, HIGH]
        raised = list(votes)
        raised[at] = data.draw(st.sampled_from(order[order.index(str(votes[at])) :]))
        assert lower_median(LEAF, raised).points >= lower_median(LEAF, votes).points

    def test_by_most_chosen_can_fall_when_a_vote_rises(self) -> None:
        """A property of counting heads: two agree on the middle until one of them goes higher. Hence the setting."""
        assert most_chosen(LEAF, [MIDDLE, MIDDLE, LOW]).option == MIDDLE
        assert most_chosen(LEAF, [HIGH, MIDDLE, LOW]).option == LOW


class TestACouncilsStar:
    @given(data=st.data())
    @settings(max_examples=60, deadline=None)
    def test_never_falls_with_a_better_option(self, data: st.DataObject) -> None:
        sheet = data.draw(st.sampled_from(FULL.sheets))
        reading = data.draw(st.sampled_from(["agreed", "each-sheet"]))
        rules = with_settings(agreed_option="lower-median", threshold_reading=reading, spread_limit=Decimal(100))
        sheets = {name: data.draw(filled_sheets(sheet)) for name in "abc"}
        member, leaf = data.draw(st.sampled_from("abc")), data.draw(st.sampled_from(sheet.leaves))
        now = leaf.by_option[sheets[member].answers[leaf.id]]
        better = data.draw(st.sampled_from([o for o in leaf.options if o.points >= now.points]))
        raised = {**sheets, member: with_answer(sheets[member], leaf.id, better.id)}
        before = _result(sheet.set_no, sheets, rules)
        after = _result(sheet.set_no, raised, rules)
        assert after.total >= before.total
        assert after.star >= before.star

    @given(data=st.data())
    @settings(max_examples=40, deadline=None)
    def test_of_one_mind_is_the_star_of_that_sheet_however_many_agree(self, data: st.DataObject) -> None:
        sheet = data.draw(st.sampled_from(FULL.sheets))
        filled = data.draw(filled_sheets(sheet))
        rules = with_settings(
            threshold_reading=data.draw(st.sampled_from(["agreed", "each-sheet"])),
            agreed_option=data.draw(st.sampled_from(["most-chosen", "lower-median"])),
        )
        few = _result(sheet.set_no, dict.fromkeys("abc", filled), rules)
        many = _result(sheet.set_no, dict.fromkeys("abcdefg", filled), rules)
        assert (few.star, few.total) == (many.star, many.total)

    def test_reads_minima_on_the_agreed_option_or_on_each_sheet(self) -> None:
        criterion = next(leaf for leaf in SHEET.leaves if leaf.options[0].points < leaf.least_for.get(3, Decimal(0)))
        needed = criterion.least_for[3]
        short = next(o.id for o in criterion.options if o.points < needed)
        sheets = {"a": best(SHEET), "b": best(SHEET), "c": with_answer(best(SHEET), criterion.id, short)}
        agreed = _result(7, sheets, with_settings(threshold_reading="agreed"))
        each = _result(7, sheets, with_settings(threshold_reading="each-sheet"))
        assert (agreed.star, each.star) == (5, 2)
        assert [t.criterion for t in each.finding.missed if t.star == 3] == [criterion.id]

    def test_is_none_when_most_members_raise_a_reject_line(self) -> None:
        forged = best(SHEET).model_copy(update={"raised": ("forged_dossier",)})
        one = {"a": best(SHEET), "b": best(SHEET), "c": forged}
        two = {"a": best(SHEET), "b": forged, "c": forged}
        assert _result(7, one, DEFAULTS).star == 5
        assert _result(7, one, with_settings(reject_line_needs="any")).star == 0
        rejected = _result(7, two, DEFAULTS)
        assert (rejected.star, rejected.rejected, rejected.route.outcome) == (0, ("forged_dossier",), "not-recognised")

    def test_is_not_given_by_a_tier_that_only_screens(self) -> None:
        with pytest.raises(TierDoesNotScore):
            council_result(FULL, "commune", 7, {"a": best(SHEET)}, seats("a"))


class TestAnOfficesRegulation:
    def test_changes_what_it_speaks_of_and_nothing_else(self) -> None:
        regulation = CouncilRegulation(
            id="x",
            office="33",
            decision=Text(vi="Quy chế", en="Regulation"),
            in_force=Period.model_validate({"first": "2026-06-01"}),
            rulebooks=(FULL.id,),
            council=CouncilOverlay(quorum_share=Decimal("0.5"), at_forward="recognise-and-forward"),
        )
        expected = DEFAULTS.model_copy(update={"quorum_share": Decimal("0.5"), "at_forward": "recognise-and-forward"})
        assert regulation.over(DEFAULTS) == expected

    def test_travels_as_text_and_is_read_back_the_same(self) -> None:
        assert CouncilSettings.model_validate(DEFAULTS.as_text()) == DEFAULTS
        assert all(isinstance(value, str) for value in DEFAULTS.as_text().values())
        other = DEFAULTS.model_copy(update={"claim_shown": "always"})
        assert other.as_text() == DEFAULTS.as_text()
        assert CouncilSettings.model_validate(other.every_text()) == other


class TestTheMedian:
    @pytest.mark.parametrize(("totals", "middle"), [(["1", "9", "5"], "5"), (["1", "2"], "1.5"), (["70"], "70")])
    def test_is_the_middle_total(self, totals: list[str], middle: str) -> None:
        assert median_of(Decimal(t) for t in totals) == Decimal(middle)


def _result(set_no: int, sheets: dict[str, Filled], rules: CouncilSettings):  # type: ignore[no-untyped-def]
    return council_result(FULL, "province", set_no, sheets, seats(*sheets), settings=rules, round=2)
