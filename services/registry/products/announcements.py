"""Facts about products, told in the words of the treaty."""

from __future__ import annotations

from ocop_events.registry.product import ProductRegisteredV1, ProductStateV1, ProductUpdatedV1, ProductWithdrawnV1
from ocop_events.vocabulary import ProducerRef, ProductRef

from kit.storage import Unit
from law.classification import classification
from services.registry.producers.announcements import place_told
from services.registry.products.product import Product


def product_told(product: Product) -> ProductRef:
    """A product in the treaty's form."""
    name = classification().product_set(product.set_no).name.vi
    return ProductRef(id=product.id, name=product.name, set_no=product.set_no, set_name=name)


def maker_told(product: Product) -> ProducerRef:
    """The product's producer in the treaty's form, as far as the product knows it."""
    return ProducerRef(
        id=product.producer_id,
        name=product.producer_name,
        kind=product.producer_kind,
        place=place_told(product.place),
    )


def tell_registered(unit: Unit, product: Product) -> None:
    fact = ProductRegisteredV1(
        product_id=product.id,
        product=product_told(product),
        producer=maker_told(product),
        registered_on=product.registered_on,
    )
    unit.announce(fact, place=product.place.path)
    tell_state(unit, product)


def tell_updated(unit: Unit, product: Product) -> None:
    fact = ProductUpdatedV1(
        product_id=product.id, product=product_told(product), producer=maker_told(product), updated_on=unit.today
    )
    unit.announce(fact, place=product.place.path)
    tell_state(unit, product)


def tell_withdrawn(unit: Unit, product: Product, reason: str) -> None:
    fact = ProductWithdrawnV1(
        product_id=product.id,
        product=product_told(product),
        producer=maker_told(product),
        reason=reason,
        withdrawn_on=unit.today,
    )
    unit.announce(fact, place=product.place.path)
    tell_state(unit, product)


def tell_state(unit: Unit, product: Product) -> None:
    """The product as it is now; told beside the fact that changed it."""
    known = product.certified
    state = ProductStateV1(
        product_id=product.id,
        product=product_told(product),
        producer=maker_told(product),
        status=product.state.value,
        star=known.star if known else None,
        certificate_id=known.certificate_id if known else None,
        product_code=known.product_code if known else None,
        valid_until=known.valid_until if known else None,
    )
    unit.announce_state(state, place=product.place.path)
