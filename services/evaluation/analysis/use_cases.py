"""What is asked of concluded scorings and of the rulings of a time; and that each ruling's totals are kept."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import NotFound
from kit.work import Unit
from programme.roles import OFFICERS
from services.evaluation.analysis import store
from services.evaluation.analysis.leaning import OfficeLeaning, a_year_before, leaning
from services.evaluation.analysis.marks import marks_of
from services.evaluation.analysis.question import LeaningQuestion
from services.evaluation.analysis.steadiness import Steadiness, steadiness
from services.evaluation.cases import legal
from services.evaluation.cases import store as case_store
from services.evaluation.rulings import refusals
from services.evaluation.rulings.ruling import Ruling
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring.result import bench_of


async def note_marks(unit: Unit, ruling: Ruling) -> None:
    """Keeps a ruling's totals, in the transaction that issues it."""
    if found := marks_of(ruling):
        await store.marks.add(unit, found)


async def steadiness_of(unit: Unit, case_id: str, *, by: Principal) -> Steadiness:
    """How firmly the result of a case stands; raises NotFound outside the office, NotConcluded before the result."""
    case = await case_store.seen_inside(unit, case_id, by)
    scoring = await scoring_store.of_case(unit, case_id)
    if scoring is None or scoring.result is None:
        raise refusals.NotConcluded()
    shown = await scoring_store.revealed(unit, case_id, scoring.round)
    return steadiness(legal.rulebook_of(case.dossier), bench_of(case, scoring, shown, unit.today))


async def leaning_of(unit: Unit, asked: LeaningQuestion, *, by: Principal) -> OfficeLeaning:
    """
    Compares an office's scores, for officers of that office or above it; raises NotFound to all others. The caller's own
    office unless one is named, the past year unless days are given.
    """
    office = asked.office or next(iter(by.offices(*OFFICERS)), "")
    if not office or not by.covers(office, *OFFICERS):
        raise NotFound()
    last = asked.until or unit.today
    first = asked.since or a_year_before(last)
    found = await store.of_office(unit, office, since=first, until=last)
    return leaning(office, found, since=first, until=last)
