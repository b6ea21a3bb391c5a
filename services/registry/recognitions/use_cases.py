"""Loading what was published of earlier years; each row one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kit.identity import Principal
from kit.refusal import Forbidden
from kit.storage import Unit
from law.places import plain
from programme.places import formerly
from services.registry.certificates import announcements as certificate_announcements
from services.registry.certificates import store as certificates
from services.registry.certificates.calendar import await_next_rung
from services.registry.certificates.certificate import State
from services.registry.producers import announcements as producer_announcements
from services.registry.producers import store as producers
from services.registry.producers.producer import Person, Producer
from services.registry.products import announcements as product_announcements
from services.registry.products import rules as product_rules
from services.registry.products import store as products
from services.registry.products.product import Certified, Product
from services.registry.recognitions import rules
from services.registry.recognitions.row import Row
from services.registry.roles import RECOGNISERS

Outcome = Literal["added", "joined", "known"]
"""A product was entered, a row was added to one that is there, or the row was there already."""


@dataclass(frozen=True)
class Loaded:
    """What became of a row."""

    product_id: str
    outcome: Outcome
    certificate_id: str | None = None


async def load_row(unit: Unit, row: Row, *, by: Principal | None, paper: str | None = None) -> Loaded:
    """
    This will enter a row's producer and product, where they are not known, what was published of it, and its
    certificate where star, decision and day were published. Harmless to repeat. `by` is nobody when a new database is
    given its first content; `paper`: the SHA-256 of the list, kept with who loaded it beside the certificate.

    Told as facts of earlier years: they count, and nobody is notified. Raises Forbidden outside the loader's territory,
    StarNotRecognised, DecidedInTheFuture, and NotOfEarlierYears for what only a ruling may certify.
    """
    if by is not None and not _within(row, by, unit.today):
        raise Forbidden()
    producer = await _producer(unit, row)
    product = await products.named(unit, row.product, producer.id if producer else "", row.place.path)
    if product is not None and rules.told_by(product, row):
        return Loaded(product.id, "known")
    outcome: Outcome = "joined" if product else "added"
    if product is None:
        product = await products.products.add(unit, _entered(unit, row, producer))
        product_announcements.registered(unit, product)
    said = (rules.published(row), *product.published)
    product = product_rules.checked(product.model_copy(update={"published": said}))
    certificate_id = None
    if row.certifies and not await certificates.of_decision(unit, product.id, row.decision or ""):
        rules.check_of_earlier_years(row, product, new=outcome == "added", on=unit.today)
        product, certificate_id = await _certified(unit, product, row, paper=paper, by=by)
    kept = await products.products.keep(unit, product)
    if outcome == "joined":
        product_announcements.updated(unit, kept)
    else:
        product_announcements.state(unit, kept)
    return Loaded(kept.id, outcome, certificate_id)


def _within(row: Row, by: Principal, on: date) -> bool:
    """Whether the place lies in the loader's territory, or in what that territory was formed from."""
    path = row.place.path
    return by.covers(path, *RECOGNISERS) or any(path in formerly(office, on) for office in by.offices(*RECOGNISERS))


async def _producer(unit: Unit, row: Row) -> Producer | None:
    """The producer the row names, in the place it names; entered when it is new, with nothing the source does not say."""
    if not row.producer:
        return None
    known = await producers.named(unit, row.producer, row.place.path)
    if known is not None:
        return known
    added = await producers.producers.add(
        unit,
        Producer(
            id=unit.new_id(),
            name=row.producer,
            kind=row.producer_kind,
            place=row.place,
            representative=Person(name=""),
            registered_on=unit.today,
            sort_key=plain(row.producer),
        ),
    )
    producer_announcements.registered(unit, added)
    return added


def _entered(unit: Unit, row: Row, producer: Producer | None) -> Product:
    return product_rules.checked(
        Product(
            id=unit.new_id(),
            name=row.product,
            set_no=row.set_no,
            producer_id=producer.id if producer else "",
            producer_name=producer.name if producer else "",
            producer_kind=producer.kind if producer else "",
            place=row.place,
            registered_on=unit.today,
        )
    )


async def _certified(
    unit: Unit, product: Product, row: Row, *, paper: str | None, by: Principal | None
) -> tuple[Product, str]:
    entered = {"list_sha256": paper, "entered_by": by.id if by else None}
    made = rules.certificate(unit.new_id(), product, row, unit.today).model_copy(update=entered)
    kept = await certificates.certificates.add(unit, made)
    certificate_announcements.tell_issued(unit, kept)
    certificate_announcements.tell_certified(unit, kept, None)
    if kept.state is State.EXPIRED:
        certificate_announcements.tell_expired(unit, kept, kept.valid_until + timedelta(days=1))
    else:
        await_next_rung(unit, kept)
    newest = product.certified is None or product.certified.valid_from < kept.valid_from
    if newest:
        known = Certified(**kept.model_dump(include=set(Certified.model_fields)), certificate_id=kept.id)
        product = product_rules.checked(product.model_copy(update={"certified": known}))
    return product, kept.id
