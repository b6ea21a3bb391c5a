"""What must hold of a producer, and what it becomes. Pure: time, ids and places come in as arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from kit.clock import local_date
from kit.command import Reason
from kit.identity import Principal
from kit.refusal import Forbidden, Refusal, Several
from kit.telephone import NoTelephone, shown, telephone
from kit.text import is_address
from law.identifiers import is_identity_number, shape_of, tax_code_shapes, telephone_region
from law.places import plain
from law.rulebooks import shelf
from programme.places import Where
from programme.roles import PRODUCER, REGISTRARS, keeps
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.lifecycle import State, Verb
from services.registry.producers.likeness import keys
from services.registry.producers.producer import Person, Producer
from services.registry.producers.refusals import (
    EmailMalformed,
    KindUnknown,
    LikelyTwin,
    MergedWithItself,
    MergeReasonMissing,
    NameMissing,
    PersonsNumberMalformed,
    ReasonMissing,
    RepresentativeMissing,
    TaxCodeMalformed,
    TaxCodeMistyped,
    TaxCodeOfAnotherKind,
)

Label = tuple[str, str]
Matched = Callable[[str], str]


def kinds(on: date) -> dict[str, Label]:
    """The kinds of producer of the rulebook in force on a day."""
    return {kind.id: kind.label.pair for kind in shelf().in_force(on).producers}


def registered(id: str, command: ProducerCommand, *, place: Where, on: date, matched: Matched) -> Producer:
    """A producer as entered; `matched`: what a person's number is matched by. Raises Several."""
    return Producer(id=id, **_kept(command, on, matched), place=place, registered_on=on)


def updated(
    producer: Producer,
    command: ProducerCommand,
    *,
    place: Where,
    at: datetime,
    on: date,
    by: Principal,
    matched: Matched,
) -> Producer:
    """A producer with other particulars; raises StepRefused, Several."""
    return producer.stepped(Verb.UPDATE, at=at, by=by, **_kept(command, on, matched, producer), place=place)


def closed(producer: Producer, command: Reason, *, at: datetime, by: Principal) -> Producer:
    """A producer that ended its business; raises ReasonMissing, StepRefused."""
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    return producer.stepped(Verb.CLOSE, at=at, by=by, note=command.reason)


def merged(
    producer: Producer, into: Producer, reason: str, *, at: datetime, by: Principal
) -> tuple[Producer, Producer]:
    """
    A twin merged into the record that is kept, and that record with what it lacked: tax code, telephone, address and so
    on. The twin keeps its tax code where it is another than the kept one's, and its representative where something of
    theirs is said nowhere else: closed as any personal data. Raises MergeReasonMissing, MergedWithItself, StepRefused.
    """
    if not reason:
        raise MergeReasonMissing(pointer="/reason")
    if producer.id == into.id or into.state is not State.ACTIVE:
        raise MergedWithItself(pointer="/into")
    gone = producer.stepped(Verb.MERGE, at=at, by=by, note=reason, merged_into=into.id)
    filled = into.stepped(Verb.UPDATE, at=at, by=by, note=reason)
    said = dict(producer.representative)
    person = {name: value or said[name] for name, value in into.representative if name != "identity_number"}
    number = {"tax_code": into.tax_code, "identity_key": into.identity_key}
    person["identity_number"] = into.representative.identity_number
    if into.tax_number is None and _may_have(into.kind, producer.tax_number, local_date(at)):
        number = {"tax_code": producer.tax_code, "identity_key": producer.identity_key}
        person["identity_number"] = producer.representative.identity_number
    known = into.representative.model_copy(update=person)
    kept = filled.model_copy(update={**number, "representative": known})
    if all(value in (None, "", person[name]) for name, value in said.items()):
        gone = gone.model_copy(update={"representative": Person(name="")})
    if producer.tax_number == kept.tax_number:
        gone = without_number(gone)
    return gone.model_copy(update={"likeness": ()}), kept


def without_number(producer: Producer) -> Producer:
    """A record whose tax code stands in another one: a number is in the database once."""
    person = producer.representative.model_copy(update={"identity_number": None})
    return producer.model_copy(update={"tax_code": None, "identity_key": None, "representative": person})


def require_keeper(by: Principal, id: str, place: Where) -> None:
    """Raises Forbidden unless the caller is the producer's own person or a registrar of its place."""
    if not keeps(by, id, place.path):
        raise Forbidden()


def require_registrar(by: Principal, place: Where) -> None:
    """Raises Forbidden unless the caller is a registrar of a place: a producer's own person merges no records."""
    if not by.covers(place.path, *REGISTRARS):
        raise Forbidden()


def warn_of(twins: Sequence[Producer]) -> None:
    """Raises LikelyTwin where there are producers that may be the one about to be entered; who has looked may go on."""
    if twins:
        named = "; ".join(f"{one.name} ({one.place.name})" for one in twins)
        raise LikelyTwin(pointer="/alike", named=named)


def is_persons_number(text: str) -> bool:
    """Whether a text is a person's number, blanks and dots aside: it is searched for by nothing that stands in an address."""
    number = _one_form_of_code(text)
    return number is not None and is_identity_number(number)


def persons_number(given: str, on: date) -> str:
    """A person's number in its one form; raises PersonsNumberMalformed."""
    number = _one_form_of_code(given)
    if number is None or not is_identity_number(number):
        shapes = [one for one in tax_code_shapes(on) if one.identity]
        forms = ("; ".join(one.label.vi for one in shapes), "; ".join(one.label.en for one in shapes))
        raise PersonsNumberMalformed(pointer="/number", forms=forms)
    return number


def own_id(by: Principal) -> str | None:
    """The producer a person acts for, if exactly one."""
    own = by.offices(PRODUCER)
    return own[0] if len(own) == 1 else None


def with_number_apart(producer: Producer, matched: Matched) -> Producer:
    """
    A producer as an earlier release kept it, with a person's number among its personal data and matched by the key of
    today; the same where that holds already.
    """
    number = producer.representative.identity_number
    if producer.tax_code and is_identity_number(producer.tax_code):
        number = producer.tax_code
    if number is None or (producer.tax_code != number and producer.identity_key == matched(number)):
        return producer
    person = producer.representative.model_copy(update={"identity_number": number})
    return producer.model_copy(update={"tax_code": None, "representative": person, "identity_key": matched(number)})


def _kept(command: ProducerCommand, on: date, matched: Matched, before: Producer | None = None) -> dict[str, Any]:
    """
    What is kept of the particulars, but for the place; raises everything that is wrong with them at once. What was kept
    `before` and is not changed is not asked about again.
    """
    asked = {name: value or None for name, value in command.representative} | {"name": command.representative.name}
    number = _one_form_of_code(command.tax_code)
    wrong: list[Refusal] = []
    if not command.name:
        wrong.append(NameMissing(pointer="/name"))
    known = kinds(on)
    if command.kind not in known:
        words = tuple("; ".join(half) for half in zip(*known.values(), strict=True))
        wrong.append(KindUnknown(pointer="/kind", kind=command.kind, known=words))
    if number and number != (before.tax_number if before else None):
        wrong += _wrong_with_code(number, command.kind, known, on)
    elif before and command.kind != before.kind and not _may_have(command.kind, number, on):
        wrong.append(_of_another_kind(command.kind, known))
    if not asked["name"]:
        wrong.append(RepresentativeMissing(pointer="/representative/name"))
    if (email := asked["email"]) and not is_address(email):
        wrong.append(EmailMalformed(pointer="/representative/email", given=email))
    asked["phone"] = _phone(asked["phone"], before.representative.phone if before else None, wrong)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    is_personal = number is not None and is_identity_number(number)
    person = Person.model_validate(asked | {"identity_number": number if is_personal else None})
    said = {name: value for name, value in command if name not in ("place", "representative")}
    derived = {
        "tax_code": None if is_personal else number,
        "identity_key": matched(number) if is_personal and number else None,
        "representative": person,
        "sort_key": plain(command.name),
        "likeness": keys(command.name),
    }
    return said | derived


def _one_form_of_code(given: str | None) -> str | None:
    """A code without the blanks and dots people part its digits with."""
    return (given or "").replace(" ", "").replace(".", "") or None


def _wrong_with_code(number: str, kind: str, known: dict[str, Label], on: date) -> list[Refusal]:
    shapes = tax_code_shapes(on)
    shape = shape_of(number, shapes)
    if shape is None:
        forms = ("; ".join(one.label.vi for one in shapes), "; ".join(one.label.en for one in shapes))
        return [TaxCodeMalformed(pointer="/tax_code", forms=forms)]
    if not shape.is_in_order(number):
        return [TaxCodeMistyped(pointer="/tax_code")]
    return [] if shape.is_for(kind) else [_of_another_kind(kind, known)]


def _of_another_kind(kind: str, known: dict[str, Label]) -> TaxCodeOfAnotherKind:
    return TaxCodeOfAnotherKind(pointer="/tax_code", kind=known.get(kind, (kind, kind)))


def _may_have(kind: str, number: str | None, on: date) -> bool:
    """Whether a kind of producer may have a number that is kept already; one of no form of the day may stay."""
    shape = shape_of(number, tax_code_shapes(on)) if number else None
    return shape is None or shape.is_for(kind)


def _phone(given: str | None, before: str | None, wrong: list[Refusal]) -> str | None:
    """The number in its one form; one that was kept before numbers were checked may stay."""
    region = telephone_region()
    if not given or (before and given in (before, shown(before, region))):
        return before if given else None
    try:
        return telephone(given, region, pointer="/representative/phone")
    except NoTelephone as refused:
        wrong.append(refused)
        return None
