"""Facts about scoring, told in the words of the treaty. No event carries a score before all are revealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ocop_events.evaluation.scoring import (
    ScorecardSealedV1,
    ScoresDisputedV1,
    ScoresRevealedV1,
    ScoringConcludedV1,
    ScoringOpenedV1,
)
from ocop_events.vocabulary import MemberSheet as TreatySheet

from services.evaluation.cases.dossier import MemberSheet
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet


def opened(scoring: Scoring) -> ScoringOpenedV1:
    return ScoringOpenedV1(
        **_facts(scoring),
        members=[scorer.person_id for scorer in scoring.scorers],
        recused=list(scoring.recused),
        rulebook_id=scoring.rulebook_id,
        opened_at=scoring.rounds[-1].opened_at,
    )


def sealed(scoring: Scoring, sheet: Sheet) -> ScorecardSealedV1:
    assert sheet.digest
    assert sheet.sealed_at
    return ScorecardSealedV1(
        **_facts(scoring), member_id=sheet.member_id, digest=sheet.digest, sealed_at=sheet.sealed_at
    )


def revealed(scoring: Scoring, told: Sequence[MemberSheet], at: datetime) -> ScoresRevealedV1:
    sheets = [TreatySheet.model_validate(sheet.model_dump()) for sheet in told]
    return ScoresRevealedV1(**_facts(scoring), sheets=sheets, revealed_at=at)


def disputed(scoring: Scoring, at: datetime) -> ScoresDisputedV1:
    last = scoring.rounds[-1]
    assert last.spread
    assert last.limit
    return ScoresDisputedV1(**_facts(scoring), spread=last.spread, limit=last.limit, disputed_at=at)


def concluded(scoring: Scoring) -> ScoringConcludedV1:
    result = scoring.result
    assert result is not None
    return ScoringConcludedV1(**_facts(scoring), total=result.total, star=result.star, concluded_at=result.concluded_at)


def _facts(scoring: Scoring) -> dict[str, Any]:
    return {
        "case_id": scoring.case_id,
        "dossier_id": scoring.dossier_id,
        "office": scoring.office,
        "council_id": scoring.council_id,
        "round": scoring.round,
    }
