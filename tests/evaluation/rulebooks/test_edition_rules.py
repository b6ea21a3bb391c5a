"""When a later edition may be applied to a pending case, by the rules alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from law.rulebooks import Rulebook, shelf
from services.evaluation.rulebooks import refusals, rules
from services.evaluation.scoring.lifecycle import State
from services.evaluation.scoring.scoring import Round, Scorer, Scoring

ACTS = [pytest.param(book, id=book.id) for book in shelf().all()]
OPENED = datetime(2026, 8, 3, 2, tzinfo=UTC)


def scoring(**changes: Any) -> Scoring:
    one = Scoring(
        id="s-1",
        case_id="case-1",
        dossier_id="d-1",
        office="33",
        place="33/11977",
        council_id="k-1",
        rulebook_id="R26",
        rulebook_hash="a" * 64,
        set_no=1,
        scorers=(Scorer(person_id="m-1", name="M"),),
        chair_id="m-1",
        rounds=(Round(number=1, opened_at=OPENED),),
    )
    return one.model_copy(update=changes)


def changed(book: Rulebook, **tier: Any) -> Rulebook:
    first, *others = book.tiers
    return book.model_copy(update={"tiers": (first.model_copy(update=tier), *others)})


@pytest.mark.parametrize("book", ACTS)
class TestALaterEdition:
    def test_with_the_same_ways_and_days_is_a_misprint_mended(self, book: Rulebook) -> None:
        rules.require_a_misprint(book, book.model_copy(update={"validity_months": 1}))

    @pytest.mark.parametrize("changes", [{"level": "country"}, {"acts": "looks on"}])
    def test_with_another_tier_is_another_act(self, book: Rulebook, changes: dict[str, str]) -> None:
        with pytest.raises(refusals.MoreThanAMisprint):
            rules.require_a_misprint(book, changed(book, **changes))

    def test_with_a_tier_more_or_less_is_another_act(self, book: Rulebook) -> None:
        for tiers in (book.tiers[1:], (*book.tiers, book.tiers[0])):
            with pytest.raises(refusals.MoreThanAMisprint):
                rules.require_a_misprint(book, book.model_copy(update={"tiers": tiers}))

    def test_from_another_day_is_another_act(self, book: Rulebook) -> None:
        span = book.in_force
        later = span.model_copy(update={"first": span.first.replace(year=span.first.year + 1)})
        with pytest.raises(refusals.MoreThanAMisprint):
            rules.require_a_misprint(book, book.model_copy(update={"in_force": later}))


class TestAScoring:
    def test_that_is_open_and_has_no_sealed_sheet_takes_it(self) -> None:
        rules.require_nothing_sealed(scoring())

    @pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
    def test_in_any_other_state_does_not(self, state: State) -> None:
        with pytest.raises(refusals.SealedUnderTheFormer):
            rules.require_nothing_sealed(scoring(state=state))

    @pytest.mark.parametrize(
        "changes",
        [{"sealed": ("m-1",)}, {"rounds": tuple(Round(number=n, opened_at=OPENED) for n in (1, 2))}],
    )
    def test_with_a_sealed_sheet_in_this_round_or_before_does_not(self, changes: dict[str, Any]) -> None:
        with pytest.raises(refusals.SealedUnderTheFormer):
            rules.require_nothing_sealed(scoring(**changes))
