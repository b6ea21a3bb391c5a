"""What must hold of a year plan and its lines, and what becomes of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kit.command import Reason
from kit.history import SYSTEM
from kit.identity import Principal, is_within
from kit.refusal import Refusal, Several
from law.classification import UnknownProductSet, classification
from law.kinds import dossier_kinds
from law.places import plain
from law.planning import PlanWord, plan_list
from law.rulebooks import shelf
from programme.roles import OFFICERS, acts_for
from services.registry.plans.commands import ApprovePlanCommand, NewPlanCommand, PlanLineCommand
from services.registry.plans.lifecycle import ORDER, Stage, Verb
from services.registry.plans.plan import Plan, PlanLine, line_of
from services.registry.plans.refusals import (
    ElsewhereThan,
    LineHasProduct,
    NameMissing,
    PlanEmpty,
    PlanFull,
    PlannedTwice,
    PlanWordUnknown,
    ReasonMissing,
    SignedToCome,
    StarNotGiven,
    YearOutOfReach,
)
from services.registry.producers.producer import Producer
from services.registry.products.product import Concern, Product

MOST_LINES = 200


def made(id: str, command: NewPlanCommand, *, to_office: str, on: date) -> Plan:
    """An empty plan of an office for a year; raises YearOutOfReach."""
    first, last = on.year, on.year + plan_list().years_ahead
    if not first <= command.year <= last:
        raise YearOutOfReach(pointer="/year", first=str(first), last=str(last))
    return Plan(id=id, **dict(command), to_office=to_office)


def with_line(
    plan: Plan, line_id: str, command: PlanLineCommand, *, concern: Concern | None, new: bool, on: date
) -> Plan:
    """
    The plan with a line written; `concern`: whom and what it is about, as far as they are registered. Raises StepRefused,
    PlanFull, PlannedTwice, NameMissing, ElsewhereThan, PlanWordUnknown, StarNotGiven, UnknownProductSet, all at once.
    """
    after = plan.moved(Verb.SAVE)
    wrong = list(_wrong_with(command, concern, plan.office, on))
    others = [one for one in plan.lines if one.id != line_id]
    if new and len(others) >= MOST_LINES:
        wrong.append(PlanFull(most=MOST_LINES))
    known = line_of(plan.lines, line_id)
    line = PlanLine(id=line_id, **dict(command), concern=concern, **(_progress(known) if known else {}))
    if twice := next((one for one in others if _same(one, line)), None):
        wrong.append(PlannedTwice(pointer="/product_id", name=twice.called))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    lines = tuple(line if one.id == line_id else one for one in plan.lines)
    return after.model_copy(update={"lines": (*lines, line) if new else lines})


def without_line(plan: Plan, line_id: str) -> Plan:
    """The plan without a line; raises StepRefused."""
    after = plan.moved(Verb.SAVE)
    return after.model_copy(update={"lines": tuple(one for one in plan.lines if one.id != line_id)})


def submitted(plan: Plan, *, at: datetime, on: date, by: Principal) -> Plan:
    """Handed to the office above; raises StepRefused, PlanEmpty."""
    due = on + timedelta(days=plan_list().approval_days)
    after = _by_its_office(plan, Verb.SUBMIT, at=at, by=by, submitted_on=on, due_on=due, reason=None)
    if not plan.lines:
        raise PlanEmpty()
    return after


def sent_back(plan: Plan, command: Reason, *, at: datetime, by: Principal) -> Plan:
    """Sent back with a reason; raises StepRefused, ReasonMissing."""
    after = plan.stepped(
        Verb.SEND_BACK, at=at, by=by, office=plan.to_office, note=command.reason, reason=command.reason, due_on=None
    )
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    return after


def approved(
    plan: Plan, command: ApprovePlanCommand, *, at: datetime, on: date, by: Principal, lists: dict[str, str]
) -> Plan:
    """
    Approved: its lines with how far those approved before have come; what an amendment left out is taken off the plan, and
    stays readable. Raises StepRefused, SignedToCome.
    """
    if command.paper_signed_on and command.paper_signed_on > on:
        raise SignedToCome(pointer="/paper_signed_on", on=command.paper_signed_on)
    lines = tuple(_approved(one, line_of(plan.approved, one.id), on) for one in plan.lines)
    left = (
        one if one.stage is Stage.DROPPED else _at(one, Stage.DROPPED, on)
        for one in plan.approved
        if not line_of(lines, one.id)
    )
    return plan.stepped(
        Verb.APPROVE,
        at=at,
        by=by,
        office=plan.to_office,
        note=command.paper_number,
        **dict(command),
        approved=(*lines, *left),
        lines=lines,
        edition=plan.edition + 1,
        approved_on=on,
        due_on=None,
        reason=None,
        lists=lists,
    )


def amending(plan: Plan, command: Reason, *, at: datetime, by: Principal) -> Plan:
    """Opened for an amendment; what is approved stays so until the amendment is. Raises StepRefused, ReasonMissing."""
    lines = tuple(one for one in plan.approved if one.stage is not Stage.DROPPED)
    after = _by_its_office(plan, Verb.AMEND, at=at, by=by, note=command.reason, lines=lines)
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    return after


def closed(plan: Plan, *, at: datetime, on: date) -> Plan:
    """Its year is over; raises StepRefused."""
    return plan.stepped(Verb.CLOSE, at=at, by=SYSTEM, closed_on=on, due_on=None)


def advanced(plan: Plan, product_id: str, stage: Stage, *, on: date, star: int | None = None) -> Plan:
    """The plan with the lines of a product as far as a fact says; a line goes forward only. The same plan where none does."""
    lines = tuple(
        _at(one, stage, on, star) if one.product_id == product_id and _goes_on(one, stage) else one
        for one in plan.approved
    )
    return plan.model_copy(update={"approved": lines}) if lines != plan.approved else plan


def dropped(plan: Plan, product_id: str, *, on: date) -> Plan:
    """The plan with the lines of a product that left the programme taken off, but for those recognised already."""
    lines = tuple(
        _at(one, Stage.DROPPED, on)
        if one.product_id == product_id and one.stage not in (Stage.RECOGNISED, Stage.DROPPED)
        else one
        for one in plan.approved
    )
    return plan.model_copy(update={"approved": lines}) if lines != plan.approved else plan


def tied(plan: Plan, line_id: str, product: Product, *, on: date) -> Plan:
    """The plan with an idea that became a product; raises LineHasProduct, ElsewhereThan."""
    line = line_of(plan.approved, line_id)
    if line is None:
        return plan
    if line.product_id and line.product_id != product.id:
        raise LineHasProduct(name=line.called)
    if not is_within(product.place.path, plan.office):
        raise ElsewhereThan(pointer="/product_id", name=product.name)
    now = tie(line, product, on)
    both = {
        part: tuple(now if one.id == line_id else one for one in getattr(plan, part)) for part in ("approved", "lines")
    }
    return plan.model_copy(update=both)


def tie(line: PlanLine, product: Product, on: date) -> PlanLine:
    """A line that is about a registered product from now on."""
    named = line.model_copy(
        update={
            "product_id": product.id,
            "producer_id": product.producer_id or None,
            "set_no": product.set_no,
            "concern": concern_of(product),
        }
    )
    return _at(named, Stage.REGISTERED, on) if _goes_on(named, Stage.REGISTERED) else named


def became(plan: Plan, product: Product) -> PlanLine | None:
    """The approved idea that a product entered now is by its name and, where one was named, its producer."""
    for line in plan.approved:
        if line.product_id or line.stage is Stage.DROPPED or not line.name:
            continue
        if plain(line.name) == product.sort_key and line.producer_id in (None, product.producer_id):
            return line
    return None


def following(plan: Plan, product_id: str, product: Product) -> Plan:
    """The plan whose lines of a product that was merged or moved name the record that is kept, and its producer."""
    now = {"product_id": product.id, "producer_id": product.producer_id or None, "concern": concern_of(product)}
    return _with_each(plan, lambda line: line.model_copy(update=now) if line.product_id == product_id else line)


def following_producer(plan: Plan, producer_id: str, producer: Producer) -> Plan:
    """The plan whose lines of a merged producer, ideas too, name the record that is kept."""

    def now(line: PlanLine) -> PlanLine:
        if line.producer_id != producer_id:
            return line
        whose = {"producer_id": producer.id, "producer_name": producer.name, "producer_kind": producer.kind}
        concern = line.concern.model_copy(update=whose) if line.concern else None
        return line.model_copy(update={"producer_id": producer.id, "concern": concern})

    return _with_each(plan, now)


def _with_each(plan: Plan, now: Callable[[PlanLine], PlanLine]) -> Plan:
    both = {part: tuple(now(one) for one in getattr(plan, part)) for part in ("approved", "lines")}
    return plan.model_copy(update=both)


def concern_of(product: Product) -> Concern:
    """Whom and what a line is about, of a registered product."""
    return Concern.of(None, product, product.place)


def may_write(plan: Plan, by: Principal) -> bool:
    """Whether a person works for the office whose plan it is."""
    return plan.office in by.offices(*OFFICERS)


def may_approve(plan: Plan, by: Principal) -> bool:
    """Whether a person works for the office above it, and acts for no producer on it."""
    return works_above(plan, by) and not is_own(plan, by)


def works_above(plan: Plan, by: Principal) -> bool:
    """Whether a person works for the office above it."""
    return plan.to_office in by.offices(*OFFICERS)


def is_own(plan: Plan, by: Principal) -> bool:
    """Whether a person acts for a producer that a line of it is about."""
    about = {producer for one in plan.lines if (producer := _producer_of(one))}
    return any(acts_for(by, one) for one in about)


def _producer_of(line: PlanLine) -> str:
    return (line.concern.producer_id if line.concern else "") or line.producer_id or ""


def moved_lines(before: Plan, after: Plan) -> list[tuple[PlanLine, Stage]]:
    """The approved lines that are at another stage than before, each with the stage it was at."""
    was = {one.id: one.stage for one in before.approved}
    return [(one, was[one.id]) for one in after.approved if one.id in was and was[one.id] is not one.stage]


def _by_its_office(plan: Plan, verb: Verb, *, at: datetime, by: Principal, **more: Any) -> Plan:
    return plan.stepped(verb, at=at, by=by, office=plan.office, **more)


def _approved(line: PlanLine, before: PlanLine | None, on: date) -> PlanLine:
    line = line.model_copy(update=_progress(before)) if before else line
    return _at(line, Stage.REGISTERED, on) if line.product_id and _goes_on(line, Stage.REGISTERED) else line


def _progress(line: PlanLine) -> dict[str, object]:
    return {"stage": line.stage, "advanced_on": line.advanced_on, "star": line.star}


def _goes_on(line: PlanLine, stage: Stage) -> bool:
    return line.stage is not Stage.DROPPED and ORDER.index(stage) > ORDER.index(line.stage)


def _at(line: PlanLine, stage: Stage, on: date, star: int | None = None) -> PlanLine:
    return line.model_copy(update={"stage": stage, "advanced_on": on, "star": star or line.star})


def _same(one: PlanLine, other: PlanLine) -> bool:
    if one.product_id or other.product_id:
        return one.product_id == other.product_id
    return (plain(one.called), one.producer_id) == (plain(other.called), other.producer_id)


def _wrong_with(command: PlanLineCommand, concern: Concern | None, office: str, on: date) -> Iterable[Refusal]:
    if not command.product_id and not command.name:
        yield NameMissing(pointer="/name")
    if concern is not None and not is_within(concern.place.path, office):
        yield ElsewhereThan(pointer="/product_id" if command.product_id else "/producer_id", name=concern.named)
    known = plan_list()
    yield from _unknown(command.priority, known.priorities, "/priority")
    yield from _unknown(command.support, known.support, "/support")
    kinds = {one.id: one.label for one in dossier_kinds()}
    if command.dossier_kind not in kinds:
        said = ("; ".join(one.vi for one in kinds.values()), "; ".join(one.en for one in kinds.values()))
        yield PlanWordUnknown(pointer="/dossier_kind", given=command.dossier_kind, known=said)
    stars = shelf().recognised_stars()
    if command.target_star and command.target_star not in stars:
        yield StarNotGiven(pointer="/target_star", star=command.target_star, known=", ".join(map(str, stars)))
    known_sets = [one.set_no for one in classification().sets]
    if command.set_no and command.set_no not in known_sets:
        yield UnknownProductSet(pointer="/set_no", set_no=command.set_no, known=", ".join(map(str, sorted(known_sets))))


def _unknown(given: Sequence[str], known: Sequence[PlanWord], pointer: str) -> Iterable[Refusal]:
    codes = {one.id for one in known}
    said = ("; ".join(one.label.vi for one in known), "; ".join(one.label.en for one in known))
    yield from (PlanWordUnknown(pointer=pointer, given=one, known=said) for one in given if one not in codes)
