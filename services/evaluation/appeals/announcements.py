"""Events about appeals: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.evaluation.appeal import (
    AppealAcceptedV1,
    AppealFacts,
    AppealLodgedV1,
    AppealOverdueV1,
    AppealRefusedV1,
    AppealSettledV1,
)
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.appeals.appeal import Appeal, Passed

F = TypeVar("F", bound=AppealFacts)


def of(kind: type[F], appeal: Appeal, **own: object) -> F:
    """An event of an appeal: fields of the same name are the appeal's own."""
    decision = _paper(appeal.decision_number, appeal.decided_on, appeal.office) if appeal.decision_number else None
    return mapped(kind, appeal, appeal_id=appeal.id, decision=decision, **own)


def lodged(unit: Unit, appeal: Appeal) -> None:
    unit.announce(of(AppealLodgedV1, appeal, accept_by=appeal.due_on), place=appeal.place)


def accepted(unit: Unit, appeal: Appeal) -> None:
    assert appeal.acceptance is not None, "one that is accepted says so"
    fact = of(AppealAcceptedV1, appeal, settle_by=appeal.due_on, accepted_on=appeal.acceptance.accepted_on)
    unit.announce(fact, place=appeal.place)


def refused(unit: Unit, appeal: Appeal) -> None:
    assert appeal.refusal is not None, "one that is refused says why"
    why = {"reason": appeal.refusal.reason, "refused_on": appeal.refusal.refused_on}
    unit.announce(of(AppealRefusedV1, appeal, **why), place=appeal.place)


def settled(unit: Unit, appeal: Appeal) -> None:
    said = appeal.settlement
    assert said is not None, "one that is settled says how"
    paper = _paper(said.paper_number, said.paper_on, appeal.office) if said.paper_number and said.paper_on else None
    how = {name: value for name, value in dict(said).items() if name in AppealSettledV1.model_fields}
    unit.announce(of(AppealSettledV1, appeal, **how, paper=paper), place=appeal.place)


def overdue(unit: Unit, appeal: Appeal, late: Passed) -> None:
    fact = of(AppealOverdueV1, appeal, step=late.step.value, was_due_on=late.was_due_on)
    unit.announce(fact, place=appeal.place)


def _paper(number: str, on: object, office: str) -> OfficialPaper:
    return OfficialPaper.model_validate({"number": number, "signed_on": on, "office": office})
