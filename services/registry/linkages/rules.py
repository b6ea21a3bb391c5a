"""What must hold of a linkage contract, what it becomes, and when its end is told of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from kit.history import SYSTEM
from kit.identity import Principal
from kit.refusal import Refusal, Several
from law.linkages import linkage_kinds, linkage_list, partner_kinds
from law.rulebooks.values import Text
from programme.roles import keeps
from services.registry.credentials.credential import Paper
from services.registry.linkages.commands import EndLinkageCommand, LinkageCommand
from services.registry.linkages.lifecycle import Verb
from services.registry.linkages.linkage import Linkage, LinkageFields
from services.registry.linkages.refusals import (
    DaysReversed,
    EndsLater,
    GoodsMissing,
    LinkageWordUnknown,
    OverAlready,
    ReasonMissing,
    UnitMissing,
)
from services.registry.products.product import Concern

MOST_LINKAGES = 200
"""Of one producer."""


def recorded(
    id: str, command: LinkageCommand, *, concern: Concern, paper: Paper | None, on: date, lists: dict[str, str]
) -> Linkage:
    """A contract as its paper says; raises everything that is wrong with it at once, OverAlready among it."""
    wrong = wrong_with(command)
    if command.until and command.until < on and command.until >= command.from_on:
        wrong.append(OverAlready(pointer="/until", on=command.until))
    _raise(wrong)
    asked = {name: getattr(command, name) for name in LinkageFields.model_fields}
    return Linkage(id=id, **{**dict(concern), **asked}, paper=paper, recorded_on=on, lists=lists)


def changed(linkage: Linkage, command: LinkageCommand, *, at: datetime, on: date, by: Principal) -> Linkage:
    """The contract with other terms, or prolonged; raises StepRefused, and everything that is wrong at once."""
    after = linkage.stepped(Verb.CHANGE, at=at, by=by, **dict(command))
    wrong = wrong_with(command)
    if command.until and command.until < on and command.until >= command.from_on:
        wrong.append(OverAlready(pointer="/until", on=command.until))
    _raise(wrong)
    return after


def ended(linkage: Linkage, command: EndLinkageCommand, *, at: datetime, on: date, by: Principal) -> Linkage:
    """The contract that its partners ended; raises StepRefused, ReasonMissing, EndsLater, DaysReversed."""
    after = linkage.stepped(Verb.END, at=at, by=by, note=command.reason, **dict(command))
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    if command.ended_on > on:
        raise EndsLater(pointer="/ended_on", on=command.ended_on)
    if command.ended_on < linkage.from_on:
        raise DaysReversed(pointer="/ended_on")
    return after


def expired(linkage: Linkage, *, at: datetime) -> Linkage:
    """The contract whose last day passed."""
    return linkage.stepped(Verb.EXPIRE, at=at, by=SYSTEM, ended_on=linkage.until)


def next_rung(linkage: Linkage, after: date) -> date | None:
    """The next day after one on which its end is told of: by the ladder of the list, on the last day, and the day after it."""
    if linkage.until is None:
        return None
    days = {*linkage_list().days_before, 0, -1}
    later = sorted(one for one in (linkage.until - timedelta(days=n) for n in days) if one > after)
    return later[0] if later else None


def may_write(linkage: Concern, by: Principal) -> bool:
    """Whether a person writes of it: the producer's own person, or a registrar of its place."""
    return keeps(by, linkage.producer_id, linkage.place.path)


def wrong_with(command: LinkageCommand) -> list[Refusal]:
    """Everything that is wrong with the terms."""
    wrong: list[Refusal] = []
    words: Mapping[str, tuple[str, Mapping[str, Text]]] = {
        "/kind": (command.kind, linkage_kinds()),
        "/partner_kind": (command.partner_kind, partner_kinds()),
    }
    for pointer, (given, known) in words.items():
        if given not in known:
            said = tuple("; ".join(half) for half in zip(*(one.pair for one in known.values()), strict=True))
            wrong.append(LinkageWordUnknown(pointer=pointer, given=given, known=said))
    if not command.goods:
        wrong.append(GoodsMissing(pointer="/goods"))
    units = linkage_list().units
    if command.volume is not None and not command.volume_unit:
        wrong.append(UnitMissing(pointer="/volume_unit"))
    elif command.volume_unit and command.volume_unit not in units:
        known_units = ", ".join(units)
        wrong.append(LinkageWordUnknown(pointer="/volume_unit", given=command.volume_unit, known=known_units))
    if command.until and command.until < command.from_on:
        wrong.append(DaysReversed(pointer="/until"))
    return wrong


def _raise(wrong: list[Refusal]) -> None:
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
