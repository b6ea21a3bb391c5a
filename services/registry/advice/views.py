"""Advice as the JSON API and the pages show it, and the support of planned products."""

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
from kit.web.labelled import Options, form, rows
from law.planning import advice_list, plan_list
from programme import names
from services.registry.advice import rules
from services.registry.advice.commands import AdviceCommand, CloseAdviceCommand
from services.registry.advice.counsel import AdviceFields, Counsel
from services.registry.advice.lifecycle import LIFECYCLE, State, Verb
from services.registry.plans import views as plan_views
from services.registry.plans.lifecycle import Stage
from services.registry.plans.plan import Plan, PlanLine
from services.registry.products.product import Concern, Product

COLOURS = {State.OPEN: "yellow", State.NOTED: "grey", State.DONE: "green", State.DROPPED: "grey"}


class AdviceView(Counsel):
    """An advice for machines; who took its steps is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)


class Supported(BaseModel):
    """One planned product and who supported it: `by_office`: office → how often it advised."""

    office: str
    plan_id: str
    line_id: str
    name: str
    producer: str
    stage: Stage
    support: list[str]
    by_office: dict[str, int]
    last_on: date | None
    open: int


class Support(BaseModel):
    """The support of a year's planned products, by office."""

    year: int
    lines: list[Supported]


def view(counsel: Counsel) -> AdviceView:
    """The advice for machines."""
    return mapped(AdviceView, counsel)


def support(year: int, plans: Sequence[Plan], given: Iterable[Counsel]) -> Support:
    """Each planned product of a year with the advice that supports it."""
    by_line: dict[str, list[Counsel]] = {}
    for one in given:
        by_line.setdefault(one.plan_line_id or "", []).append(one)
    lines = [
        _supported(plan, line, by_line.get(line.id, []))
        for plan in plans
        for line in plan.approved
        if line.stage is not Stage.DROPPED
    ]
    return Support(year=year, lines=lines)


def support_rows(found: Support, on: date) -> list[dict[str, Any]]:
    """The same as rows of a page."""
    return [
        {
            "office": names.office(one.office, on),
            "plan_id": one.plan_id,
            "line_id": one.line_id,
            "name": one.name,
            "producer": one.producer,
            "stage": plan_views.stage_name(one.stage),
            "colour": plan_views.STAGE_COLOURS[one.stage],
            "support": plan_views.words(one.support, plan_list().support),
            "by_office": [f"{names.office(office, on)}: {count}" for office, count in one.by_office.items()],
            "count": sum(one.by_office.values()),
            "last_on": one.last_on,
            "open": one.open,
        }
        for one in found.lines
    ]


def line(counsel: Counsel, on: date) -> dict[str, Any]:
    """An advice as a row of a list."""
    late = counsel.state is State.OPEN and counsel.next_by is not None and counsel.next_by < on
    return {
        "id": counsel.id,
        "about": counsel.about,
        "topic": topic_name(counsel.topic),
        "office": names.office(counsel.office, on),
        "producer": counsel.producer_name,
        "holder": counsel.product_name or counsel.producer_name,
        "given_on": counsel.given_on,
        "next": counsel.next,
        "next_by": counsel.next_by,
        "late": (on - counsel.next_by).days if late and counsel.next_by else 0,
        "state": names.state(LIFECYCLE, counsel.state),
        "colour": COLOURS[counsel.state],
    }


def whole(counsel: Counsel, by: Principal, on: date) -> dict[str, Any]:
    """An advice as a page, with what may be done about it."""
    return {
        "counsel": counsel,
        "line": line(counsel, on),
        "place": names.where(counsel.place),
        "facts": rows(AdviceFields, counsel, {"topic": topics()}),
        "may_close": rules.may_write(counsel, by) and Verb.FINISH in counsel.may,
        "asked": form(CloseAdviceCommand),
    }


def blank(concern: Concern, products: Sequence[Product], planned: tuple[str, str] | None, on: date) -> dict[str, Any]:
    """The form by which an advice is recorded; `planned`: the line it supports, and what that is called."""
    held_for = [("", _("Cả chủ thể: {name}", name=concern.producer_name)), *((one.id, one.name) for one in products)]
    choices: dict[str, Options] = {"topic": [("", _("Chọn")), *topics()], "product_id": held_for}
    first = AdviceCommand.model_construct(
        producer_id=concern.producer_id, product_id=concern.product_id, topic="", about="", summary="", given_on=on
    )
    but = ("producer_id", "plan_line_id")
    return {"concern": concern, "planned": planned, "asked": form(AdviceCommand, first, choices, but=but)}


def topics() -> list[tuple[str, str]]:
    """Every topic: (code, name)."""
    return [(one.id, one.label.say(current_language())) for one in advice_list().topics]


def topic_name(code: str) -> str:
    """What a topic is called; its code where no list has it."""
    return dict(topics()).get(code, code)


def _supported(plan: Plan, line: PlanLine, given: Sequence[Counsel]) -> Supported:
    by_office: dict[str, int] = {}
    for one in given:
        by_office[one.office] = by_office.get(one.office, 0) + 1
    return Supported(
        office=plan.office,
        plan_id=plan.id,
        line_id=line.id,
        name=line.called,
        producer=line.maker,
        stage=line.stage,
        support=list(line.support),
        by_office=by_office,
        last_on=max((one.given_on for one in given), default=None),
        open=sum(one.state is State.OPEN for one in given),
    )
