"""What must hold of a product, and what it becomes. Pure: time, ids and the producer come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kit.command import Reason
from kit.identity import Principal
from law.classification import classification
from law.places import plain
from programme.places import Where
from services.registry.producers.likeness import keys
from services.registry.producers.producer import Producer
from services.registry.products.commands import ProductCommand, ProductionEndedCommand
from services.registry.products.lifecycle import LIFECYCLE, State, Verb
from services.registry.products.product import Certified, Product, ProductionEnd
from services.registry.products.refusals import (
    LikelyTwin,
    MergedWithItself,
    MergeReasonMissing,
    ProductionEndsLater,
    ProductionNoteMissing,
    ProductNameMissing,
    ReasonMissing,
)


def registered(id: str, command: ProductCommand, *, producer: Producer, place: Where, on: date) -> Product:
    """A product of a producer, entered on a day; raises ProductNameMissing, UnknownProductSet."""
    return checked(
        Product(
            id=id,
            **dict(command),
            producer_id=producer.id,
            producer_name=producer.name,
            producer_kind=producer.kind,
            place=place,
            registered_on=on,
        )
    )


def updated(product: Product, command: ProductCommand, *, at: datetime, by: Principal) -> Product:
    """The product with other particulars; raises StepRefused, ProductNameMissing, UnknownProductSet."""
    return checked(product.stepped(Verb.UPDATE, at=at, by=by, **dict(command)))


def withdrawn(product: Product, command: Reason, *, at: datetime, by: Principal) -> Product:
    """The product out of the programme; raises StepRefused, ReasonMissing."""
    after = product.stepped(Verb.WITHDRAW, at=at, by=by, note=command.reason)
    if not command.reason:
        raise ReasonMissing(pointer="/reason")
    return after


def production_ended(
    product: Product, command: ProductionEndedCommand, *, office: str, on: date, at: datetime, by: Principal
) -> Product:
    """The product with what the commune confirmed. Raises StepRefused, ProductionNoteMissing, ProductionEndsLater."""
    if not command.note:
        raise ProductionNoteMissing(pointer="/note")
    if command.ended_on is not None and command.ended_on > on:
        raise ProductionEndsLater(pointer="/ended_on", given=f"{command.ended_on:%d/%m/%Y}")
    end = ProductionEnd(confirmed_by=office, confirmed_on=on, **dict(command))
    return product.stepped(Verb.END_PRODUCTION, at=at, by=by, office=office, note=command.note, production_ended=end)


def certified(product: Product, recognition: Certified) -> Product:
    """The product with the recognition it is found by; raises StepRefused."""
    LIFECYCLE.step(product.state, Verb.CERTIFY)
    return checked(product.model_copy(update={"certified": recognition}))


def checked(product: Product) -> Product:
    """The product with what it is found by; raises ProductNameMissing, UnknownProductSet."""
    if not product.name.strip():
        raise ProductNameMissing(pointer="/name")
    classification().product_set(product.set_no)
    known = product.certified
    star = next((one.star for one in product.published if one.star), None)
    text = f"{product.name} {product.producer_name} {product.place.name}"
    return product.model_copy(
        update={
            "sort_key": plain(product.name),
            "search_text": plain(text),
            "likeness": likeness(product.name, product.producer_id, product.place.path),
            "listed": known is not None or bool(product.published),
            "listed_star": known.star if known else star,
        }
    )


def warn_of(twins: Sequence[Product]) -> None:
    """Raises LikelyTwin where there are products that may be the one about to be entered; who has looked may go on."""
    if twins:
        raise LikelyTwin(pointer="/alike", named="; ".join(f"{one.name} ({one.producer_name})" for one in twins))


def likeness(name: str, producer_id: str, place: str) -> tuple[str, ...]:
    """By which products of a name like this are found: those of the same producer, and those of the same place."""
    within = [one for one in (producer_id, place) if one]
    return tuple(f"{where} {key}" for where in within for key in keys(name))


def merged(product: Product, into: Product, reason: str, *, at: datetime, by: Principal) -> tuple[Product, Product]:
    """
    A twin merged into the record that is kept, and that record with what sources published of either, and with the twin's
    producer where it named none itself, as a list may. Raises MergeReasonMissing, MergedWithItself, StepRefused.
    """
    if not reason:
        raise MergeReasonMissing(pointer="/reason")
    if product.id == into.id or into.state is not State.REGISTERED:
        raise MergedWithItself(pointer="/into")
    gone = product.stepped(Verb.MERGE, at=at, by=by, note=reason, merged_into=into.id)
    nothing = {"listed": False, "listed_star": None, "certified": None, "published": (), "likeness": ()}
    published = (*into.published, *(one for one in product.published if one not in into.published))
    stepped = into.stepped(Verb.UPDATE, at=at, by=by, note=reason)
    told: dict[str, Any] = {"published": published, "description": into.description or product.description}
    if not into.producer_id:
        told |= {name: getattr(product, name) for name in ("producer_id", "producer_name", "producer_kind")}
    return gone.model_copy(update=nothing), checked(stepped.model_copy(update=told))


def of_producer(product: Product, producer: Producer) -> Product:
    """The product of a twin as one of the record that twin was merged into."""
    maker = {"producer_id": producer.id, "producer_name": producer.name, "producer_kind": producer.kind}
    moved = product.model_copy(update=maker)
    return moved if moved.state is State.MERGED else checked(moved)


def recognised_by(product: Product, latest: Certified | None) -> Product:
    """The product with the recognition it is found by, or none."""
    return checked(product.model_copy(update={"certified": latest}))
