"""What must hold of an inspection, and what it becomes. Pure: time, ids, producers and counts come in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kit.command import Reason
from kit.history import SYSTEM, Actor
from kit.identity import Principal, is_within
from kit.refusal import Forbidden, Refusal, Several
from law.inspections import InspectionRules
from programme.roles import OFFICERS, acts_for
from services.registry.inspections import refusals
from services.registry.inspections.commands import (
    CheckCommand,
    CompletionCommand,
    RescheduleCommand,
    ScheduleCommand,
)
from services.registry.inspections.inspection import (
    Finding,
    Inspection,
    Picture,
    Record,
    Reported,
    Result,
    StoredFile,
    Verdict,
    Visit,
    VisitFields,
)
from services.registry.inspections.inspection_plan import InspectionPlan
from services.registry.inspections.lifecycle import PlanState, State, Verb
from services.registry.producers.producer import Producer
from services.registry.products.product import Product

OTHER = "other"
"""The line of a finding that no line of the checklist names."""
MOST_PICTURES = 60


def offices_at(by: Principal, place_path: str) -> list[str]:
    """The offices for which somebody may inspect at a place."""
    return [one for one in dict.fromkeys(by.offices(*OFFICERS)) if is_within(place_path, one)]


def office_for(by: Principal, place_path: str, chosen: str | None) -> str:
    """The office for which somebody inspects at a place: the one chosen, else their only one there. Raises OfficeMissing."""
    mine = offices_at(by, place_path)
    if chosen in mine:
        return chosen
    if chosen or len(mine) != 1:
        raise refusals.OfficeMissing(pointer="/office")
    return mine[0]


def require_inspector(by: Principal, office: str, producer_id: str) -> None:
    """An officer of exactly this office who does not act for the producer. Raises Forbidden, OwnProducer."""
    if not any(by.holds(role, office) for role in OFFICERS):
        raise Forbidden()
    if acts_for(by, producer_id):
        raise refusals.OwnProducer()


def scheduled(
    id: str,
    command: ScheduleCommand,
    *,
    office: str,
    producer: Producer,
    product: Product | None,
    plan: InspectionPlan | None,
    planned_this_year: int,
    law: InspectionRules,
    lists: dict[str, str],
    on: date,
) -> Inspection:
    """
    A visit: of a line of the office's approved plan, or unplanned with a reason. `planned_this_year`: visits of plans that the
    producer has in the year of this one. Raises ProductOfAnother, DayPast, DayOutsideTheYear, NotOnThePlan, ReasonMissing,
    PlannedWithReason, EnoughThisYear, several at once.
    """
    wrong: list[Refusal] = [*_day_wrong(command.planned_on, plan, on)]
    if product is not None and product.producer_id != producer.id:
        wrong.append(refusals.ProductOfAnother(pointer="/product_id"))
    if plan is None:
        if not command.unplanned_because:
            wrong.append(refusals.ReasonMissing(pointer="/unplanned_because"))
    else:
        line = plan.line(command.line_id or "")
        if plan.office != office or plan.state is PlanState.DRAFT or line is None or line.producer_id != producer.id:
            raise refusals.NotOnThePlan(pointer="/line_id")
        if command.unplanned_because:
            wrong.append(refusals.PlannedWithReason(pointer="/unplanned_because"))
        most = law.most_planned_a_year
        if planned_this_year >= most.value:
            wrong.append(
                refusals.EnoughThisYear(
                    count=planned_this_year, year=str(command.planned_on.year), most=most.value, source=most.source.pair
                )
            )
    _raise(wrong)
    return Inspection(
        id=id,
        **{
            name: getattr(command, name) for name in ("planned_on", "scopes", "unplanned_because", "plan_id", "line_id")
        },
        office=office,
        producer_id=producer.id,
        producer_name=producer.name,
        producer_kind=producer.kind,
        place=(product or producer).place,
        product_id=product.id if product else None,
        product_name=product.name if product else None,
        set_no=product.set_no if product else None,
        on=command.planned_on,
        due_on=command.planned_on,
        lists=lists,
    )


def rescheduled(
    inspection: Inspection,
    command: RescheduleCommand,
    *,
    plan: InspectionPlan | None,
    at: datetime,
    on: date,
    by: Principal,
) -> Inspection:
    """The visit on another day. Raises StepRefused, DayPast, DayOutsideTheYear."""
    day = command.planned_on
    after = inspection.stepped(
        Verb.RESCHEDULE, at=at, by=by, office=inspection.office, planned_on=day, on=day, due_on=day
    )
    _raise([*_day_wrong(day, plan, on)])
    return after


def checked(
    inspection: Inspection, command: CheckCommand, law: InspectionRules, *, at: datetime, on: date, by: Principal
) -> Inspection:
    """
    The visit with what its checklist says; every line has a verdict, every line not kept says what was found. `law`: the
    edition it was scheduled by. Raises StepRefused, LineUnknown, LineUnanswered, FindingUnsaid, VisitInFuture, all at once.
    """
    lines = law.checklist(inspection.scopes)
    known = {line.id for _, line in lines}
    wrong: list[Refusal] = []
    for field in ("verdicts", "found", "severities"):
        wrong += [
            refusals.LineUnknown(pointer=f"/{field}/{id}", line=id[:40])
            for id in getattr(command, field)
            if id not in known
        ]
    if command.visited_on > on:
        wrong.append(refusals.VisitInFuture(pointer="/visited_on", day=_shown(command.visited_on)))
    results, findings = list[Result](), list[Finding]()
    for scope, line in lines:
        verdict, found = command.verdicts.get(line.id), command.found.get(line.id, "")
        severity = command.severities.get(line.id, line.severity)
        if verdict is None:
            wrong.append(refusals.LineUnanswered(pointer=f"/verdicts/{line.id}", line=line.text.pair))
            continue
        results.append(Result(line=line.id, verdict=verdict, found=found, severity=severity))
        if verdict is not Verdict.NOT_KEPT:
            continue
        if not found:
            wrong.append(refusals.FindingUnsaid(pointer=f"/found/{line.id}", line=line.text.pair))
        findings.append(
            Finding(id=line.id, line=line.id, scope=scope.id, found=found, severity=severity, article=line.article)
        )
    if command.other:
        severity = command.other_severity or "minor"
        findings.append(Finding(id=OTHER, line=OTHER, found=command.other, severity=severity))
    _raise(wrong)
    visit = Visit(**{name: getattr(command, name) for name in VisitFields.model_fields})
    return inspection.stepped(
        Verb.CHECK,
        at=at,
        by=by,
        office=inspection.office,
        visit=visit,
        on=command.visited_on,
        due_on=law.term("file-record").last_day(command.visited_on),
        results=tuple(results),
        findings=tuple(findings),
    )


def completed(
    inspection: Inspection,
    command: CompletionCommand,
    file: StoredFile | None,
    *,
    at: datetime,
    on: date,
    by: Principal,
) -> Inspection:
    """
    The visit with its record: a copy with both signatures, or the refusal to sign explained. Raises StepRefused,
    RecordBeforeVisit, SignatureMissing, RefusalUnexplained, all at once.
    """
    record = Record(**dict(command), file=file)
    after = inspection.stepped(
        Verb.COMPLETE,
        at=at,
        by=by,
        office=inspection.office,
        record=record,
        completed_on=on,
        due_on=None,
        passed=not inspection.findings,
    )
    wrong: list[Refusal] = []
    visited = inspection.visit.visited_on if inspection.visit else on
    if not visited <= command.signed_on <= on:
        wrong.append(refusals.RecordBeforeVisit(pointer="/signed_on", visited=_shown(visited), today=_shown(on)))
    if file is None and not command.refused:
        wrong.append(refusals.SignatureMissing(pointer="/file"))
    if command.refused and not command.note:
        wrong.append(refusals.RefusalUnexplained(pointer="/note"))
    _raise(wrong)
    return after


def cancelled(inspection: Inspection, command: Reason, *, at: datetime, by: Principal | Actor) -> Inspection:
    """The visit that is not held. Raises CancelReasonMissing, StepRefused."""
    if not command.reason:
        raise refusals.CancelReasonMissing(pointer="/reason")
    return inspection.stepped(
        Verb.CANCEL, at=at, by=by, office=inspection.office, note=command.reason, reason=command.reason, due_on=None
    )


def with_picture(inspection: Inspection, picture: Picture) -> Inspection:
    """The visit with one more photograph. Raises StepRefused, TooManyPictures."""
    if len(inspection.pictures) >= MOST_PICTURES:
        raise refusals.TooManyPictures(pointer="/file", most=MOST_PICTURES)
    return inspection.moved(Verb.PICTURE, pictures=(*inspection.pictures, picture))


def without_picture(inspection: Inspection, picture_id: str) -> Inspection:
    """The visit without a photograph. Raises StepRefused."""
    left = tuple(one for one in inspection.pictures if one.id != picture_id)
    return inspection.moved(Verb.PICTURE, pictures=left)


def reported(
    id: str, said: Reported, *, office: str, producer: Producer, product: Product | None, inspected_on: date
) -> Inspection:
    """Another agency's inspection, as one of the list."""
    return Inspection(
        id=id,
        planned_on=inspected_on,
        scopes=(),
        office=office,
        producer_id=producer.id,
        producer_name=producer.name,
        producer_kind=producer.kind,
        place=(product or producer).place,
        product_id=product.id if product else None,
        product_name=product.name if product else None,
        set_no=product.set_no if product else None,
        state=State.REPORTED,
        on=inspected_on,
        reported=said,
        passed=said.passed,
    )


def withdrawn(inspection: Inspection, *, at: datetime) -> Inspection:
    """Another agency's inspection that was matched to the wrong one."""
    return inspection.stepped(Verb.WITHDRAW, at=at, by=SYSTEM)


def _day_wrong(day: date, plan: InspectionPlan | None, on: date) -> list[Refusal]:
    wrong: list[Refusal] = []
    if day < on:
        wrong.append(refusals.DayPast(pointer="/planned_on", day=_shown(day)))
    if plan is not None and day.year != plan.year:
        wrong.append(refusals.DayOutsideTheYear(pointer="/planned_on", year=str(plan.year)))
    return wrong


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _raise(wrong: Sequence[Refusal]) -> None:
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(list(wrong))
