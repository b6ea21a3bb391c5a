"""Facts about a council, told in the words of the treaty: people by id, never their names or why one stood aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ocop_events.evaluation.council import (
    CouncilDissolvedV1,
    CouncilFormedV1,
    CouncilReseatedV1,
    CouncilSeat,
    MemberRecusedV1,
)

from services.evaluation.cases.case import Case
from services.evaluation.councils.council import Council, State


def formed(council: Council, case: Case) -> CouncilFormedV1:
    return CouncilFormedV1(**_facts(council, case), formed_at=council.formed_at)


def reseated(council: Council, case: Case) -> CouncilReseatedV1:
    return CouncilReseatedV1(**_facts(council, case), reseated_at=council.formed_at)


def recused(council: Council, case: Case, person_id: str, at: datetime) -> MemberRecusedV1:
    return MemberRecusedV1(**_facts(council, case), person_id=person_id, recused_at=at)


def dissolved(council: Council, case: Case, at: datetime) -> CouncilDissolvedV1:
    return CouncilDissolvedV1(**_facts(council, case), dissolved_at=at)


def _facts(council: Council, case: Case) -> dict[str, Any]:
    sitting = () if council.state is State.DISSOLVED else council.seats
    return {
        "case_id": case.id,
        "dossier_id": case.dossier.dossier_id,
        "office": council.office,
        "council_id": council.id,
        "seats": [
            CouncilSeat(person_id=seat.person_id, part=seat.part.value, recused=seat.recusal is not None)
            for seat in sitting
        ],
        "recused": list(council.recused),
    }
