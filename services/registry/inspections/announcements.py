"""Events about inspections and plans: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import Any, TypeVar

from ocop_events.registry.inspection import (
    Finding,
    InspectionCancelledV1,
    InspectionCompletedV1,
    InspectionPlannedV1,
)
from ocop_events.registry.inspection_plan import (
    InspectionPlanApprovedV1,
    InspectionPlanClosedV1,
    InspectionPlanLine,
)
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.registry.inspections.inspection import Inspection
from services.registry.inspections.inspection_plan import InspectionPlan, PlanLine
from services.registry.producers.announcements import producer_ref
from services.registry.products.announcements import product_ref

F = TypeVar("F", InspectionPlannedV1, InspectionCompletedV1, InspectionCancelledV1)


def of(kind: type[F], inspection: Inspection, **own: Any) -> F:
    """An event of an inspection: fields of the same name are its own."""
    whom = producer_ref(inspection.producer_id, inspection.producer_name, inspection.producer_kind, inspection.place)
    what = (
        product_ref(inspection.product_id, inspection.product_name or "", inspection.set_no or 0)
        if inspection.product_id
        else None
    )
    about = {"inspection_id": inspection.id, "producer": whom, "product": what, "scope": list(inspection.scopes)}
    return mapped(kind, inspection, **about, **own)


def planned(unit: Unit, inspection: Inspection) -> None:
    """Announces, to who inspects, a visit on its day; again when the day is another."""
    unit.announce(of(InspectionPlannedV1, inspection), place=inspection.place.path)


def completed(unit: Unit, inspection: Inspection) -> None:
    """Announces what a visit found, with its record."""
    record = inspection.record
    assert record is not None  # only of a completed one
    paper = mapped(
        OfficialPaper,
        record,
        kind="BB",
        office=inspection.office,
        name=record.file.name if record.file else None,
        sha256=record.file.sha256 if record.file else None,
    )
    findings = [
        mapped(Finding, one, pictures=[picture for picture in inspection.pictures if picture.line == one.line])
        for one in inspection.findings
    ]
    fact = of(
        InspectionCompletedV1,
        inspection,
        finding="passed" if inspection.passed else "failed",
        grounds=[one.found for one in inspection.findings],
        unplanned_because=inspection.unplanned_because or None,
        findings=findings,
        record=paper,
        refused_to_sign=record.refused,
    )
    unit.announce(fact, place=inspection.place.path)


def cancelled(unit: Unit, inspection: Inspection) -> None:
    """Announces, to who inspects, that a visit will not be held."""
    fact = of(InspectionCancelledV1, inspection, cancelled_on=unit.today)
    unit.announce(fact, place=inspection.place.path)


def plan_approved(unit: Unit, plan: InspectionPlan) -> None:
    """Announces a plan as it was approved, the whole of it, to who inspects."""
    approval = plan.approval
    assert approval is not None  # only of an approved one
    paper = OfficialPaper(number=approval.number, signed_on=approval.signed_on, office=plan.office)
    fact = mapped(
        InspectionPlanApprovedV1,
        plan,
        plan_id=plan.id,
        paper=paper,
        lines=[_line(one) for one in plan.lines],
        approved_on=approval.approved_on,
    )
    unit.announce(fact, place=plan.office)


def plan_closed(unit: Unit, plan: InspectionPlan) -> None:
    """Announces what became of a year's plan."""
    unit.announce(
        mapped(InspectionPlanClosedV1, plan, plan_id=plan.id, lines=len(plan.lines), unplanned=plan.unplanned or 0),
        place=plan.office,
    )


def _line(line: PlanLine) -> InspectionPlanLine:
    return mapped(
        InspectionPlanLine,
        line,
        line_id=line.id,
        producer=producer_ref(line.producer_id, line.producer_name, line.producer_kind, line.place),
        scope=list(line.scopes),
        reasons=[one.strip() for one in line.why.splitlines() if one.strip()],
    )
