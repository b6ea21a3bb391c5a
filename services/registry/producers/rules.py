"""What must hold of a producer, and what it becomes. Pure: time, ids and places come in as arguments."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from kit.command import Reason
from kit.identity import Principal
from kit.refusal import Forbidden, Refusal, Several
from kit.text import is_address
from law.places import plain
from law.rulebooks import shelf
from programme.places import Where
from programme.roles import PRODUCER, keeps
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.lifecycle import Verb
from services.registry.producers.producer import Person, Producer
from services.registry.producers.refusals import (
    EmailMalformed,
    KindUnknown,
    NameMissing,
    ReasonMissing,
    RepresentativeMissing,
    TaxCodeMalformed,
)

Label = tuple[str, str]

_TAX_CODE = re.compile(r"\d{10}(-\d{3})?", re.ASCII)


def kinds(on: date) -> dict[str, Label]:
    """The kinds of producer of the rulebook in force on a day."""
    return {kind.id: kind.label.pair for kind in shelf().in_force(on).producers}


def registered(id: str, command: ProducerCommand, *, place: Where, on: date) -> Producer:
    """A producer as entered; raises Several."""
    return Producer(id=id, **_kept(command, on), place=place, registered_on=on)


def updated(
    producer: Producer, command: ProducerCommand, *, place: Where, at: datetime, on: date, by: Principal
) -> Producer:
    """A producer with other particulars; raises StepRefused, Several."""
    return producer.stepped(Verb.UPDATE, at=at, by=by, **_kept(command, on), place=place)


def closed(producer: Producer, command: Reason, *, at: datetime, by: Principal) -> Producer:
    """A producer that ended its business; raises ReasonMissing, StepRefused."""
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    return producer.stepped(Verb.CLOSE, at=at, by=by, note=command.reason)


def require_keeper(by: Principal, id: str, place: Where) -> None:
    """Raises Forbidden unless the caller is the producer's own person or a registrar of its place."""
    if not keeps(by, id, place.path):
        raise Forbidden()


def own_id(by: Principal) -> str | None:
    """The producer a person acts for, if exactly one."""
    own = by.offices(PRODUCER)
    return own[0] if len(own) == 1 else None


def _kept(command: ProducerCommand, on: date) -> dict[str, Any]:
    """What is kept of the particulars, but for the place; raises everything that is wrong with them at once."""
    person = Person.model_validate(
        {name: value or None for name, value in command.representative} | {"name": command.representative.name}
    )
    _check(command, person, on)
    said = {name: value for name, value in command if name not in ("place", "representative")}
    derived = {"tax_code": command.tax_code or None, "representative": person, "sort_key": plain(command.name)}
    return said | derived


def _check(command: ProducerCommand, person: Person, on: date) -> None:
    wrong: list[Refusal] = []
    if not command.name:
        wrong.append(NameMissing(pointer="/name"))
    known = kinds(on)
    if command.kind not in known:
        words = tuple("; ".join(half) for half in zip(*known.values(), strict=True))
        wrong.append(KindUnknown(pointer="/kind", kind=command.kind, known=words))
    if command.tax_code and not _TAX_CODE.fullmatch(command.tax_code):
        wrong.append(TaxCodeMalformed(pointer="/tax_code", given=command.tax_code))
    if not person.name:
        wrong.append(RepresentativeMissing(pointer="/representative/name"))
    if person.email and not is_address(person.email):
        wrong.append(EmailMalformed(pointer="/representative/email", given=person.email))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
