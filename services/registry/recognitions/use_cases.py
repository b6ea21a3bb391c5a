"""What is done with lists of earlier years: sent, read otherwise, entered, taken back; each row one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.command import Reason
from kit.identity import Principal
from kit.refusal import Forbidden, Stale, Taken
from kit.work import Unit, Work
from law.places import plain
from programme.places import formerly
from programme.roles import RECOGNISERS
from services.registry.certificates import issuing
from services.registry.certificates import rules as certificate_rules
from services.registry.certificates import store as certificates
from services.registry.dossiers.store import dossiers
from services.registry.producers import announcements as producer_announcements
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.producers.use_cases import ProducerLeaving, ProducerNamed
from services.registry.products import announcements as product_announcements
from services.registry.products import rules as product_rules
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.products.use_cases import ProductLeaving, ProductNamed
from services.registry.recognitions import rules, store
from services.registry.recognitions.commands import EnterCommand
from services.registry.recognitions.lifecycle import Verb
from services.registry.recognitions.refusals import LineInUse, ListNotWhole, ReasonUnsaid
from services.registry.recognitions.row import Row
from services.registry.recognitions.sent_list import Became, Line, NewList, Reading, SentList, Why

TRIES = 5
"""How often a row is entered anew that met another list's."""


@dataclass(frozen=True)
class Loaded:
    """What became of a row. `producer_id`: of a producer that it entered."""

    product_id: str
    outcome: Literal["added", "joined", "known"]
    certificate_id: str | None = None
    producer_id: str | None = None


async def send_list(unit: Unit, new: NewList, *, by: Principal) -> SentList:
    """Takes a list in that was read, to be checked; enters nothing. Raises Forbidden."""
    store.require_recogniser(by)
    rights, offices = by.model_copy(update={"email": ""}), tuple(by.offices(*RECOGNISERS))
    sent = SentList(id=unit.new_id(), **dict(new), by=rights, offices=offices, sent_at=unit.now)
    return await store.lists.add(unit, sent)


async def read_otherwise(unit: Unit, list_id: str, read: Reading, *, by: Principal, expected: int) -> SentList:
    """Has a list checked anew that was read in another encoding. Raises Forbidden, NotFound, Stale, StepRefused."""
    found = await store.seen_by(unit, list_id, by, expected)
    after = found.stepped(Verb.READ_OTHERWISE, at=unit.now, by=by, reading=found.reading + 1, **dict(read))
    return await store.lists.keep(unit, after)


async def enter_list(unit: Unit, list_id: str, command: EnterCommand, *, by: Principal, expected: int) -> SentList:
    """
    Has the lines of a checked list entered, under the rights of who says so. Raises Forbidden, NotFound, Stale, StepRefused, and
    ListNotWhole when all were asked for and some cannot be.
    """
    found = await store.seen_by(unit, list_id, by, expected)
    rights = by.model_copy(update={"email": ""})
    after = found.stepped(Verb.ENTER, at=unit.now, by=by, **dict(command)).model_copy(update={"by": rights})
    refused = (await store.tally(unit, found, "check"))["refused"]
    if command.whole and refused:
        raise ListNotWhole(count=refused)
    return await store.lists.keep(unit, after)


async def undo_list(unit: Unit, list_id: str, command: Reason, *, by: Principal, expected: int) -> SentList:
    """Has everything taken back that a list entered and nobody used since. Raises Forbidden, NotFound, Stale, StepRefused, ReasonUnsaid."""
    found = await store.seen_by(unit, list_id, by, expected)
    after = found.stepped(Verb.UNDO, at=unit.now, by=by, note=command.reason)
    if not command.reason:
        raise ReasonUnsaid(pointer="/reason")
    return await store.lists.keep(unit, after)


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
    rules.check_time(row, unit.today)
    producer, entered_producer = await _producer(unit, row)
    maker = producer.id if producer else ""
    product_id = rules.natural_id("product", maker or row.place.path, plain(row.product))
    product = await products.named(unit, row.product, maker, row.place.path)
    product = product or await products.led_to(
        unit, await products.products.find(unit, product_id)
    )  # it may be called otherwise by now
    if product is not None and rules.carries(product, row):
        return Loaded(product.id, "known")
    if producer is not None and entered_producer is None:
        await producers.producers.touch(unit, producer)  # so that it is not merged while a product of it is entered
    outcome: Literal["added", "joined"] = "joined" if product else "added"
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
        await unit.happens(ProductNamed(product=kept))
    return Loaded(kept.id, outcome, certificate_id, entered_producer)


def _within(row: Row, by: Principal, unit: Unit) -> bool:
    """Whether the place lies in the loader's territory, or in what that territory was formed from."""
    path, own = row.place.path, by.offices(*RECOGNISERS)
    return by.covers(path, *RECOGNISERS) or any(path in formerly(office, unit.today) for office in own)


async def _producer(unit: Unit, row: Row) -> tuple[Producer | None, str | None]:
    """The producer the row names, in the place it names; entered when it is new: then its id too."""
    if not row.producer:
        return None, None
    id = rules.natural_id("producer", row.place.path, plain(row.producer))
    known = await producers.named(unit, row.producer, row.place.path)
    known = known or await producers.led_to(unit, await producers.producers.find(unit, id))
    if known is not None:
        return known, None
    added = await producers.producers.add(unit, rules.producer_of(id, row, unit.today))
    producer_announcements.registered(unit, added)
    await unit.happens(ProducerNamed(producer=added))
    return added, added.id


async def _certified(
    unit: Unit, product: Product, row: Row, *, paper: str | None, by: Principal | None
) -> tuple[Product, str]:
    made = rules.certificate(rules.certificate_id(product, row), product, row, unit.today, paper=paper, by=by)
    kept = await issuing.enter_earlier(unit, made)
    if product.certified is None or product.certified.valid_from < kept.valid_from:
        certified = certificate_rules.certified(kept)
        product = product_rules.checked(product.model_copy(update={"certified": certified}))
    return product, kept.id


async def enter_line(unit: Unit, line_id: str, row: Row, found: SentList) -> None:
    """Enters a line's row, and notes with it what became of it; one that is entered stays so. Raises what `load_row` raises."""
    line = await store.lines.get(unit, line_id)
    if line.entry is None:
        loaded = await load_row(unit, row, by=found.by, paper=found.sha256)
        entry = rules.became(says=rules.says(row), **vars(loaded))
        await store.lines.keep(unit, line.model_copy(update={"entry": entry}))


async def strike_line(unit: Unit, line_id: str, reason: str) -> None:
    """
    Takes back what a line entered: its row of the product, its certificate, and product and producer where it entered them and
    nothing else is left of them. Raises LineInUse when somebody has used it since.
    """
    line = await store.lines.get(unit, line_id)
    entry = line.entry
    if line.undo is not None or entry is None or entry.product_id is None:
        return
    product = await products.products.find(unit, entry.product_id)
    if product is not None:
        await _check_unused(unit, line, product, entry)
        if entry.certificate_id:
            await issuing.strike_earlier(unit, entry.certificate_id, reason)
        await _strike_product(unit, product, line, entry, reason)
    why = await _strike_producer(unit, entry, reason)
    await store.lines.keep(unit, line.model_copy(update={"undo": rules.became("undone", why=why)}))


async def _check_unused(unit: Unit, line: Line, product: Product, entry: Became) -> None:
    """Raises LineInUse."""
    if product.steps:
        raise LineInUse(why=("có người đã sửa hoặc rút sản phẩm", "somebody changed or withdrew the product"))
    if await dossiers.first(unit, {"product_id": product.id}):
        raise LineInUse(why=("sản phẩm đã có hồ sơ", "the product has a dossier"))
    for one in await certificates.of_product(unit, product.id) if entry.certificate_id else []:
        gave_way = one.superseded_by == entry.certificate_id
        if one.supersedes == entry.certificate_id or (
            gave_way and not await store.entered_by_list(unit, line.list_id, one.id)
        ):
            raise LineInUse(
                why=(
                    "một giấy chứng nhận khác của sản phẩm đã thay thế hoặc được thay thế bởi giấy này",
                    "another certificate of the product has taken its place, or given way to it",
                )
            )


async def _strike_product(unit: Unit, product: Product, line: Line, entry: Became, reason: str) -> None:
    """The product without what the line said of it, or no product at all when the list entered it and nothing is left."""
    left = await certificates.of_product(unit, product.id)
    after = rules.without_row(product, entry.says, left)
    if not after.published and not left and rules.is_of_a_list(product.id):
        await unit.happens(ProductLeaving(product=product))
        await products.products.remove(unit, product)
        product_announcements.struck(unit, product, reason)
        return
    kept = await products.products.keep(unit, after)
    product_announcements.updated(unit, kept)


async def _strike_producer(unit: Unit, entry: Became, reason: str) -> Why | None:
    """Removes the producer the line entered, when nobody has used it; else says why it stays."""
    producer = await producers.producers.find(unit, entry.producer_id) if entry.producer_id else None
    if producer is None:
        return None
    if producer.steps or await products.products.first(unit, {"producer_id": producer.id}):
        return rules.why(LineInUse(why=("chủ thể còn được dùng", "the producer is in use")))
    await unit.happens(ProducerLeaving(producer=producer))
    await producers.producers.remove(unit, producer)
    producer_announcements.struck(unit, producer, reason)
    return None
