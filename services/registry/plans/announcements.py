"""Events about year plans: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.registry.plan import (
    PlanApprovedV1,
    PlanClosedV1,
    PlanFacts,
    PlanLineAdvancedV1,
    PlanSentBackV1,
    PlanSubmittedV1,
)
from ocop_events.registry.plan import PlanLine as Line
from ocop_events.registry.product import ProductPlannedV1
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.registry.plans.lifecycle import Stage
from services.registry.plans.plan import Plan, PlanLine
from services.registry.products.announcements import concern
from services.registry.products.announcements import of as of_product
from services.registry.products.product import Product

F = TypeVar("F", bound=PlanFacts)


def of(kind: type[F], plan: Plan, **own: object) -> F:
    """An event of a plan: fields of the same name are its own."""
    return mapped(kind, plan, plan_id=plan.id, **own)


def line(one: PlanLine) -> Line:
    """A line as events carry it."""
    about = concern(one.concern) if one.concern else {}
    return mapped(Line, one, line_id=one.id, name=one.called, stage=one.stage.value, **about)


def submitted(unit: Unit, plan: Plan) -> None:
    """Announces a plan that was handed to the office above."""
    unit.announce(of(PlanSubmittedV1, plan, lines=[line(one) for one in plan.lines]), place=plan.office)


def approved(unit: Unit, plan: Plan) -> None:
    """Announces a plan as it was approved."""
    paper = None
    if plan.paper_number and plan.paper_signed_on:
        paper = OfficialPaper(number=plan.paper_number, signed_on=plan.paper_signed_on, office=plan.to_office)
    lines = [line(one) for one in plan.approved]
    fact = of(PlanApprovedV1, plan, lines=lines, approved_by=plan.to_office, paper=paper)
    unit.announce(fact, place=plan.office)


def sent_back(unit: Unit, plan: Plan) -> None:
    """Announces that a plan was sent back with a reason."""
    unit.announce(of(PlanSentBackV1, plan, sent_back_on=unit.today), place=plan.office)


def advanced(unit: Unit, plan: Plan, one: PlanLine, was: Stage) -> None:
    """Announces what a line came to."""
    fact = of(PlanLineAdvancedV1, plan, line=line(one), was=was.value, advanced_on=unit.today)
    unit.announce(fact, place=plan.office)


def closed(unit: Unit, plan: Plan) -> None:
    """Announces that a plan's year is over."""
    unit.announce(of(PlanClosedV1, plan), place=plan.office)


def planned(unit: Unit, plan: Plan, one: PlanLine, product: Product) -> None:
    """Announces that a product is on an approved plan."""
    fact = of_product(
        ProductPlannedV1,
        product,
        plan_year=plan.year,
        target_star=one.target_star,
        plan_id=plan.id,
        office=plan.office,
        quarter=one.quarter,
        priority=list(one.priority),
    )
    unit.announce(fact, place=product.place.path)
