"""Events about products: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import Any

from ocop_events.registry.product import ProductRegisteredV1, ProductStateV1, ProductUpdatedV1, ProductWithdrawnV1
from ocop_events.vocabulary import ProducerRef, ProductRef

from kit.storage import Unit
from law.classification import classification
from services.registry.producers.announcements import place_told
from services.registry.products.product import Product


def facts(product: Product) -> dict[str, Any]:
    """What every event of a product carries."""
    set_name = classification().product_set(product.set_no).name.vi
    return {
        "product_id": product.id,
        "product": ProductRef(id=product.id, name=product.name, set_no=product.set_no, set_name=set_name),
        "producer": ProducerRef(
            id=product.producer_id,
            name=product.producer_name,
            kind=product.producer_kind,
            place=place_told(product.place),
        ),
    }


def registered(unit: Unit, product: Product) -> None:
    fact = ProductRegisteredV1(**facts(product), registered_on=product.registered_on)
    unit.announce(fact, place=product.place.path)
    state(unit, product)


def updated(unit: Unit, product: Product) -> None:
    unit.announce(ProductUpdatedV1(**facts(product), updated_on=unit.today), place=product.place.path)
    state(unit, product)


def withdrawn(unit: Unit, product: Product, reason: str) -> None:
    fact = ProductWithdrawnV1(**facts(product), reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=product.place.path)
    state(unit, product)


def state(unit: Unit, product: Product) -> None:
    """The product as it is now; beside the fact that changed it."""
    known = product.certified.model_dump(include=_SHOWN) if product.certified else {}
    now = ProductStateV1(**facts(product), status=product.state.value, **known)
    unit.announce_state(now, place=product.place.path)


_SHOWN = {"star", "certificate_id", "product_code", "valid_until"}
