"""What must hold of a year's plan of inspections, and what it becomes. Pure: time, ids, producers and visits come in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from kit.command import Reason
from kit.identity import Principal, is_within
from kit.mapped import mapped
from kit.papers.number import Place, official_number
from kit.refusal import Forbidden
from law import papers
from programme.roles import OFFICERS, acts_for
from services.registry.inspections import refusals
from services.registry.inspections.commands import ApprovalCommand, LineCommand, PlanCommand
from services.registry.inspections.inspection import Inspection
from services.registry.inspections.inspection_plan import Approval, InspectionPlan, PlanLine
from services.registry.inspections.lifecycle import PlanVerb, State
from services.registry.producers.producer import Producer


def office_to_plan_for(by: Principal, chosen: str | None) -> str:
    """The office whose plan somebody makes: the one chosen, else their only one. Raises OfficeMissing."""
    mine = list(dict.fromkeys(by.offices(*OFFICERS)))
    if chosen in mine:
        return chosen
    if chosen or len(mine) != 1:
        raise refusals.OfficeMissing(pointer="/office")
    return mine[0]


def require_planner(by: Principal, office: str) -> None:
    """An officer of exactly this office. Raises Forbidden."""
    if not any(by.holds(role, office) for role in OFFICERS):
        raise Forbidden()


def opened(id: str, command: PlanCommand, *, office: str, on: date) -> InspectionPlan:
    """A plan without a line. Raises YearOver."""
    if command.year < on.year:
        raise refusals.YearOver(pointer="/year", year=str(command.year))
    return mapped(InspectionPlan, command, id=id, office=office)


def with_line(
    plan: InspectionPlan, command: LineCommand, producer: Producer, *, at: datetime, by: Principal
) -> InspectionPlan:
    """The plan with one producer more. Raises StepRefused, OwnProducer, OutsideTheTerritory, OnThePlanAlready."""
    if acts_for(by, producer.id):
        raise refusals.OwnProducer(pointer="/producer_id")
    if not is_within(producer.place.path, plan.office):
        raise refusals.OutsideTheTerritory(pointer="/producer_id")
    if any(one.producer_id == producer.id for one in plan.lines):
        raise refusals.OnThePlanAlready(pointer="/producer_id", producer=producer.name)
    line = PlanLine(
        **dict(command),
        id=str(plan.next_line),
        producer_name=producer.name,
        producer_kind=producer.kind,
        place=producer.place,
    )
    return plan.stepped(
        PlanVerb.CHANGE,
        at=at,
        by=by,
        office=plan.office,
        note=f"+ {producer.name}",
        lines=(*plan.lines, line),
        next_line=plan.next_line + 1,
    )


def without_line(
    plan: InspectionPlan, line_id: str, *, visited: Collection[str], at: datetime, by: Principal
) -> InspectionPlan:
    """The plan without a line; `visited`: lines that have a visit. Raises StepRefused, NoSuchLine, LineScheduled."""
    line = plan.line(line_id)
    if line is None:
        raise refusals.NoSuchLine()
    if line_id in visited:
        raise refusals.LineScheduled()
    left = tuple(one for one in plan.lines if one.id != line_id)
    return plan.stepped(PlanVerb.CHANGE, at=at, by=by, office=plan.office, note=f"− {line.producer_name}", lines=left)


def approved(
    plan: InspectionPlan, command: ApprovalCommand, *, at: datetime, on: date, by: Principal
) -> InspectionPlan:
    """The plan as its office's leader approved it. Raises StepRefused, NothingPlanned, SignedInFuture."""
    after = plan.stepped(
        PlanVerb.APPROVE,
        at=at,
        by=by,
        office=plan.office,
        note=command.number,
        approval=Approval(**dict(command), approved_on=on),
    )
    if not plan.lines:
        raise refusals.NothingPlanned()
    if command.signed_on > on:
        raise refusals.SignedInFuture(pointer="/signed_on", day=f"{command.signed_on:%d/%m/%Y}")
    return after


def numbered(plan: InspectionPlan, command: ApprovalCommand) -> Place:
    """Where the number stands of the paper that approves a plan. Raises NumberUnreadable."""
    symbol = papers.symbol(plan.office, command.signed_on)
    return Place(plan.office, official_number(command.number, symbol, pointer="/number"), command.signed_on)


def amended(plan: InspectionPlan, command: Reason, *, at: datetime, by: Principal) -> InspectionPlan:
    """An approved plan opened again; visits that are scheduled stay. Raises StepRefused."""
    return plan.stepped(PlanVerb.AMEND, at=at, by=by, office=plan.office, note=command.reason or None)


def closed(
    plan: InspectionPlan, visits: Sequence[Inspection], unplanned: int, *, at: datetime, on: date, by: Principal
) -> InspectionPlan:
    """
    The plan whose year is over, with what became of it. `visits`: of its lines; `unplanned`: held by the office that year
    beside it. Raises StepRefused, LinesStillOpen.
    """
    held = {one.line_id for one in visits if one.state is State.COMPLETED}
    after = plan.stepped(
        PlanVerb.CLOSE, at=at, by=by, office=plan.office, held=len(held), unplanned=unplanned, closed_on=on
    )
    if still := [one for one in visits if one.state in (State.SCHEDULED, State.CHECKED)]:
        raise refusals.LinesStillOpen(count=len(still))
    return after
