"""What must hold of an advice, and what becomes of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from kit.identity import Principal, is_within
from kit.refusal import Forbidden, Refusal, Several
from law.planning import advice_list
from programme.roles import OFFICERS
from services.registry.advice.commands import AdviceCommand, CloseAdviceCommand
from services.registry.advice.counsel import AdviceFields, Counsel
from services.registry.advice.lifecycle import State, Verb
from services.registry.advice.refusals import (
    AboutMissing,
    GivenToCome,
    NextBeforeAdvice,
    NextWithoutDay,
    OutcomeMissing,
    TopicUnknown,
)
from services.registry.products.product import Concern


def given(
    id: str, command: AdviceCommand, *, concern: Concern, office: str, line: tuple[str, str] | None, on: date
) -> Counsel:
    """
    An advice as it was given; `line`: the plan and the line that it supports. Raises TopicUnknown, AboutMissing,
    GivenToCome, NextWithoutDay, NextBeforeAdvice, all at once.
    """
    wrong = list(_wrong_with(command, on))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    asked = {name: getattr(command, name) for name in AdviceFields.model_fields}
    state = State.OPEN if command.next else State.NOTED
    plan_id, line_id = line or (None, None)
    own = {"office": office, "state": state, "plan_id": plan_id, "plan_line_id": line_id}
    return Counsel(id=id, **{**dict(concern), **asked, **own})


def closed(counsel: Counsel, command: CloseAdviceCommand, *, at: datetime, on: date, by: Principal) -> Counsel:
    """What was to follow is done, or given up for a reason; raises StepRefused, OutcomeMissing."""
    verb = Verb.FINISH if command.done else Verb.DROP
    note = command.outcome_note or None
    after = counsel.stepped(verb, at=at, by=by, office=counsel.office, note=note, outcome_note=note, closed_on=on)
    if not command.done and not command.outcome_note:
        raise OutcomeMissing(pointer="/outcome_note")
    return after


def office_of(by: Principal, place: str) -> str:
    """The office a person advises for at a place: the nearest of theirs; raises Forbidden where none serves it."""
    own = [one for one in by.offices(*OFFICERS) if is_within(place, one)]
    if not own:
        raise Forbidden()
    return max(own, key=len)


def may_write(counsel: Counsel, by: Principal) -> bool:
    """Whether a person works for the office that advised."""
    return counsel.office in by.offices(*OFFICERS)


def due_soon_until(on: date) -> date:
    """What is to follow by this day is near."""
    return on + timedelta(days=max(advice_list().days_before))


def _wrong_with(command: AdviceCommand, on: date) -> Iterable[Refusal]:
    topics = {one.id: one.label for one in advice_list().topics}
    if command.topic not in topics:
        known = ("; ".join(one.vi for one in topics.values()), "; ".join(one.en for one in topics.values()))
        yield TopicUnknown(pointer="/topic", given=command.topic, known=known)
    if not command.about or not command.summary:
        yield AboutMissing(pointer="/about" if not command.about else "/summary")
    if command.given_on > on:
        yield GivenToCome(pointer="/given_on", on=command.given_on)
    if bool(command.next) != bool(command.next_by):
        yield NextWithoutDay(pointer="/next_by" if command.next else "/next")
    elif command.next_by and command.next_by < command.given_on:
        yield NextBeforeAdvice(pointer="/next_by", on=command.next_by)
