"""Inspections and plans as the JSON API and the pages show them; who was inspected reads less than who inspected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from kit.history import Stateful, Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_date
from kit.web.labelled import Options, form, rows
from law.inspections import SEVERITIES, inspection_rules
from law.measures import measures
from programme import names
from programme.roles import OFFICERS, acts_for
from services.registry.agencies.views import agency_name
from services.registry.certificates.contradiction import Contradiction
from services.registry.inspections import rules
from services.registry.inspections.commands import (
    CheckCommand,
    CompletionCommand,
    LineCommand,
    PlanCommand,
    RescheduleCommand,
    ScheduleCommand,
)
from services.registry.inspections.inspection import (
    Finding,
    Inspection,
    Verdict,
    VisitFields,
)
from services.registry.inspections.inspection_plan import ApprovalFields, InspectionPlan, PlanLine
from services.registry.inspections.lifecycle import LIFECYCLE, PLAN_LIFECYCLE, PlanState, PlanVerb, State, Verb
from services.registry.inspections.use_cases import checklist_of
from services.registry.producers.producer import Producer
from services.registry.products.product import Product

COLOURS = {
    State.SCHEDULED: "yellow",
    State.CHECKED: "blue",
    State.COMPLETED: "green",
    State.CANCELLED: "grey",
    State.REPORTED: "purple",
    State.WITHDRAWN: "grey",
}
PLAN_COLOURS = {PlanState.DRAFT: "yellow", PlanState.APPROVED: "green", PlanState.CLOSED: "grey"}
QUARTERS = tuple(range(1, 5))


class InspectionView(Inspection):
    """An inspection for machines. Plan and reason of an unplanned visit: for those who inspect only; who took its steps, for pages."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    lists: dict[str, str] = Field({}, exclude=True)


class PlanView(InspectionPlan):
    """A plan for machines."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    next_line: int = Field(1, exclude=True)


def view(inspection: Inspection, by: Principal) -> InspectionView:
    """The inspection for machines, as its reader may know it."""
    if not acts_for(by, inspection.producer_id):
        return mapped(InspectionView, inspection)
    return mapped(InspectionView, inspection, unplanned_because="", plan_id=None, line_id=None)


def contradictions(found: Iterable[Inspection], *, since: date) -> list[Contradiction]:
    """What the last inspection that is over found, by what is broken; `found`: the latest first; `since`: those before count no more."""
    last = next((one for one in found if one.passed is not None and one.on >= since), None)
    if last is None or last.passed:
        return []
    law, day = measures(), show_date(last.on)
    if last.reported:
        known = law.from_agency("inspection.reported")
        words = _("Kiểm tra ngày {day} không đạt: {found}", day=day, found=last.reported.finding)
        return [Contradiction(kind=known.kind, words=words)] if known else []
    return [
        Contradiction(kind=kind, words=_("Kiểm tra ngày {day} không đạt: {found}", day=day, found=one.found))
        for one in last.findings
        if (kind := law.scopes.get(one.scope or ""))
    ]


def plan_view(plan: InspectionPlan, by: Principal) -> PlanView:
    """The plan for machines, without lines about producers for whom its reader acts."""
    return mapped(PlanView, plan, lines=_lines(plan, by))


def line(inspection: Inspection) -> dict[str, Any]:
    """An inspection as a row of a list."""
    graves = Counter(one.severity for one in inspection.findings)
    over = inspection.passed is not None
    return {
        "id": inspection.id,
        "producer": inspection.producer_name,
        "product": inspection.product_name,
        "on": inspection.on,
        "due_on": inspection.due_on,
        "who": agency_name(inspection.reported.agency)
        if inspection.reported
        else names.office(inspection.office, inspection.on),
        "about": ", ".join(scope_name(one) for one in inspection.scopes) or "–",
        "state": names.state(LIFECYCLE, inspection.state),
        "colour": COLOURS[inspection.state],
        "result": (_("Đạt") if inspection.passed else _("Không đạt")) if over else "",
        "result_colour": "green" if inspection.passed else "red",
        "found": ", ".join(f"{graves[one]} {severity_name(one)}" for one in reversed(SEVERITIES) if graves[one]),
        "unplanned": inspection.plan_id is None and inspection.reported is None,
    }


def whole(inspection: Inspection, by: Principal, on: date) -> dict[str, Any]:
    """An inspection as its page, with what may be done about it."""
    inspected = acts_for(by, inspection.producer_id)
    acts = not inspected and any(by.holds(role, inspection.office) for role in OFFICERS)
    may = inspection.may if acts else []
    record = inspection.record
    return {
        "inspection": inspection,
        "line": line(inspection),
        "place": names.where(inspection.place),
        "because": "" if inspected else inspection.unplanned_because,
        "of_plan": None if inspected else inspection.plan_id,
        "visit": rows(VisitFields, inspection.visit) if inspection.visit else [],
        "findings": [finding(one, inspection) for one in inspection.findings],
        "results": results(inspection),
        "record": record,
        "record_file": record.file if record else None,
        "pictures": [(one, line_name(inspection, one.line) if one.line else "") for one in inspection.pictures],
        "reported": inspection.reported,
        "late": acts and inspection.due_on is not None and inspection.due_on < on,
        "may_check": Verb.CHECK in may,
        "may_picture": Verb.PICTURE in may,
        "may_complete": Verb.COMPLETE in may,
        "may_reschedule": Verb.RESCHEDULE in may,
        "may_cancel": Verb.CANCEL in may,
        "completion": form(CompletionCommand, None) if Verb.COMPLETE in may else [],
        "rescheduling": form(RescheduleCommand, None) if Verb.RESCHEDULE in may else [],
        "picture_lines": [
            ("", _("Ảnh chung")),
            *((one.id, one.text.say(current_language())) for __, one in _checklist(inspection)),
        ],
        "steps": [] if inspected else _steps(inspection),
    }


def results(inspection: Inspection) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What each line of the checklist said, by scope: (scope, [(line, verdict, what was found)])."""
    said = {one.line: one for one in inspection.results}
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for scope, one in _checklist(inspection):
        if result := said.get(one.id):
            row = (one.text.say(current_language()), verdict_name(result.verdict), result.found)
            groups.setdefault(scope.label.say(current_language()), []).append(row)
    return list(groups.items())


def finding(one: Finding, inspection: Inspection) -> dict[str, Any]:
    """A finding as its row."""
    return {
        "line": line_name(inspection, one.line),
        "found": one.found,
        "severity": severity_name(one.severity),
        "colour": {"minor": "yellow", "major": "orange", "critical": "red"}.get(one.severity, "grey"),
        "article": one.article,
    }


def checklist(inspection: Inspection) -> dict[str, Any]:
    """The form that is filled in on the spot, with what it says already."""
    known = {one.line: one for one in inspection.results}
    other = next((one for one in inspection.findings if one.line == rules.OTHER), None)
    groups: list[tuple[str, list[dict[str, Any]]]] = []
    for scope, one in _checklist(inspection):
        label = scope.label.say(current_language())
        if not groups or groups[-1][0] != label:
            groups.append((label, []))
        said = known.get(one.id)
        groups[-1][1].append(
            {
                "id": one.id,
                "text": one.text.say(current_language()),
                "article": one.article,
                "verdict": said.verdict.value if said else "",
                "found": said.found if said else "",
                "severity": said.severity if said else one.severity,
            }
        )
    blank = inspection.visit
    severities: Options = [("", _("Chọn mức độ")), *severity_options()]
    return {
        "inspection": inspection,
        "line": line(inspection),
        "groups": groups,
        "verdicts": [(one.value, verdict_name(one)) for one in Verdict],
        "severities": severity_options(),
        "asked": form(VisitFields, blank),
        "also": [
            one
            for one in form(CheckCommand, None, {"other_severity": severities})
            if one.key in ("other", "other_severity")
        ],
        "other": other,
    }


def blank(
    producer: Producer, product: Product | None, offered: Sequence[Product], by: Principal, on: date
) -> dict[str, Any]:
    """The form by which a visit is scheduled."""
    choices: dict[str, Options] = {
        "scopes": scope_options(),
        "product_id": [("", _("Cả chủ thể: {name}", name=producer.name)), *((one.id, one.name) for one in offered)],
        "acting_for": [(one, names.office(one, on)) for one in rules.offices_at(by, producer.place.path)],
    }
    left_out = ["producer_id", "plan_id", "line_id", *(["acting_for"] if len(choices["acting_for"]) < 2 else [])]
    return {"producer": producer, "product": product, "asked": form(ScheduleCommand, None, choices, but=left_out)}


def of_line(plan: InspectionPlan, one: PlanLine) -> dict[str, Any]:
    """The form by which a visit of a plan's line is scheduled."""
    known = one.model_copy()
    choices: dict[str, Options] = {"scopes": scope_options()}
    left_out = ["producer_id", "product_id", "plan_id", "line_id", "acting_for", "unplanned_because"]
    return {"plan": plan, "plan_line": one, "asked": form(ScheduleCommand, known, choices, but=left_out)}


def plan_line(plan: InspectionPlan, on: date) -> dict[str, Any]:
    """A plan as a row of a list."""
    return {
        "id": plan.id,
        "office": names.office(plan.office, on),
        "title": str(plan.year),
        "state": names.state(PLAN_LIFECYCLE, plan.state),
        "colour": PLAN_COLOURS[plan.state],
        "number": plan.approval.number if plan.approval else "–",
        "lines": len(plan.lines),
    }


def plan_page(plan: InspectionPlan, visits: Sequence[Inspection], by: Principal, on: date) -> dict[str, Any]:
    """A plan as its page: its lines with what became of each, and what may be done about it."""
    of_line = {one.line_id: one for one in visits if one.line_id}
    acts = any(by.holds(role, plan.office) for role in OFFICERS)
    may = plan.may if acts else []
    lines = []
    for one in _lines(plan, by):
        visit = of_line.get(one.id)
        lines.append(
            {
                "id": one.id,
                "producer": one.producer_name,
                "page": f"/producers/{one.producer_id}",
                "place": names.where(one.place),
                "about": ", ".join(scope_name(scope) for scope in one.scopes),
                "quarter": one.quarter,
                "why": one.why,
                "visit": line(visit) if visit else None,
                "may_schedule": visit is None and acts and plan.state is PlanState.APPROVED,
                "may_remove": visit is None and PlanVerb.CHANGE in may,
            }
        )
    return {
        "plan": plan,
        "line": plan_line(plan, on),
        "lines": lines,
        "held": sum(1 for one in visits if one.state is State.COMPLETED),
        "approval": rows(ApprovalFields, plan.approval) if plan.approval else [],
        "may_change": PlanVerb.CHANGE in may,
        "may_approve": PlanVerb.APPROVE in may,
        "may_amend": PlanVerb.AMEND in may,
        "may_close": PlanVerb.CLOSE in may,
        "approving": form(ApprovalFields) if PlanVerb.APPROVE in may else [],
        "steps": _steps(plan),
    }


def planning(by: Principal, on: date) -> dict[str, Any]:
    """The form by which a plan is begun: for the next year, as it is made before that begins."""
    offices = list(dict.fromkeys(by.offices(*OFFICERS)))
    choices: dict[str, Options] = {"acting_for": [(one, names.office(one, on)) for one in offices]}
    known = PlanCommand(year=on.year + 1)
    return {"asked": form(PlanCommand, known, choices, but=[] if len(offices) > 1 else ["acting_for"])}


def line_form(plan: InspectionPlan, producer: Producer) -> dict[str, Any]:
    """The form by which a producer is put on a plan."""
    choices: dict[str, Options] = {
        "scopes": scope_options(),
        "quarter": [("", _("Chưa chọn quý")), *((str(one), _("Quý {number}", number=one)) for one in QUARTERS)],
    }
    return {"plan": plan, "producer": producer, "asked": form(LineCommand, None, choices, but=["producer_id"])}


def scope_options() -> list[tuple[str, str]]:
    """Every scope: (code, name)."""
    return [(one.id, one.label.say(current_language())) for one in inspection_rules().scopes]


def scope_name(id: str) -> str:
    """What a scope is called; its code for one of another edition."""
    known = inspection_rules().scope(id)
    return known.label.say(current_language()) if known else id


def severity_options() -> list[tuple[str, str]]:
    """How grave something is: (code, name)."""
    return [(one, severity_name(one)) for one in SEVERITIES]


def severity_name(code: str) -> str:
    """How grave something is, in words."""
    said = {"minor": _("nhẹ"), "major": _("phải khắc phục"), "critical": _("nghiêm trọng")}
    return said.get(code, code)


def verdict_name(verdict: Verdict) -> str:
    """What a line of the checklist said, in words."""
    said = {Verdict.KEPT: _("Đạt"), Verdict.NOT_KEPT: _("Không đạt"), Verdict.NOT_APPLICABLE: _("Không áp dụng")}
    return said[verdict]


def line_name(inspection: Inspection, id: str) -> str:
    """What a line of the checklist asks."""
    if id == rules.OTHER:
        return _("Ngoài biểu kiểm tra")
    return next((one.text.say(current_language()) for __, one in _checklist(inspection) if one.id == id), id)


def _checklist(inspection: Inspection) -> Sequence[Any]:
    return checklist_of(inspection).checklist(inspection.scopes)


def _lines(plan: InspectionPlan, by: Principal) -> tuple[PlanLine, ...]:
    return tuple(one for one in plan.lines if not acts_for(by, one.producer_id))


def _steps(of: Stateful) -> list[dict[str, Any]]:
    return [
        {"at": step.at, "verb": names.verb(of.lifecycle, step.verb), "by": step.by.name, "note": step.note}
        for step in reversed(of.steps)
    ]
