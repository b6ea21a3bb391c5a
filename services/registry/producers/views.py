"""Producers as the pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.aggregate import Kept
from kit.history import Step
from kit.identity import Principal
from kit.language import gettext as _
from kit.mapped import mapped
from kit.telephone import shown
from kit.web.labelled import Options, form, rows
from law.identifiers import telephone_region
from programme import names
from programme.places import Where, communes, label, label_of
from programme.roles import REGISTRARS, keeps
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.lifecycle import LIFECYCLE, State
from services.registry.producers.producer import Person, PersonFields, Producer, ProducerFields
from services.registry.producers.rules import kinds

SHOWN_DIGITS = 4
"""Of a person's number, to who only reads."""


class ProducerView(ProducerFields, Kept):
    """
    A producer for machines. `tax_code`: to who may write of it whichever it has, so that what is read can be sent back; to
    others none where it is a person's number. `representative.identity_number`: to others but for its last digits.
    """

    id: str
    version: int
    state: State
    place: Where
    representative: Person
    registered_on: date
    merged_into: str | None
    steps: tuple[Step, ...]


def view(producer: Producer, by: Principal) -> ProducerView:
    """The producer for machines, by the line the pages draw."""
    person, number = producer.representative, producer.representative.identity_number
    if keeps(by, producer.id, producer.place.path):
        return mapped(ProducerView, producer, tax_code=producer.tax_number)
    if number:
        person = person.model_copy(update={"identity_number": number[-SHOWN_DIGITS:].rjust(len(number), "*")})
    return mapped(ProducerView, producer, representative=person)


def line(producer: Producer, on: date) -> dict[str, Any]:
    """A producer as a row of a list."""
    return {
        "id": producer.id,
        "name": producer.name or _("Nguồn không nêu tên"),
        "kind": names.producer_kind(producer.kind, on) or "–",
        "place": names.where(producer.place),
        "closed": producer.state is not State.ACTIVE,
        "registered_on": producer.registered_on,
    }


def sexes() -> list[tuple[str, str]]:
    """As the reports count them."""
    return [("female", _("Nữ")), ("male", _("Nam")), ("other", _("Khác"))]


def whole(producer: Producer, by: Principal, on: date) -> dict[str, Any]:
    """A producer as its own people and its offices see it."""
    return {
        "producer": producer,
        "line": line(producer, on),
        "state": names.state(LIFECYCLE, producer.state),
        "person": rows(PersonFields, _read(producer).representative, {"sex": sexes()}),
        "particulars": rows(ProducerFields, covered(producer), {"language": languages()}, but=("name", "kind")),
        "may_change": may_change(producer, by),
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(producer.steps)
        ],
    }


def languages() -> Options:
    """In which a producer may be written to."""
    return [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]


def may_change(producer: Producer, by: Principal) -> bool:
    """Whether the page offers changes, by the line the use cases draw."""
    return keeps(by, producer.id, producer.place.path) and producer.state is State.ACTIVE


def blank(by: Principal, on: date, known: Producer | None = None) -> dict[str, Any]:
    """The form and what it offers to choose from. An officer is offered the communes of the own territory."""
    kind = [("", _("Chọn loại chủ thể")), *((code, names.said(said)) for code, said in kinds(on).items())]
    choices = {"kind": kind, "representative-sex": sexes(), "language": languages()}
    within = by.offices(*REGISTRARS) or ["vn"]
    return {
        # In which language to write is asked last, after whom to write to.
        "asked": sorted(form(ProducerCommand, known and _read(known), choices), key=lambda one: one.key == "language"),
        "communes": [label(place, on) for place in communes(within, on)],
    }


def filled(producer: Producer, by: Principal, on: date) -> dict[str, Any]:
    """The same form about a producer there is."""
    return blank(by, on, producer) | {"producer": producer, "place": label_of(producer.place)}


def _read(producer: Producer) -> Producer:
    """A producer as people write it: its telephone as it is dialled, its tax code whichever it is."""
    person = producer.representative
    phone = shown(person.phone, telephone_region()) or None
    return producer.model_copy(
        update={"tax_code": producer.tax_number, "representative": person.model_copy(update={"phone": phone})}
    )


def covered(producer: Producer) -> Producer:
    """A producer with a person's number covered but for its last digits: enough to recognise it, and no more to read off a screen."""
    number = producer.representative.identity_number
    if number is None:
        return producer
    said = _("Số định danh cá nhân, bốn số cuối {last}", last=number[-SHOWN_DIGITS:])
    return producer.model_copy(update={"tax_code": said})
