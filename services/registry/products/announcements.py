"""Events about products: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.registry.product import (
    ProductFacts,
    ProductMergedV1,
    ProductProductionEndedV1,
    ProductRegisteredV1,
    ProductStateV1,
    ProductStruckV1,
    ProductUpdatedV1,
    ProductWithdrawnV1,
)
from ocop_events.vocabulary import ProductRef

from kit.mapped import mapped
from kit.work import Unit
from law.classification import classification
from services.registry.producers.announcements import producer_ref
from services.registry.products.product import Product

F = TypeVar("F", bound=ProductFacts)


def of(kind: type[F], product: Product, **own: object) -> F:
    """An event of a product: fields of the same name are the product's own."""
    refs = {
        "product_id": product.id,
        "product": product_ref(product.id, product.name, product.set_no),
        "producer": producer_ref(product.producer_id, product.producer_name, product.producer_kind, product.place),
    }
    return mapped(kind, product, **refs, **own)


def product_ref(id: str, name: str, set_no: int) -> ProductRef:
    """A product as events name it, with what its set is called."""
    return ProductRef(id=id, name=name, set_no=set_no, set_name=classification().product_set(set_no).name.vi)


def registered(unit: Unit, product: Product) -> None:
    """Announces a product that was entered, and its state."""
    unit.announce(of(ProductRegisteredV1, product), place=product.place.path)
    state(unit, product)


def updated(unit: Unit, product: Product) -> None:
    """Announces a product's particulars as corrected, and its state."""
    unit.announce(of(ProductUpdatedV1, product, updated_on=unit.today), place=product.place.path)
    state(unit, product)


def withdrawn(unit: Unit, product: Product, reason: str) -> None:
    """Announces that a product left the programme, and its state."""
    fact = of(ProductWithdrawnV1, product, reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=product.place.path)
    state(unit, product)


def production_ended(unit: Unit, product: Product) -> None:
    """Announces that the commune confirmed that a product is no longer made."""
    said = product.production_ended
    assert said is not None, "what is announced as ended was confirmed"
    own = said.model_dump(include={"ended_on", "confirmed_by", "confirmed_on"})
    unit.announce(of(ProductProductionEndedV1, product, **own), place=product.place.path)


def struck(unit: Unit, product: Product, reason: str) -> None:
    """Announces that a product of a list was struck; nothing of it stays on the state topic."""
    unit.announce(of(ProductStruckV1, product, reason=reason, struck_on=unit.today), place=product.place.path)
    unit.announce_gone(ProductStateV1, product.id, place=product.place.path)


def merged(unit: Unit, product: Product, into: Product, reason: str) -> None:
    """Announces that a twin was merged into the record that is kept; nothing of it stays on the state topic."""
    fact = of(ProductMergedV1, product, into_id=into.id, reason=reason, merged_on=unit.today)
    unit.announce(fact, place=product.place.path)
    unit.announce_gone(ProductStateV1, product.id, place=product.place.path)


def state(unit: Unit, product: Product) -> None:
    """The product as it is now; beside the fact that changed it."""
    known = product.certified.model_dump(include=_SHOWN) if product.certified else {}
    now = of(ProductStateV1, product, status=product.state.value, **known)
    unit.announce_state(now, place=product.place.path)


_SHOWN = {"star", "certificate_id", "product_code", "valid_until"}
