"""Events about outside decisions: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import Any

from ocop_events.evaluation.outside_decision import (
    OutsideDecisionConfirmedV1,
    OutsideDecisionEnteredV1,
    OutsideDecisionFacts,
    OutsideDecisionRejectedV1,
)
from ocop_events.vocabulary import OfficialPaper, SignedPaper

from kit.mapped import mapped
from kit.work import Unit
from law.scoring import points_text
from services.evaluation.cases.case import Case
from services.evaluation.outside_decisions.outside_decision import OutsideDecision


def facts(one: OutsideDecision, case: Case) -> dict[str, Any]:
    """What every event of an outside decision carries. `office`: the one that enters it; who decided is the paper's."""
    signed = {"signed_on": one.decided_on, "office": one.above, "name": one.paper.name, "sha256": one.paper.sha256}
    own = {
        "outside_decision_id": one.id,
        "product": case.dossier.product,
        "producer": case.dossier.producer,
        "total": points_text(one.total),
        "decision": mapped(OfficialPaper, one, **signed),
        "paper": mapped(SignedPaper, one.paper),
    }
    return dict(mapped(OutsideDecisionFacts, one, **own))


def entered(unit: Unit, one: OutsideDecision, case: Case) -> None:
    """Announces what one person entered."""
    fact = OutsideDecisionEnteredV1(**facts(one, case), entered_by=one.entered_by.id or "", entered_on=one.entered_on)
    unit.announce(fact, place=case.place)


def confirmed(unit: Unit, one: OutsideDecision, case: Case) -> None:
    """Announces that another person found it to be what the paper says."""
    assert one.settled_by is not None, "announced once it is settled"
    who = {"entered_by": one.entered_by.id or "", "confirmed_by": one.settled_by.id or ""}
    unit.announce(OutsideDecisionConfirmedV1(**facts(one, case), **who, confirmed_on=unit.today), place=case.place)


def rejected(unit: Unit, one: OutsideDecision, case: Case) -> None:
    """Announces that the entry is not what the paper says."""
    fact = OutsideDecisionRejectedV1(**facts(one, case), reason=one.reason or "", rejected_on=unit.today)
    unit.announce(fact, place=case.place)
