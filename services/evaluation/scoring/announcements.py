"""Events about scoring: one mapping from the aggregate to the contract. No event carries a score before all are revealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop_events.evaluation.scoring import (
    ScorecardSealedV1,
    ScorecardUnsealedV1,
    ScoresDisputedV1,
    ScoresRevealedV1,
    ScoringConcludedV1,
    ScoringOpenedV1,
)
from ocop_events.vocabulary import EditionApplied, ProductRef
from ocop_events.vocabulary import MemberSheet as ContractSheet

from kit.work import Unit
from services.evaluation.cases.dossier import MemberSheet
from services.evaluation.scoring.scoring import Scoring
from services.evaluation.scoring.sheet import Sheet


def facts(scoring: Scoring) -> dict[str, Any]:
    """What every event of a scoring carries."""
    return {
        "case_id": scoring.case_id,
        "dossier_id": scoring.dossier_id,
        "office": scoring.office,
        "council_id": scoring.council_id,
        "round": scoring.round,
        "product": ProductRef.model_validate(scoring.product.model_dump()) if scoring.product else None,
        "council": list(scoring.council),
    }


def opened(unit: Unit, scoring: Scoring) -> None:
    correction = scoring.rounds[-1].correction
    fact = ScoringOpenedV1(
        **facts(scoring),
        members=[scorer.person_id for scorer in scoring.scorers],
        recused=list(scoring.recused),
        rulebook_id=scoring.rulebook_id,
        opened_at=scoring.rounds[-1].opened_at,
        rulebook_hash=scoring.rulebook_hash,
        correction=EditionApplied.model_validate(correction.model_dump()) if correction else None,
    )
    unit.announce(fact, place=scoring.place)


def sealed(unit: Unit, scoring: Scoring, sheet: Sheet) -> None:
    assert sheet.digest
    assert sheet.sealed_at
    fact = ScorecardSealedV1(
        **facts(scoring), member_id=sheet.member_id, digest=sheet.digest, sealed_at=sheet.sealed_at
    )
    unit.announce(fact, place=scoring.place)


def unsealed(unit: Unit, scoring: Scoring, member_id: str, digest: str) -> None:
    fact = ScorecardUnsealedV1(**facts(scoring), member_id=member_id, digest=digest, unsealed_at=unit.now)
    unit.announce(fact, place=scoring.place)


def revealed(unit: Unit, scoring: Scoring, shown: Sequence[MemberSheet]) -> None:
    sheets = [ContractSheet.model_validate(sheet.model_dump()) for sheet in shown]
    fact = ScoresRevealedV1(**facts(scoring), sheets=sheets, revealed_at=unit.now)
    unit.announce(fact, place=scoring.place)


def disputed(unit: Unit, scoring: Scoring) -> None:
    last = scoring.rounds[-1]
    assert last.spread
    assert last.limit
    fact = ScoresDisputedV1(**facts(scoring), spread=last.spread, limit=last.limit, disputed_at=unit.now)
    unit.announce(fact, place=scoring.place)


def concluded(unit: Unit, scoring: Scoring) -> None:
    result = scoring.result
    assert result is not None
    fact = ScoringConcludedV1(**facts(scoring), total=result.total, star=result.star, concluded_at=result.concluded_at)
    unit.announce(fact, place=scoring.place)
