"""Events about cases: one mapping from the aggregate to the contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.evaluation.case import (
    CaseEditionAppliedV1,
    CaseFacts,
    CaseForwardedV1,
    CaseOpenedV1,
    CaseOverdueV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseScreenedV1,
    CaseWithdrawnV1,
)

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Layer


def facts(case: Case) -> dict[str, Any]:
    """What every event of evaluation says of its case."""
    dossier = case.dossier
    own = {
        "case_id": case.id,
        "dossier_id": dossier.dossier_id,
        "product": dossier.product,
        "producer": dossier.producer,
    }
    return dict(mapped(CaseFacts, case, **own))


def opened(unit: Unit, case: Case) -> None:
    """Announces a case that was opened on a dossier handed in here."""
    fact = mapped(CaseOpenedV1, case, **facts(case), **_period(case), number=case.dossier.number)
    unit.announce(fact, place=case.place)


def received(unit: Unit, case: Case) -> None:
    """Announces a case that was opened on what another office forwarded."""
    fact = mapped(CaseReceivedV1, case, **facts(case), **_period(case), received_on=case.opened_on)
    unit.announce(fact, place=case.place)


def returned(unit: Unit, case: Case) -> None:
    """Announces the last sending back to the producer."""
    unit.announce(mapped(CaseReturnedV1, case.returns[-1], **facts(case)), place=case.place)


def screened(unit: Unit, case: Case) -> None:
    """Announces what the screening office found."""
    unit.announce(mapped(CaseScreenedV1, case.screening, **facts(case)), place=case.place)


def unsupplemented(unit: Unit, case: Case, reason: str) -> None:
    """Announces a case that its office ended because the supplement was not handed in by its last day."""
    last = case.returns[-1].last_day
    own = {"proposes": False, "note": reason, "unsupplemented": True, "supplement_was_due_on": last}
    fact = CaseScreenedV1(**facts(case), **own, screened_on=unit.today)
    unit.announce(fact, place=case.place)


def forwarded(unit: Unit, case: Case, *, to_tier: str, reason: str, layers: tuple[Layer, ...]) -> None:
    """Announces a case on its way to the next office, with everything found so far."""
    own = {"to_tier": to_tier, "reason": reason, "layers": layers, "forwarded_on": unit.today}
    unit.announce(mapped(CaseForwardedV1, case, **facts(case), **own), place=case.place)


def edition_applied(unit: Unit, case: Case) -> None:
    """Announces the last edition applied to the case's dossier."""
    dossier = case.dossier
    fact = mapped(CaseEditionAppliedV1, dossier, **facts(case), applied=dossier.editions[-1])
    unit.announce(fact, place=case.place)


def withdrawn(unit: Unit, case: Case, reason: str) -> None:
    """Announces a case that ended because the producer took the dossier back."""
    fact = mapped(CaseWithdrawnV1, case.dossier, **facts(case), reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=case.place)


def overdue(unit: Unit, case: Case, was_due_on: date) -> None:
    """Announces that the office's period ended without its step."""
    step = "screening" if case.screens else "council"
    fact = CaseOverdueV1(**facts(case), step=step, was_due_on=was_due_on, noticed_at=unit.now)
    unit.announce(fact, place=case.place)


def _period(case: Case) -> dict[str, Any]:
    if case.period is None:
        return {}
    return {"due_on": case.period.due_on, "period_days": case.period.days, "period_counted": case.period.counted}
