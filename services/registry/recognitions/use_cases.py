"""Loading what was published of earlier years; each row one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.identity import Principal
from kit.refusal import Forbidden, Refusal, Stale, Taken
from kit.text import one_form
from kit.work import Unit, Work
from law.places import plain
from programme.places import formerly
from programme.roles import RECOGNISERS
from services.registry.certificates import rules as certificate_rules
from services.registry.certificates import store as certificates
from services.registry.certificates import use_cases as certificate_use_cases
from services.registry.producers import announcements as producer_announcements
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.products import announcements as product_announcements
from services.registry.products import rules as product_rules
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.recognitions import rules
from services.registry.recognitions.published_list import PublishedList, rows_of
from services.registry.recognitions.row import Row

TRIES = 5
"""How often a row is entered anew that met another list's."""

Outcome = Literal["added", "joined", "known"]
"""A product was entered, a row was added to one that is there, or the row was there already."""


@dataclass(frozen=True)
class Loaded:
    """What became of a row."""

    product_id: str
    outcome: Outcome
    certificate_id: str | None = None


@dataclass(frozen=True)
class Line:
    """What became of one line of a file; the line with the column names is the first."""

    line: int
    product: str
    became: Loaded | Refusal


def require_recogniser(by: Principal) -> None:
    """Raises Forbidden for who recognises nothing."""
    if not by.has(*RECOGNISERS):
        raise Forbidden()


async def load_list(work: Work, published: PublishedList, *, by: Principal) -> list[Line]:
    """
    Loads every row of a CSV list, each in a transaction of its own; the same list again enters nothing twice.

    Raises Forbidden, ColumnsMissing, ListBroken; nothing was entered then.
    """
    require_recogniser(by)
    rows = list(rows_of(published.text))
    return [await _load_line(work, line, row, published.sha256, by) for line, row in enumerate(rows, start=2)]


async def _load_line(work: Work, line: int, values: dict[str, str | None], paper: str, by: Principal) -> Line:
    product = (values.get("product") or "").strip()
    became: Loaded | Refusal
    try:
        said = {name: value and one_form(value) for name, value in values.items()}
        became = await enter_row(work, rules.read(said), paper=paper, by=by)
    except Refusal as refused:
        became = refused
    return Line(line=line, product=product, became=became)


async def enter_row(work: Work, row: Row, *, by: Principal | None, paper: str | None = None) -> Loaded:
    """`load_row` in a transaction of its own; what another list enters at the same moment is then found."""
    for _ in range(TRIES - 1):
        try:
            return await work.run(load_row, row, by=by, paper=paper)
        except (Stale, Taken):
            continue
    return await work.run(load_row, row, by=by, paper=paper)


async def load_row(unit: Unit, row: Row, *, by: Principal | None, paper: str | None = None) -> Loaded:
    """
    Enters a row's producer and product, where they are not known, what was published of it, and its certificate where
    star, decision and day were published. Harmless to repeat. `by` is nobody when a new database is given its first
    content; `paper`: the SHA-256 of the list, kept with who loaded it beside the certificate.

    Announced as facts of earlier years: they count, and nobody is notified. Raises Forbidden outside the loader's
    territory, Taken when another list enters the same at once, StarNotRecognised, DecidedInTheFuture, and NotOfEarlierYears for what only a ruling may certify.
    """
    if by is not None and not _within(row, by, unit):
        raise Forbidden()
    producer = await _producer(unit, row)
    maker = producer.id if producer else ""
    product_id = rules.natural_id("product", maker or row.place.path, plain(row.product))
    product = await products.named(unit, row.product, maker, row.place.path)
    product = product or await products.products.find(unit, product_id)  # it may be called otherwise by now
    if product is not None and rules.carries(product, row):
        return Loaded(product.id, "known")
    outcome: Outcome = "joined" if product else "added"
    if product is None:
        entered = rules.product_of(product_id, row, producer, unit.today)
        product = await products.products.add(unit, entered)
        product_announcements.registered(unit, product)
    product = rules.with_row(product, row)
    certificate_id = None
    if row.certifies and not any(rules.is_of(one, row) for one in await certificates.of_product(unit, product.id)):
        rules.check_of_earlier_years(row, product, new=outcome == "added", on=unit.today)
        product, certificate_id = await _certified(unit, product, row, paper=paper, by=by)
    kept = await products.products.keep(unit, product)
    if outcome == "joined":
        product_announcements.updated(unit, kept)
    else:
        product_announcements.state(unit, kept)
    return Loaded(kept.id, outcome, certificate_id)


def _within(row: Row, by: Principal, unit: Unit) -> bool:
    """Whether the place lies in the loader's territory, or in what that territory was formed from."""
    path, own = row.place.path, by.offices(*RECOGNISERS)
    return by.covers(path, *RECOGNISERS) or any(path in formerly(office, unit.today) for office in own)


async def _producer(unit: Unit, row: Row) -> Producer | None:
    """The producer the row names, in the place it names; entered when it is new."""
    if not row.producer:
        return None
    id = rules.natural_id("producer", row.place.path, plain(row.producer))
    known = await producers.named(unit, row.producer, row.place.path) or await producers.producers.find(unit, id)
    if known is not None:
        return known
    added = await producers.producers.add(unit, rules.producer_of(id, row, unit.today))
    producer_announcements.registered(unit, added)
    return added


async def _certified(
    unit: Unit, product: Product, row: Row, *, paper: str | None, by: Principal | None
) -> tuple[Product, str]:
    made = rules.certificate(rules.certificate_id(product, row), product, row, unit.today, paper=paper, by=by)
    kept = await certificate_use_cases.enter_earlier(unit, made)
    if product.certified is None or product.certified.valid_from < kept.valid_from:
        certified = certificate_rules.certified(kept)
        product = product_rules.checked(product.model_copy(update={"certified": certified}))
    return product, kept.id
