"""Year plans as the JSON API and the pages show them, and what was planned beside what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.text import sentence
from kit.web.labelled import Options, form
from law.kinds import dossier_kinds
from law.levels import smallest
from law.places import CENTRE, gazetteer
from law.planning import PlanWord, plan_list, submit_by
from law.rulebooks import shelf
from programme import names
from programme.roles import OFFICERS
from services.registry.plans import rules
from services.registry.plans.commands import ApprovePlanCommand, NewPlanCommand, PlanLineCommand
from services.registry.plans.lifecycle import LIFECYCLE, ORDER, STAGES, WRITABLE, Stage, State, Verb
from services.registry.plans.plan import OfOffice, Plan, PlanLine
from services.registry.producers.producer import Producer
from services.registry.products.product import Product
from services.registry.products.views import sets

COLOURS = {
    State.DRAFT: "grey",
    State.SUBMITTED: "yellow",
    State.SENT_BACK: "orange",
    State.APPROVED: "green",
    State.AMENDING: "blue",
    State.CLOSED: "grey",
}
STAGE_COLOURS = {
    Stage.PLANNED: "grey",
    Stage.REGISTERED: "blue",
    Stage.DOSSIER: "yellow",
    Stage.RECOGNISED: "green",
    Stage.DROPPED: "red",
}
MOST_NAMED = 30


class PlanView(Plan):
    """A plan for machines; who took its steps is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)


class OfficeResult(OfOffice):
    """
    What an office planned and what came of it: lines by the stage they are at, those taken off aside. `planned`: all but
    those taken off; `met`: recognised with the star aimed at, or a higher one.
    """

    plan_id: str
    state: State
    planned: int
    stages: dict[str, int]
    recognised: int
    met: int
    dropped: int


class Results(BaseModel):
    """Of a year: an office a row, and the communes of the caller's territory that have no plan a reader may see."""

    year: int
    offices: list[OfficeResult]
    without: list[str]


def view(plan: Plan) -> PlanView:
    """The plan for machines."""
    return mapped(PlanView, plan)


def results(year: int, plans: Iterable[Plan], by: Principal, on: date) -> Results:
    """Plan against result, of what was approved."""
    found = [_result(plan) for plan in plans if plan.edition]
    planning = {plan.office for plan in plans}
    return Results(year=year, offices=found, without=[one for one in communes_of(by, on) if one not in planning])


def communes_of(by: Principal, on: date) -> list[str]:
    """The communes of the day in a person's territory; none for who works for the whole country."""
    places, found = gazetteer(), dict[str, None]()
    for office in by.offices(*OFFICERS):
        if office != CENTRE and places.exists(office, on):
            found |= {one.path: None for one in places.descendants(office, on, smallest())}
    return list(found)


def results_page(found: Results, on: date) -> dict[str, Any]:
    """The page of plan against result."""
    rows = [
        {
            **dict(one),
            "of_office": names.office(one.office, on),
            "stages": [one.stages.get(stage.value, 0) for stage in ORDER],
        }
        for one in found.offices
    ]
    return {
        **dict(found),
        "rows": rows,
        "stages": [stage_name(stage) for stage in ORDER],
        "total": [sum(column) for column in zip(*(_numbers(row) for row in rows), strict=True)] if rows else [],
        "without": [names.office(one, on) for one in found.without[:MOST_NAMED]],
        "without_count": len(found.without),
    }


def table(found: Results, on: date) -> list[list[str | int]]:
    """The same as a spreadsheet has it, its first row the names of the columns."""
    head: list[str | int] = [
        _("Cơ quan"),
        _("Số sản phẩm trong kế hoạch"),
        *map(stage_name, ORDER),
        _("Đạt hạng phấn đấu"),
        stage_name(Stage.DROPPED),
    ]
    shown = results_page(found, on)
    return [
        head,
        *([row["of_office"], row["planned"], *row["stages"], row["met"], row["dropped"]] for row in shown["rows"]),
    ]


def line(plan: Plan, on: date) -> dict[str, Any]:
    """A plan as a row of a list."""
    overdue = plan.state is State.SUBMITTED and plan.due_on is not None and plan.due_on < on
    return {
        **dict(plan),
        "of_office": names.office(plan.office, on),
        "lines": len([one for one in plan.shown if one.stage is not Stage.DROPPED]),
        "recognised": plan.reached.get(Stage.RECOGNISED.value, 0),
        "state": names.state(LIFECYCLE, plan.state),
        "colour": COLOURS[plan.state],
        "overdue": (on - plan.due_on).days if overdue and plan.due_on else 0,
    }


def row(one: PlanLine) -> dict[str, Any]:
    """A line of a plan as a row."""
    return {
        "id": one.id,
        "name": one.called,
        "product_id": one.product_id,
        "producer": one.maker,
        "set": names.product_set(one.set_no) if one.set_no else None,
        "kind": names.dossier_kind(one.dossier_kind),
        "target": one.target_star,
        "star": one.star,
        "quarter": one.quarter,
        "priority": words(one.priority, plan_list().priorities),
        "support": words(one.support, plan_list().support),
        "remark": one.remark,
        "stage": stage_name(one.stage),
        "colour": STAGE_COLOURS[one.stage],
        "advanced_on": one.advanced_on,
        "idea": one.product_id is None and one.stage is not Stage.DROPPED,
    }


def whole(plan: Plan, by: Principal, on: date) -> dict[str, Any]:
    """A plan as a page, with what may be done about it."""
    own, above = rules.may_write(plan, by), rules.may_approve(plan, by)
    shown = plan.shown if own or plan.state not in (State.AMENDING, State.SENT_BACK) else plan.approved
    return {
        "plan": plan,
        "line": line(plan, on),
        "to_office": names.office(plan.to_office, on),
        "rows": [row(one) for one in shown],
        "before": [row(one) for one in plan.approved] if plan.state not in (State.APPROVED, State.CLOSED) else [],
        "submit_by": submit_by(plan.year),
        "may_write": own and plan.state in WRITABLE,
        "may_submit": own and Verb.SUBMIT in plan.may and bool(plan.lines),
        "may_amend": own and Verb.AMEND in plan.may,
        "may_tie": own and plan.state is State.APPROVED,
        "may_approve": above and Verb.APPROVE in plan.may,
        "asked": form(ApprovePlanCommand),
        "steps": [
            {"at": one.at, "verb": names.verb(LIFECYCLE, one.verb), "by": one.by.name, "note": one.note}
            for one in reversed(plan.steps)
        ],
    }


def blank(by: Principal, on: date) -> dict[str, Any]:
    """The form by which a plan is begun."""
    years = [(str(one), str(one)) for one in range(on.year, on.year + plan_list().years_ahead + 1)]
    offices = [(one, names.office(one, on)) for one in by.offices(*OFFICERS) if one != CENTRE]
    known = NewPlanCommand.model_construct(office=offices[0][0] if offices else "", year=on.year + 1)
    return {"asked": form(NewPlanCommand, known, {"office": offices, "year": years})}


def line_form(
    plan: Plan, known: PlanLine | None, products: Sequence[Product], producers: Sequence[Producer], chosen: str = ""
) -> dict[str, Any]:
    """The form of a line, with the products and producers of the territory to choose from."""
    language = current_language()
    stars = [(str(one), _("{count} sao", count=one)) for one in shelf().recognised_stars()]
    choices: dict[str, Options] = {
        "product_id": [
            ("", _("Chưa đăng ký, mới là ý tưởng")),
            *((one.id, f"{one.name} – {one.producer_name}") for one in products),
        ],
        "producer_id": [("", _("Chưa đăng ký hoặc chưa xác định")), *((one.id, one.name) for one in producers)],
        "set_no": [
            ("", _("Chưa xác định")),
            *((str(number), name) for _heading, some in sets() for number, name in some),
        ],
        "dossier_kind": [(one.id, one.label.say(language)) for one in dossier_kinds()],
        "target_star": [("", _("Chưa xác định")), *stars],
        "quarter": [("", _("Chưa xác định")), *((str(one), _("Quý {count}", count=one)) for one in range(1, 5))],
        "priority": _options(plan_list().priorities),
        "support": _options(plan_list().support),
    }
    filled = known or PlanLine(id="", product_id=chosen or None)
    return {"plan": plan, "known": known, "asked": form(PlanLineCommand, filled, choices)}


def of_product(plans: Sequence[Plan], product_id: str, on: date) -> list[dict[str, Any]]:
    """The lines of plans that a product is on, for its page."""
    return [
        row(one) | {"plan": line(plan, on)} for plan in plans for one in plan.approved if one.product_id == product_id
    ]


def stage_name(stage: Stage) -> str:
    """A stage as it stands alone."""
    return sentence(names.said(STAGES[stage]))


def words(codes: Iterable[str], known: Sequence[PlanWord]) -> list[str]:
    """What codes of a list are called; a code that no list has stays one."""
    said = {one.id: one.label.say(current_language()) for one in known}
    return [said.get(code, code) for code in codes]


def _options(known: Sequence[PlanWord]) -> list[tuple[str, str]]:
    return [(one.id, one.label.say(current_language())) for one in known]


def _result(plan: Plan) -> OfficeResult:
    going = [one for one in plan.approved if one.stage is not Stage.DROPPED]
    done = [one for one in going if one.stage is Stage.RECOGNISED]
    return mapped(
        OfficeResult,
        plan,
        plan_id=plan.id,
        planned=len(going),
        stages={stage.value: sum(one.stage is stage for one in going) for stage in ORDER},
        recognised=len(done),
        met=sum((one.star or 0) >= (one.target_star or 0) for one in done),
        dropped=len(plan.approved) - len(going),
    )


def _numbers(shown: dict[str, Any]) -> list[int]:
    return [shown["planned"], *shown["stages"], shown["met"], shown["dropped"]]
