"""What must hold of a right's procedure, what it becomes, and by when its next step is due. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.refusal import Refusal, Several
from law.rights import RightKind, right_kinds
from programme.roles import REGISTRARS, acts_for, keeps
from services.registry.credentials.credential import Paper
from services.registry.credentials.rules import key_of
from services.registry.products.product import Concern
from services.registry.rights.commands import (
    AcceptRightCommand,
    FileRightCommand,
    GiveUpRightCommand,
    GrantRightCommand,
    PublishRightCommand,
    RefuseRightCommand,
)
from services.registry.rights.lifecycle import UNDER_WAY, Verb
from services.registry.rights.refusals import (
    BeforeTheStepBefore,
    DayToCome,
    HelperUnknown,
    NameMissing,
    NobodyApplies,
    NotForAnOffice,
    NumberMissing,
    PapersFull,
    ReasonMissing,
    RightKindUnknown,
)
from services.registry.rights.right import Grant, Right, RightFields, RightPaper

MOST_PAPERS = 20
MOST_RIGHTS = 200
"""Of one producer, or of one office."""


def known_kind(code: str) -> RightKind:
    """A kind of the list; raises RightKindUnknown."""
    known = right_kinds().get(code)
    if known is None:
        labels = [one.label for one in right_kinds().values()]
        words = ("; ".join(one.vi for one in labels), "; ".join(one.en for one in labels))
        raise RightKindUnknown(pointer="/kind", kind=code, known=words)
    return known


def may_write(right: Concern, by: Principal) -> bool:
    """Whether a person writes of it: the producer's own person, or a registrar of its place."""
    return (
        keeps(by, right.producer_id, right.place.path)
        if right.producer_id
        else by.covers(right.place.path, *REGISTRARS)
    )


def filed(
    id: str,
    command: FileRightCommand,
    *,
    concern: Concern,
    helpers: Iterable[str],
    on: date,
    lists: dict[str, str],
) -> Right:
    """
    An application as it was filed; `helpers`: the offices that serve its place. Raises RightKindUnknown, NameMissing,
    NobodyApplies, NotForAnOffice, HelperUnknown, DayToCome, all at once.
    """
    kind, wrong = known_kind(command.kind), list[Refusal]()
    if not command.name:
        wrong.append(NameMissing(pointer="/name"))
    if not concern.producer_id and not command.office:
        wrong.append(NobodyApplies(pointer="/producer_id"))
    elif not concern.producer_id and not kind.collective:
        wrong.append(NotForAnOffice(pointer="/kind", kind=kind.label.pair))
    if command.helped_by and command.helped_by not in helpers:
        wrong.append(HelperUnknown(pointer="/helped_by", office=command.helped_by))
    if command.filed_on > on:
        wrong.append(DayToCome(pointer="/filed_on", on=command.filed_on))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    asked = {name: getattr(command, name) for name in RightFields.model_fields}
    helper = command.helped_by or (command.office if not concern.producer_id else None)
    made = Right(id=id, **{**dict(concern), **asked, "helped_by": helper}, recorded_on=on, lists=lists)
    return awaiting(made)


def accepted(right: Right, command: AcceptRightCommand, *, at: datetime, on: date, by: Principal) -> Right:
    """Formally accepted; raises StepRefused, DayToCome, BeforeTheStepBefore."""
    after = right.stepped(
        Verb.ACCEPT,
        at=at,
        by=by,
        accepted_on=command.accepted_on,
        application_number=command.application_number or right.application_number,
    )
    _in_order(right, command.accepted_on, on, "/accepted_on")
    return awaiting(after)


def published(right: Right, command: PublishRightCommand, *, at: datetime, on: date, by: Principal) -> Right:
    """Published; raises StepRefused, DayToCome, BeforeTheStepBefore."""
    after = right.stepped(Verb.PUBLISH, at=at, by=by, published_on=command.published_on)
    _in_order(right, command.published_on, on, "/published_on")
    return awaiting(after)


def granted(
    right: Right, command: GrantRightCommand, *, credential_id: str | None, at: datetime, on: date, by: Principal
) -> Right:
    """Granted, and from now on a credential; raises StepRefused, NumberMissing, DayToCome, BeforeTheStepBefore."""
    after = right.stepped(Verb.GRANT, at=at, by=by, **dict(command), credential_id=credential_id)
    if not key_of(command.number):
        raise NumberMissing(pointer="/number")
    _in_order(right, command.granted_on, on, "/granted_on")
    if command.expires_on and command.expires_on < command.granted_on:
        raise BeforeTheStepBefore(pointer="/expires_on", on=command.expires_on, before=command.granted_on)
    return awaiting(after)


def granted_by_agency(right: Right, said: Grant, *, agency: str, credential_id: str | None, at: datetime) -> Right:
    """Granted by the issuing agency's own word, whatever was noted of the procedure before; raises StepRefused."""
    told = said.model_dump(exclude={"kind"})
    return awaiting(right.stepped(Verb.GRANT, at=at, by=SYSTEM, note=agency, **told, credential_id=credential_id))


def refused(right: Right, command: RefuseRightCommand, *, at: datetime, on: date, by: Principal) -> Right:
    """Refused; raises StepRefused, ReasonMissing, DayToCome, BeforeTheStepBefore."""
    after = right.stepped(Verb.REFUSE, at=at, by=by, note=command.reason, **dict(command))
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    _in_order(right, command.refused_on, on, "/refused_on")
    return awaiting(after)


def given_up(right: Right, command: GiveUpRightCommand, *, at: datetime, on: date, by: Principal) -> Right:
    """Given up by who applied; raises StepRefused, ReasonMissing."""
    after = right.stepped(Verb.GIVE_UP, at=at, by=by, note=command.reason, refused_on=on, **dict(command))
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    return awaiting(after)


def awaiting(right: Right) -> Right:
    """The application with the step that is waited for and its last day, by the list of the law; none once it is over."""
    known = right_kinds().get(right.kind)
    step = known.awaited(right.state.value) if known and right.state in UNDER_WAY else None
    due = step.last_day(right.last_moved_on) if step else None
    return right.model_copy(update={"step": step.id if step else None, "due_on": due, "was_overdue": False})


def with_paper(right: Right, paper: Paper, *, id: str, at: datetime, by: Principal) -> Right:
    """The application with one more paper; raises PapersFull."""
    if len(right.papers) >= MOST_PAPERS:
        raise PapersFull(most=MOST_PAPERS)
    added = RightPaper(**dict(paper), id=id, state=right.state.value, added_at=at, added_by=Actor.of(by))
    return right.model_copy(update={"papers": (*right.papers, added)})


def granted_one(rights: Iterable[Right], said: Grant, product_id: str | None) -> Right | None:
    """
    Which of a producer's applications an agency's word is about: of its kind and under way, by the number of the
    application, else that of the product, else the only one there is. None where nothing tells two apart.
    """
    found = [one for one in rights if one.kind == said.kind and one.state in UNDER_WAY]
    key = key_of(said.number)
    ways = (
        [one for one in found if one.application_number and key_of(one.application_number) == key],
        [one for one in found if product_id and one.product_id == product_id],
        found,
    )
    return next((way[0] for way in ways if len(way) == 1), None)


def holds_for(right: Right, holders: Iterable[str]) -> str | None:
    """The product its credential is held for; None: all of its producer."""
    return right.product_id if right.product_id and "product" in holders else None


def is_own(right: Right, by: Principal) -> bool:
    """Whether a person acts for the producer that applied."""
    return bool(right.producer_id) and acts_for(by, right.producer_id)


def _in_order(right: Right, day: date, on: date, pointer: str) -> None:
    if day > on:
        raise DayToCome(pointer=pointer, on=day)
    if day < right.last_moved_on:
        raise BeforeTheStepBefore(pointer=pointer, on=day, before=right.last_moved_on)
