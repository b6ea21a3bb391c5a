"""What is known here of the identifiers in an agency's report: whose product code, tax code, number or name it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.facts import Fact, Question
from kit.work import Unit
from law.identifiers import is_identity_number
from law.places import gazetteer
from services.registry.agencies import matching, rules, store
from services.registry.agencies.matching import Clues
from services.registry.agencies.report import Candidate, Report, Whom
from services.registry.credentials import store as credentials
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.producers.similarity import ALIKE, alike
from services.registry.products import store as products
from services.registry.products.product import Product


class CodeHolder(Fact):
    """A certificate, alive or not, that carries a product code; `exact`: the one asked for, else one of the same place."""

    product_id: str
    certificate_id: str
    product_code: str
    exact: bool


class WhoseCode(Question):
    """Which certificates carry a product code, or one like it: each answer is a list of `CodeHolder`."""

    code: str


async def clues_in(unit: Unit, report: Report) -> Clues:
    """What is known here of a report's identifiers."""
    data = report.data
    holders = await holders_of(unit, report.product_code)
    by_code = next((whom for whom, exact in holders if exact), None)
    taxed = None
    if report.tax_code and not is_identity_number(report.tax_code):
        taxed = await producers.led_to(unit, await producers.with_number(unit, report.tax_code.replace(" ", ""), None))
    by_tax = whom_of_producer(taxed) if taxed else None
    its_products: tuple[Whom, ...] = ()
    if taxed and matching.ABOUT[report.about].of_a_product:
        its_products = _all_of_products(await store.products_of(unit, taxed.id, matching.MOST))
    holder = data.get("holder")
    found = [Candidate(**dict(whom), reasons=("code-of-the-place",)) for whom, exact in holders if not exact]
    if holder and not by_code:
        found += await _called_like(unit, holder)
    if data.get("place_code") and not by_code and not taxed:
        found += await _made_at(unit, data["place_code"])
    return Clues(
        by_code=by_code,
        by_tax=by_tax,
        by_number=await _with_number(unit, data),
        remembered=await _remembered(unit, report),
        holder=holder,
        products=its_products,
        alike=tuple(found),
    )


async def _with_number(unit: Unit, data: dict[str, Any]) -> Whom | None:
    """Who holds the credential of a kind and number, as far as one is on file."""
    if not (data.get("kind") and data.get("number")):
        return None
    known = await credentials.by_number(unit, data["kind"], data["number"])
    if known is None:
        return None
    product = await products.products.find(unit, known.product_id) if known.product_id else None
    if found := await products.led_to(unit, product):
        return whom_of_product(found)
    producer = await producers.led_to(unit, await producers.producers.find(unit, known.producer_id))
    return whom_of_producer(producer) if producer else None


async def holders_of(unit: Unit, code: str | None) -> list[tuple[Whom, bool]]:
    """Whose product code it is (True), or whose are like it; a merged record leads to the one that is kept."""
    if not code:
        return []
    found: list[CodeHolder] = [one for some in await unit.asks(WhoseCode(code=code)) for one in some]
    known = await products.products.among(unit, {one.product_id for one in found})
    whom: list[tuple[Whom, bool]] = []
    for one in found:
        product = await products.led_to(unit, known.get(one.product_id))
        if product is not None:
            named = {"certificate_id": one.certificate_id, "product_code": one.product_code}
            whom.append((whom_of_product(product).model_copy(update=named), one.exact))
    return whom


async def _called_like(unit: Unit, name: str) -> list[Candidate]:
    found = [(alike(name, one.name), one) for one in await store.named_like(unit, name) if one.merged_into is None]
    likely = sorted((pair for pair in found if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [Candidate(**dict(whom_of_producer(one)), reasons=("holder",)) for _, one in likely]


async def _made_at(unit: Unit, code: str) -> list[Candidate]:
    places = [one.path for one in gazetteer().units if one.code == code and one.holds(unit.today)]
    made = [one for path in places[:2] for one in await store.recognised_at(unit, path, matching.MOST)]
    return [Candidate(**dict(whom), reasons=("place",)) for whom in _all_of_products(made)]


async def _remembered(unit: Unit, report: Report) -> Whom | None:
    for one in await store.remembered_of(unit, report.agency, rules.identifiers(report)):
        if one.product_id and (
            product := await products.led_to(unit, await products.products.find(unit, one.product_id))
        ):
            return whom_of_product(product)
        if not one.product_id and not matching.ABOUT[report.about].of_a_product:
            producer = await producers.led_to(unit, await producers.producers.find(unit, one.producer_id))
            if producer is not None:
                return whom_of_producer(producer)
    return None


def whom_of_product(product: Product) -> Whom:
    """A product as one whom a report concerns, with the certificate it is found by now."""
    certified = product.certified
    return Whom(
        producer_id=product.producer_id,
        producer_name=product.producer_name,
        producer_kind=product.producer_kind,
        place_path=product.place.path,
        product_id=product.id,
        product_name=product.name,
        certificate_id=certified.certificate_id if certified else None,
        product_code=certified.product_code if certified else None,
    )


def _all_of_products(some: Iterable[Product]) -> tuple[Whom, ...]:
    return tuple(whom_of_product(one) for one in some if one.merged_into is None)


def whom_of_producer(producer: Producer) -> Whom:
    """A producer as one whom a report concerns as a whole."""
    return Whom(
        producer_id=producer.id,
        producer_name=producer.name,
        producer_kind=producer.kind,
        place_path=producer.place.path,
    )
