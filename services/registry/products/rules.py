"""What must hold of a product, and what it becomes. Pure: time, ids and the producer come in as arguments."""

from __future__ import annotations

from datetime import date, datetime

from kit.command import Reason
from kit.identity import Principal
from law.classification import classification
from law.places import plain
from programme.places import Where
from services.registry.producers.producer import Producer
from services.registry.products.commands import ProductCommand
from services.registry.products.lifecycle import LIFECYCLE, Verb
from services.registry.products.product import Certified, Product
from services.registry.products.refusals import ProductNameMissing, ReasonMissing


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
            "listed": known is not None or bool(product.published),
            "listed_star": known.star if known else star,
        }
    )
