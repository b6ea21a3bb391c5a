"""Nobody acts: a day is set for every step of a council, somebody is reminded, and the office goes on."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from law.rulebooks import shelf
from law.terms import STEPS
from services.evaluation.cases.case import STEPS_IN
from services.evaluation.cases.lifecycle import LIFECYCLE as CASE
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.lifecycle import Verb as CaseVerb
from services.evaluation.cases.rules import ENDED, RUNNING
from services.evaluation.councils.lifecycle import LIFECYCLE as COUNCIL
from services.evaluation.councils.lifecycle import State as CouncilState
from services.evaluation.councils.lifecycle import Verb as CouncilVerb
from services.evaluation.reminders.timers import begin_terms
from services.evaluation.scoring.lifecycle import LIFECYCLE as SCORING
from services.evaluation.scoring.lifecycle import State as ScoringState
from services.evaluation.scoring.lifecycle import Verb as ScoringVerb
from tests.evaluation.across_slices.test_pages import Browser
from tests.evaluation.evaluation_harness import (
    CHAIR,
    HUONG,
    MEMBERS,
    OFFICER,
    SECRETARY,
    Deployment,
    Estate,
    at_the_province,
    best,
    seal_all,
    seats,
)

REMINDED = "vn.ocop.evaluation.council.reminded.v1"
BEST = best(shelf().get("R26"), 1)
MET = {
    (CaseState.OPENED, None, None),
    (CaseState.OPENED, CouncilState.FORMED, None),
    (CaseState.RETURNED, CouncilState.FORMED, None),
    (CaseState.COUNCIL, CouncilState.FORMED, None),
    (CaseState.SCORING, CouncilState.SITTING, ScoringState.OPEN),
    (CaseState.SCORING, CouncilState.SITTING, ScoringState.REVEALED),
    (CaseState.SCORING, CouncilState.SITTING, ScoringState.DISPUTED),
    (CaseState.SCORED, CouncilState.DISSOLVED, ScoringState.CONCLUDED),
    (CaseState.REFERRED_BACK, CouncilState.DISSOLVED, ScoringState.CONCLUDED),
}
"""The states of case, council and scoring that are met together at an office whose council scores, before the case ends."""
PRODUCERS_TURN = {CaseState.RETURNED}
"""What the producer owes: the office's clock stands still, and no council waits."""


def ways_out(case: CaseState, council: CouncilState | None, scoring: ScoringState | None) -> set[str]:
    """What the officers of the office alone can do, none of the council acting, by the tables and who may (ADR 46)."""
    found: set[str] = set()
    for verb in (CaseVerb.FORM_COUNCIL, CaseVerb.OPEN_SCORING, CaseVerb.RECOGNISE, CaseVerb.NOT_RECOGNISE):
        if verb in CASE.may(case):
            found.add(verb.value)
    # The chair's alone are these; so the officers must be able to put somebody else in the chair.
    chairs = {ScoringVerb.REVEAL, ScoringVerb.SCORE_AGAIN, ScoringVerb.CONCLUDE}
    waits = scoring is not None and chairs & set(SCORING.may(scoring))
    if waits and council is not None and CouncilVerb.REPLACE in COUNCIL.may(council):
        found.add("replace and go on")
    return found


class TestEveryState:
    def test_of_case_council_and_scoring_has_a_day_and_a_way_out_by_the_office(self) -> None:
        for case, council, scoring in sorted(MET, key=str):
            if case in PRODUCERS_TURN:
                continue
            assert ways_out(case, council, scoring), (case, council, scoring)
            assert case in RUNNING or any(case in states for states in STEPS_IN.values()), case

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
                or (council is None and case is not CaseState.OPENED)
                or (scoring is ScoringState.CONCLUDED and council is not CouncilState.DISSOLVED)
            )
            assert apart, (case, council, scoring)

    def test_of_a_council_s_step_has_a_term(self) -> None:
        assert set(STEPS) == set(STEPS_IN)


async def wait(province: Deployment, until: datetime) -> None:
    """Lets the time pass and what falls due be done, as the ticker does."""
    province.clock.set(until)
    await province.service.ticker.sweep_once()


async def formed(province: Deployment, estate: Estate) -> str:
    case = await at_the_province(province, estate)
    await province.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    return case


async def due(province: Deployment, case: str) -> dict[str, Any]:
    return dict((await province.read(OFFICER, case))["step_due"])


def morning_after(day: str, days: int = 1) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=days)


class TestAStepThatNobodyTakes:
    async def test_has_a_day_is_reminded_of_and_then_overdue_on_top(self, province: Deployment, estate: Estate) -> None:
        case = await formed(province, estate)
        waits = await due(province, case)
        assert (waits["step"], waits["assumed"]) == ("open", True)
        page = html.unescape(await Browser(province, CHAIR).open(case.removeprefix("/api")))
        assert "mở chấm điểm, hạn" in page
        assert "mức chung" in page
        await wait(province, morning_after(waits["due_on"], 0))
        [first] = await province.facts(REMINDED)
        assert (first["overdue"], set(first["members"])) == (False, {CHAIR.id, SECRETARY.id})
        await wait(province, morning_after(waits["due_on"]))
        [_, second] = await province.facts(REMINDED)
        assert (second["overdue"], second["step"], second["due_on"]) == (True, "open", waits["due_on"])
        later = await at_the_province(province, estate, id="d-2")
        await province.send(OFFICER, f"{later}/council", seats(), version="case", method="PUT")
        work = html.unescape(await Browser(province, CHAIR).open("/work"))
        assert work.index(case.removeprefix("/api")) < work.index(later.removeprefix("/api"))
        assert "Quá hạn" in work
        await province.send(OFFICER, f"{case}/scoring", version="case")  # the office goes on
        assert (await due(province, case))["step"] == "score"

    async def test_names_who_owes_a_sheet_and_the_office_goes_on_without_them(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await formed(province, estate)
        await province.send(CHAIR, f"{case}/scoring", version="case")
        await seal_all(province, case, dict.fromkeys(MEMBERS[:3], BEST))
        waits = await due(province, case)
        await wait(province, morning_after(waits["due_on"]))
        [fact] = await province.facts(REMINDED)
        assert (fact["overdue"], set(fact["members"])) == (True, {CHAIR.id, MEMBERS[3].id, SECRETARY.id})
        body = {"leaves": CHAIR.id, "person_id": MEMBERS[0].id, "reason": "Không chấm"}
        await province.send(OFFICER, f"{case}/replacements", body)
        await province.send(MEMBERS[0], f"{case}/scoring/reveal")
        assert (await due(province, case))["step"] == "conclude"
        await province.send(MEMBERS[0], f"{case}/scoring/conclude")
        assert (await due(province, case))["step"] == "rule"

    async def test_that_was_taken_is_reminded_of_no_more(self, province: Deployment, estate: Estate) -> None:
        case = await formed(province, estate)
        waits = await due(province, case)
        await province.send(OFFICER, f"{case}/return", {"missing": ["Phiếu kiểm nghiệm"]}, version="case")
        await wait(province, morning_after(waits["due_on"], 2))
        assert await province.facts(REMINDED) == []
        assert (await province.read(OFFICER, case))["step_due"] is None

    async def test_left_by_a_release_without_terms_has_one_from_the_start(
        self, province: Deployment, estate: Estate
    ) -> None:
        case = await formed(province, estate)
        await province.service.database["cases"].update_many({}, {"$unset": {"step_due": "", "due_on": ""}})
        assert (await province.read(OFFICER, case))["step_due"] is None
        await begin_terms(province.service)
        assert (await due(province, case))["step"] == "open"

    async def test_shows_its_producer_no_day(self, province: Deployment, estate: Estate) -> None:
        case = await formed(province, estate)
        await wait(province, morning_after((await due(province, case))["due_on"], 3))
        assert "step_due" not in await province.read(HUONG, case)
        work = html.unescape(await Browser(province, HUONG).open("/work"))
        assert "Quá hạn</strong>" not in work
        assert "Quá hạn (" not in work
