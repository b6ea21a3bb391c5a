"""What is done with inspections and plans: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from datetime import date

from kit.command import Reason
from kit.facts import Fact
from kit.identity import Principal
from kit.lifecycle import Label
from kit.mapped import mapped
from kit.papers import numbers
from kit.papers import register as papers
from kit.papers.filed import Scan
from kit.papers.written import Written
from kit.refusal import Forbidden, NotFound
from kit.work import Unit
from law.inspections import InspectionRules, inspection_rules
from law.lists import stamp
from programme.roles import OFFICERS, acts_for
from services.registry.agencies.report import Report
from services.registry.inspections import announcements, plan_rules, plan_store, record_paper, rules, store
from services.registry.inspections.commands import (
    ApprovalCommand,
    CheckCommand,
    CompletionCommand,
    LineCommand,
    PlanCommand,
    RescheduleCommand,
    ScheduleCommand,
)
from services.registry.inspections.inspection import Inspection, Picture, Reported, StoredFile
from services.registry.inspections.inspection_plan import InspectionPlan, YearFields
from services.registry.inspections.lifecycle import Verb
from services.registry.inspections.refusals import OwnProducer, PlannedAlready, ScheduledAlready
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product

APPROVAL_CALLED: Label = ("văn bản phê duyệt kế hoạch kiểm tra", "the paper that approved an inspection plan")
REPORTED = "inspection.reported"
LIST = "inspections"
"""The list of the law an inspection rests on."""


class InspectionCompleted(Fact):
    """An inspection is over; `inspection.findings` each have `line`, `scope`, `found`, `severity` and `article`."""

    inspection: Inspection


def checklist_of(inspection: Inspection) -> InspectionRules:
    """The edition of the list by which an inspection was scheduled. Raises UnknownListEdition."""
    return inspection_rules(inspection.lists.get(LIST))


def require_officer(by: Principal) -> None:
    """Raises Forbidden to who is no officer: plans and lists of risks are none of theirs."""
    if not by.has(*OFFICERS):
        raise Forbidden()


async def inspections_due(unit: Unit, by: Principal) -> int:
    """How many visits of a person's own offices are to be held soon, or recorded."""
    return await store.due_for(unit, by, _soon(unit))


async def visits_due(unit: Unit, by: Principal) -> list[Inspection]:
    """Those visits, the most overdue first."""
    return await store.due_list(unit, by, _soon(unit))


async def whom_to_inspect(
    unit: Unit, producer_id: str, product_id: str | None, by: Principal
) -> tuple[Producer, Product | None]:
    """A producer, and the product where one is meant, for an officer of its place. Raises NotFound, Forbidden, OwnProducer."""
    require_officer(by)
    producer = await producers.seen_by(unit, producer_id, by)
    product = await products.managed_by(unit, product_id, by) if product_id else None
    if acts_for(by, producer.id):
        raise OwnProducer()
    if not rules.offices_at(by, producer.place.path):
        raise Forbidden()
    return producer, product


async def schedule_inspection(unit: Unit, command: ScheduleCommand, *, by: Principal) -> Inspection:
    """
    Schedules a visit: from a line of the office's approved plan, or unplanned with its reason. Raises NotFound, Forbidden,
    OfficeMissing, OwnProducer, ScheduledAlready, and what `rules.scheduled` raises.
    """
    require_officer(by)
    producer = await producers.seen_by(unit, command.producer_id, by)
    product = await products.managed_by(unit, command.product_id, by) if command.product_id else None
    plan = await plan_store.seen_by(unit, command.plan_id, by) if command.plan_id else None
    office = plan.office if plan else rules.office_for(by, producer.place.path, command.acting_for)
    rules.require_inspector(by, office, producer.id)
    if plan is not None:
        await plan_store.plans.touch(unit, plan)  # so that it is neither closed nor loses the line meanwhile
        if any(one.line_id == command.line_id for one in await store.of_plan(unit, plan.id)):
            raise ScheduledAlready()
    this_year = await store.planned_in_year(unit, producer.id, command.planned_on.year)
    # What other offices plan is not told to who may not see it: only what is over, or one's own, is counted.
    counted = [one for one in this_year if one.completed_on is not None or one.office == office]
    inspection = rules.scheduled(
        unit.new_id(),
        command,
        office=office,
        producer=producer,
        product=product,
        plan=plan,
        planned_this_year=len(counted),
        law=inspection_rules(),
        lists=stamp(LIST),
        on=unit.today,
    )
    kept = await store.inspections.add(unit, inspection)
    announcements.planned(unit, kept)
    return kept


async def reschedule_inspection(
    unit: Unit, inspection_id: str, command: RescheduleCommand, *, by: Principal, expected: int
) -> Inspection:
    """Chooses another day. Raises NotFound, Stale, Forbidden, StepRefused, DayPast, DayOutsideTheYear."""
    inspection = await inspection_to_change(unit, inspection_id, by, expected)
    plan = await plan_store.plans.find(unit, inspection.plan_id) if inspection.plan_id else None
    after = rules.rescheduled(inspection, command, plan=plan, at=unit.now, on=unit.today, by=by)
    kept = await store.inspections.keep(unit, after)
    announcements.planned(unit, kept)
    return kept


async def check_inspection(
    unit: Unit, inspection_id: str, command: CheckCommand, *, by: Principal, expected: int
) -> Inspection:
    """Keeps what the checklist says; it may be said again until the record is filed. Raises what `rules.checked` raises."""
    inspection = await inspection_to_change(unit, inspection_id, by, expected)
    law = checklist_of(inspection)
    return await store.inspections.keep(
        unit, rules.checked(inspection, command, law, at=unit.now, on=unit.today, by=by)
    )


async def add_picture(
    unit: Unit, inspection_id: str, file: StoredFile, *, line: str | None, address: str, by: Principal
) -> Inspection:
    """Adds a photograph; `address`: below which pictures of the inspection are fetched. Raises what the rule raises."""
    inspection = await inspection_to_change(unit, inspection_id, by)
    id = unit.new_id()
    known = {one.id for _, one in checklist_of(inspection).checklist(inspection.scopes)}
    picture = Picture(
        **file.model_dump(), id=id, url=f"{address}/{id}", line=line if line in known else None, taken_on=unit.today
    )
    return await store.inspections.keep(unit, rules.with_picture(inspection, picture))


async def remove_picture(
    unit: Unit, inspection_id: str, picture_id: str, *, by: Principal, expected: int
) -> Inspection:
    """Removes a photograph. Raises NotFound, Stale, Forbidden, StepRefused."""
    inspection = await inspection_to_change(unit, inspection_id, by, expected)
    if picture_id not in [one.id for one in inspection.pictures]:
        raise NotFound()
    return await store.inspections.keep(unit, rules.without_picture(inspection, picture_id))


async def complete_inspection(
    unit: Unit,
    inspection_id: str,
    command: CompletionCommand,
    file: StoredFile | None,
    scan: Scan | None,
    record: Written | None,
    *,
    by: Principal,
    expected: int,
) -> Inspection:
    """
    Files the record and ends the visit; `scan`: what is known of `file`, `record`: as it was to be signed. Raises what
    `rules.completed` and `kit.papers.filed.signed` raise, CopyOfAnotherPaper, and those who react to it.
    """
    inspection = await inspection_to_change(unit, inspection_id, by, expected)
    after = rules.completed(inspection, command, file, at=unit.now, on=unit.today, by=by)
    if record is not None:
        await _on_file(unit, inspection, record)  # one that an earlier release noted is not there yet
        if scan is not None:
            await papers.file_signed(unit, inspection.id, scan, number=command.number, on=command.signed_on, by=by.id)
            await papers.issue(unit, inspection.id)
    kept = await store.inspections.keep(unit, after)
    announcements.completed(unit, kept)
    await unit.happens(InspectionCompleted(inspection=kept))
    return kept


async def draft_record(unit: Unit, inspection_id: str, version: int, record: Written) -> None:
    """Puts the record on file as it is to be signed; nothing where the inspection has changed since it was written."""
    inspection = await store.inspections.find(unit, inspection_id)
    if inspection is not None and inspection.version == version and Verb.COMPLETE in inspection.may:
        await _on_file(unit, inspection, record)


async def _on_file(unit: Unit, inspection: Inspection, record: Written) -> None:
    paper = record_paper.paper(inspection, checklist_of(inspection))
    known = await papers.papers.find(unit, inspection.id)
    if known is None or known.drafts[-1].pdf_sha256 != record.draft.pdf_sha256:
        about = {"subject": inspection.id, "about": record_paper.ABOUT, "office": inspection.office}
        await papers.file_draft(unit, inspection.id, paper, record, **about)


async def cancel_inspection(
    unit: Unit, inspection_id: str, command: Reason, *, by: Principal, expected: int
) -> Inspection:
    """Notes that a visit is not held. Raises NotFound, Stale, Forbidden, StepRefused, CancelReasonMissing."""
    inspection = await inspection_to_change(unit, inspection_id, by, expected)
    kept = await store.inspections.keep(unit, rules.cancelled(inspection, command, at=unit.now, by=by))
    announcements.cancelled(unit, kept)
    return kept


async def inspection_to_change(
    unit: Unit, inspection_id: str, by: Principal, expected: int | None = None
) -> Inspection:
    """An inspection for an officer of exactly its office. Raises NotFound, Stale, Forbidden, OwnProducer."""
    inspection = await store.seen_by(unit, inspection_id, by, expected)
    rules.require_inspector(by, inspection.office, inspection.producer_id)
    return inspection


async def inspection_to_take(
    unit: Unit, inspection_id: str, verb: Verb, by: Principal, expected: int | None = None
) -> Inspection:
    """The same, for a step whose file is to be kept first: asked before its bytes are read. Raises StepRefused too."""
    inspection = await inspection_to_change(unit, inspection_id, by, expected)
    inspection.lifecycle.step(inspection.state, verb)
    return inspection


async def take_report(unit: Unit, report: Report, producer: Producer, product: Product | None) -> Inspection | None:
    """Enters another agency's inspection in the list, once for each report."""
    if report.about != REPORTED or await store.by_report(unit, report.id):
        return None
    said = report.data
    what = Reported(
        agency=report.agency,
        report_id=report.report_id,
        agency_report_id=report.id,
        document_url=report.document_url,
        finding=said["finding"],
        passed=said["passed"],
    )
    office = (product or producer).place.path.partition("/")[0]
    return await store.inspections.add(
        unit,
        rules.reported(
            unit.new_id(), what, office=office, producer=producer, product=product, inspected_on=said["inspected_on"]
        ),
    )


async def withdraw_report(unit: Unit, report: Report) -> None:
    """Takes another agency's inspection off the list: its report was matched to the wrong one."""
    if found := await store.by_report(unit, report.id):
        gone = rules.withdrawn(found, at=unit.now)
        # The report may be matched anew, and is then another row.
        freed = gone.model_copy(
            update={"reported": gone.reported.model_copy(update={"agency_report_id": f"{report.id}/{found.id}"})}
            if gone.reported
            else {}
        )
        await store.inspections.keep(unit, freed)


async def open_plan(unit: Unit, command: PlanCommand, *, by: Principal) -> InspectionPlan:
    """Begins an office's plan for a year. Raises Forbidden, OfficeMissing, YearOver, PlannedAlready."""
    require_officer(by)
    office = plan_rules.office_to_plan_for(by, command.acting_for)
    if await plan_store.of_year(unit, office, command.year):
        raise PlannedAlready(pointer="/year", year=str(command.year))
    return await plan_store.plans.add(unit, plan_rules.opened(unit.new_id(), command, office=office, on=unit.today))


async def add_line(unit: Unit, plan_id: str, command: LineCommand, *, by: Principal, expected: int) -> InspectionPlan:
    """Puts a producer on a plan. Raises NotFound, Stale, Forbidden, and what `plan_rules.with_line` raises."""
    plan = await plan_to_change(unit, plan_id, by, expected)
    producer = await producers.seen_by(unit, command.producer_id, by)
    return await plan_store.plans.keep(unit, plan_rules.with_line(plan, command, producer, at=unit.now, by=by))


async def plan_for(unit: Unit, of: YearFields, *, by: Principal) -> InspectionPlan:
    """The plan of a person's office for a year, begun where there is none. Raises Forbidden, OfficeMissing, YearOver."""
    require_officer(by)
    known = await plan_store.of_year(unit, plan_rules.office_to_plan_for(by, None), of.year)
    return known or await open_plan(unit, mapped(PlanCommand, of), by=by)


async def remove_line(unit: Unit, plan_id: str, line_id: str, *, by: Principal, expected: int) -> InspectionPlan:
    """Takes a producer off a plan. Raises NotFound, Stale, Forbidden, StepRefused, NoSuchLine, LineScheduled."""
    plan = await plan_to_change(unit, plan_id, by, expected)
    visited = {one.line_id for one in await store.of_plan(unit, plan.id) if one.line_id}
    return await plan_store.plans.keep(
        unit, plan_rules.without_line(plan, line_id, visited=visited, at=unit.now, by=by)
    )


async def approve_plan(
    unit: Unit, plan_id: str, command: ApprovalCommand, *, by: Principal, expected: int
) -> InspectionPlan:
    """
    Notes the leader's decision, which may approve several plans and is nothing else's number. Raises NotFound, Stale, Forbidden,
    NumberTaken, and what `plan_rules.approved` and `plan_rules.numbered` raise.
    """
    plan = await plan_to_change(unit, plan_id, by, expected)
    kept = await plan_store.plans.keep(unit, plan_rules.approved(plan, command, at=unit.now, on=unit.today, by=by))
    await numbers.cite(unit, plan_rules.numbered(plan, command), "inspection-plan", APPROVAL_CALLED)
    announcements.plan_approved(unit, kept)
    return kept


async def amend_plan(unit: Unit, plan_id: str, command: Reason, *, by: Principal, expected: int) -> InspectionPlan:
    """Opens an approved plan again. Raises NotFound, Stale, Forbidden, StepRefused."""
    plan = await plan_to_change(unit, plan_id, by, expected)
    return await plan_store.plans.keep(unit, plan_rules.amended(plan, command, at=unit.now, by=by))


async def close_plan(unit: Unit, plan_id: str, *, by: Principal, expected: int) -> InspectionPlan:
    """Closes a plan's year with its counts. Raises NotFound, Stale, Forbidden, StepRefused, LinesStillOpen."""
    plan = await plan_to_change(unit, plan_id, by, expected)
    visits = await store.of_plan(unit, plan.id)
    unplanned = await store.unplanned_held(unit, plan.office, plan.year)
    kept = await plan_store.plans.keep(
        unit, plan_rules.closed(plan, visits, unplanned, at=unit.now, on=unit.today, by=by)
    )
    announcements.plan_closed(unit, kept)
    return kept


async def plan_to_change(unit: Unit, plan_id: str, by: Principal, expected: int | None = None) -> InspectionPlan:
    """A plan for an officer of exactly its office. Raises NotFound, Stale, Forbidden."""
    plan = await plan_store.seen_by(unit, plan_id, by, expected)
    plan_rules.require_planner(by, plan.office)
    return plan


async def follow_producer(unit: Unit, producer: Producer, *, was: str) -> None:
    """Has the inspections and plan lines of a producer (`was`: its id before) name its record as it is now."""
    named = {"producer_id": producer.id, "producer_name": producer.name, "producer_kind": producer.kind}
    for one in await store.every_of_producer(unit, was):
        await store.inspections.keep(unit, one.model_copy(update=named))
    for plan in await plan_store.with_producer(unit, was):
        on_it = {line.producer_id for line in plan.lines}
        lines = tuple(
            line.model_copy(update=named | {"place": producer.place}) if line.producer_id == was else line
            for line in plan.lines
            if not (line.producer_id == was != producer.id and producer.id in on_it)
        )
        await plan_store.plans.keep(unit, plan.model_copy(update={"lines": lines}))


async def follow_product(unit: Unit, product_id: str, product: Product) -> None:
    """Has the inspections about a product (`product_id`: its id before) name its record as it is now."""
    named = {"product_id": product.id, "product_name": product.name, "set_no": product.set_no}
    whose = {"producer_id": product.producer_id, "producer_name": product.producer_name}
    for one in await store.every_of_product(unit, product_id):
        await store.inspections.keep(unit, one.model_copy(update=named | whose))


def _soon(unit: Unit) -> date:
    return inspection_rules().term("remind").last_day(unit.today)
