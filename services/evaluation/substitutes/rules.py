"""What must hold when an officer names who acts for them. Pure. No act says more than that it is somebody of the same office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from programme.roles import OFFICERS
from services.evaluation.substitutes import refusals
from services.evaluation.substitutes.commands import NameSubstituteCommand
from services.evaluation.substitutes.lifecycle import State, Verb
from services.evaluation.substitutes.substitute import Officer, Substitute, officer_id


def named(
    id: str,
    command: NameSubstituteCommand,
    acts: Officer | None,
    own: Iterable[Substitute],
    theirs: Iterable[Substitute],
    *,
    on: date,
    at: datetime,
    by: Principal,
) -> Substitute:
    """
    The substitution. `acts`: who was named, as an officer of that office; `own`: what the caller named before, `theirs`: what the
    named one did. Raises OneselfNamed, NotAColleague, DaysReversed, PeriodOver, NamedAlready, SubstituteAway.
    """
    if command.acts_id == by.id:
        raise refusals.OneselfNamed(pointer="/acts_id")
    if acts is None or acts.office != command.office:
        raise refusals.NotAColleague(pointer="/acts_id", person=command.acts_id)
    if command.last < command.first:
        raise refusals.DaysReversed(pointer="/last")
    if command.last < on:
        raise refusals.PeriodOver(pointer="/last")
    for one in _meeting(own, command):
        raise refusals.NamedAlready(pointer="/first", name=one.acts_name, first=_said(one.first), last=_said(one.last))
    for one in _meeting(theirs, command):
        raise refusals.SubstituteAway(pointer="/acts_id", name=acts.name, first=_said(one.first), last=_said(one.last))
    return Substitute(id=id, **dict(command), person_id=by.id, name=by.name, acts_name=acts.name, named_at=at)


def ended(substitute: Substitute, *, on: date, at: datetime, by: Principal | Actor) -> Substitute:
    """The substitution ended before its last day. Raises StepRefused, SubstitutionOver."""
    if substitute.state is State.NAMED and on > substitute.last:
        raise refusals.SubstitutionOver(last=_said(substitute.last))
    return substitute.stepped(Verb.END, at=at, by=by, office=substitute.office, ended_on=on)


def as_granted(known: Sequence[Officer], by: Principal) -> tuple[list[Officer], list[Officer]]:
    """What is to be noted of a caller as an officer, by their own token, and what is to be forgotten; new rows have version 0."""
    if by.kind != "person":
        return [], []
    rows = {one.office: one for one in known}
    held = by.offices(*OFFICERS)
    blank = {
        office: mapped(Officer, by, id=officer_id(office, by.id), person_id=by.id, office=office) for office in held
    }
    wanted = [rows.get(office, blank[office]).model_copy(update={"name": by.name}) for office in held]
    return [one for one in wanted if one != rows.get(one.office)], [one for one in known if one.office not in held]


def _meeting(found: Iterable[Substitute], command: NameSubstituteCommand) -> Iterable[Substitute]:
    """Those of the same office whose days meet the ones asked for."""
    return (
        one
        for one in found
        if one.state is State.NAMED
        and one.office == command.office
        and one.first <= command.last
        and command.first <= one.last
    )


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"
