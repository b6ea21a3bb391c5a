"""Events about councils: one mapping from the aggregate to the contract. People by id, never their names or why one stood aside."""

from __future__ import annotations

from typing import Any

from ocop_events.evaluation.council import (
    CouncilDissolvedV1,
    CouncilFormedV1,
    CouncilReseatedV1,
    CouncilSeat,
    MemberRecusedV1,
)
from ocop_events.vocabulary import ProductRef

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.councils.council import Council
from services.evaluation.councils.lifecycle import State


def facts(council: Council, case: Case) -> dict[str, Any]:
    """What every event of a council carries."""
    sitting = () if council.state is State.DISSOLVED else council.seats
    return {
        "case_id": case.id,
        "dossier_id": case.dossier.dossier_id,
        "office": council.office,
        "council_id": council.id,
        "seats": [mapped(CouncilSeat, seat, recused=seat.recusal is not None) for seat in sitting],
        "recused": list(council.recused),
        "product": ProductRef.model_validate(case.dossier.product.model_dump()),
        "leaderless": council.state is not State.DISSOLVED and council.led_by is None,
    }


def formed(unit: Unit, council: Council, case: Case) -> None:
    unit.announce(CouncilFormedV1(**facts(council, case), formed_at=council.formed_at), place=case.place)


def reseated(unit: Unit, council: Council, case: Case) -> None:
    unit.announce(CouncilReseatedV1(**facts(council, case), reseated_at=council.formed_at), place=case.place)


def changed(unit: Unit, council: Council, case: Case) -> None:
    unit.announce(CouncilReseatedV1(**facts(council, case), reseated_at=unit.now), place=case.place)


def recused(unit: Unit, council: Council, case: Case, person_id: str) -> None:
    fact = MemberRecusedV1(**facts(council, case), person_id=person_id, recused_at=unit.now)
    unit.announce(fact, place=case.place)


def dissolved(unit: Unit, council: Council, case: Case) -> None:
    unit.announce(CouncilDissolvedV1(**facts(council, case), dissolved_at=unit.now), place=case.place)
