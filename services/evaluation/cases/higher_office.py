"""What becomes of a case by what a higher office found: decided by its paper, or examined again here. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kit.history import Actor
from kit.identity import Principal
from services.evaluation.cases import refusals
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import EXAMINED_AGAIN, Layer
from services.evaluation.cases.lifecycle import Verb


def decided_elsewhere(case: Case, *, recognised: bool, office: str, at: datetime, number: str) -> Case:
    """The case as a higher office that works without this platform decided it, by its paper."""
    verb = Verb.TAKE_UP_RECOGNITION if recognised else Verb.TAKE_UP_REFUSAL
    return case.stepped(verb, at=at, by=Actor(id=None, name=office), note=number)


def examined_again(
    case: Case, *, reason: str, seated: Sequence[str], presiding: str | None, by: Principal, on: date, at: datetime
) -> Case:
    """
    The case before its own council again, after a higher office sent it back. A layer of its own says so: from then on this
    council's result decides, not the higher one's, whose finding stays below it.
    """
    if not reason:
        raise refusals.ReasonMissing(pointer="/reason")
    again = Layer(
        office=case.office,
        tier=case.tier,
        case_id=case.id,
        outcome=EXAMINED_AGAIN,
        rulebook_id=case.dossier.rulebook_id,
        decided_on=on,
        note=reason,
    )
    changed: dict[str, Any] = {
        "layers": (*case.layers, again),
        "seated": tuple(seated),
        "presiding": presiding,
        "elsewhere": None,
    }
    return case.stepped(Verb.EXAMINE_AGAIN, at=at, by=by, note=reason, **changed)
