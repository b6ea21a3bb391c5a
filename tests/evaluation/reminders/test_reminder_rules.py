"""Every state of case, council and scoring together: a day for the step, and a way out by the office alone."""

from __future__ import annotations

from datetime import date
from itertools import product

from law.terms import STEPS
from services.evaluation.cases.case import STEPS_IN
from services.evaluation.cases.lifecycle import LIFECYCLE as CASE
from services.evaluation.cases.lifecycle import SCORING_OFFICES_DO
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.cases.rules import ENDED, RUNNING, next_due
from services.evaluation.councils.lifecycle import LIFECYCLE as COUNCIL
from services.evaluation.councils.lifecycle import State as CouncilState
from services.evaluation.councils.lifecycle import Verb as CouncilVerb
from services.evaluation.scoring.lifecycle import LIFECYCLE as SCORING
from services.evaluation.scoring.lifecycle import State as ScoringState
from services.evaluation.scoring.lifecycle import Verb as ScoringVerb
from tests.evaluation.cases.test_clocks import opened, returned

MET = {
    (CaseState.OPENED, None, None),
    (CaseState.OPENED, CouncilState.FORMED, None),
    (CaseState.RETURNED, None, None),
    (CaseState.RETURNED, CouncilState.FORMED, None),
    (CaseState.COUNCIL, CouncilState.FORMED, None),
    (CaseState.SCORING, CouncilState.SITTING, ScoringState.OPEN),
    (CaseState.SCORING, CouncilState.SITTING, ScoringState.REVEALED),
    (CaseState.SCORING, CouncilState.SITTING, ScoringState.DISPUTED),
    (CaseState.SCORED, CouncilState.DISSOLVED, ScoringState.CONCLUDED),
    (CaseState.REFERRED_BACK, CouncilState.DISSOLVED, ScoringState.CONCLUDED),
}
"""The states of case, council and scoring that are met together at an office whose council scores, before the case ends."""


def ways_out(case: CaseState, council: CouncilState | None, scoring: ScoringState | None) -> set[str]:
    """What the officers of the office alone can do, none of the council acting, by the tables and who may (ADR 46)."""
    found: set[str] = set()
    for verb in (CaseVerb.FORM_COUNCIL, CaseVerb.OPEN_SCORING, CaseVerb.RECOGNISE, CaseVerb.NOT_RECOGNISE,
        CaseVerb.DECLINE_UNSUPPLEMENTED,
    ):  # fmt: skip
        if verb in CASE.may(case):
            found.add(verb.value)
    # The chair's alone are these; so the officers must be able to put somebody else in the chair.
    chairs = {ScoringVerb.REVEAL, ScoringVerb.SCORE_AGAIN, ScoringVerb.CONCLUDE}
    waits = scoring is not None and chairs & set(SCORING.may(scoring))
    if waits and council is not None and CouncilVerb.REPLACE in COUNCIL.may(council):
        found.add("replace and go on")
    return found


def has_a_day_to_supplement(state: CaseState) -> bool:
    """Whether the producer's turn ends on a day, also where the officer named none."""
    if state is not CaseState.RETURNED:
        return False
    case = opened(date(2026, 8, 3))
    back = returned(case, date(2026, 8, 7))
    return next_due(back) is not None


class TestEveryState:
    def test_of_case_council_and_scoring_has_a_day_and_a_way_out_by_the_office(self) -> None:
        for case, council, scoring in sorted(MET, key=str):
            assert ways_out(case, council, scoring), (case, council, scoring)
            assert (
                case in RUNNING or any(case in states for states in STEPS_IN.values()) or has_a_day_to_supplement(case)
            )

    def test_of_an_office_that_screens_has_a_way_out_by_the_office(self) -> None:
        own = {CaseVerb.SCREEN, CaseVerb.FORWARD, CaseVerb.DECLINE_UNSUPPLEMENTED}
        for case in set(CaseState) - ENDED - {CaseState.FORWARDED}:
            if case in {CaseState.OPENED, CaseState.RETURNED, CaseState.SCREENED}:
                assert own & set(CASE.may(case, SCORING_OFFICES_DO)), case
            else:  # only a council's office comes here
                assert any(case is met for met, *_ in MET), case

    def test_is_one_of_those_that_are_met_or_cannot_be(self) -> None:
        """The three tables together: whatever else is put side by side, one of them is over or not begun."""
        sitting = {ScoringState.OPEN, ScoringState.REVEALED, ScoringState.DISPUTED}
        for case, council, scoring in product(CaseState, [None, *CouncilState], [None, *ScoringState]):
            if case in ENDED or case in (CaseState.SCREENED, CaseState.FORWARDED) or (case, council, scoring) in MET:
                continue
            apart = (
                (council is CouncilState.SITTING) != (scoring in sitting)  # a council sits while it scores
                or (case is CaseState.SCORING) != (council is CouncilState.SITTING)
                or (scoring is ScoringState.CONCLUDED) != (case in (CaseState.SCORED, CaseState.REFERRED_BACK))
                or (scoring is ScoringState.BROKEN_OFF) != (case is CaseState.WITHDRAWN)
                or (council is CouncilState.DISSOLVED and case not in (CaseState.SCORED, CaseState.REFERRED_BACK))
                or (council is None and case not in (CaseState.OPENED, CaseState.RETURNED))
                or (scoring is ScoringState.CONCLUDED and council is not CouncilState.DISSOLVED)
            )
            assert apart, (case, council, scoring)

    def test_of_a_council_s_step_has_a_term(self) -> None:
        assert set(STEPS) == set(STEPS_IN)
