"""What is asked of a concluded scoring before it is ruled on."""

from __future__ import annotations

from kit.identity import Principal
from kit.storage import Unit
from services.evaluation import legal
from services.evaluation.analysis.steadiness import Steadiness, steadiness
from services.evaluation.cases import store as case_store
from services.evaluation.rulings import refusals
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring import use_cases as scoring_use_cases


async def steadiness_of(unit: Unit, case_id: str, *, by: Principal) -> Steadiness:
    """How firmly the result of a case stands; raises NotFound outside the office, NotConcluded before the result."""
    case = await case_store.seen_inside(unit, case_id, by)
    scoring = await scoring_store.of_case(unit, case_id)
    if scoring is None or scoring.result is None:
        raise refusals.NotConcluded()
    shown = await scoring_store.revealed(unit, case_id, scoring.round)
    return steadiness(legal.rulebook_of(case.dossier), scoring_use_cases.bench_of(case, scoring, shown, unit.today))
