"""What is done with yearly cards: asked for, reminded of, filled in; each one transaction."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import Stale
from kit.work import Due, Unit
from law.cards import yearly_card
from law.lists import stamp
from services.registry.cards import announcements, rules, store
from services.registry.cards.card import Card, card_id
from services.registry.cards.commands import CardCommand
from services.registry.cards.lifecycle import State
from services.registry.credentials.rules import midnight
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.products.use_cases import product_to_change

ASKING, REMINDER = "yearly-cards", "yearly-card"
LISTS = ("yearly-card",)


async def begin_asking(unit: Unit) -> None:
    """Sets the days on which the cards of the coming year, and of one whose time runs, are asked for."""
    for year, day in rules.years_to_ask(unit.today):
        unit.defer(Due(what=ASKING, subject=str(year), due_at=midnight(day)))


async def ask_for_cards(unit: Unit, due: Due) -> None:
    """Asks some products' producers for the card of a year, and sets the deadline for the next some, or the next year."""
    year = int(due.subject)
    found = await store.recognised_after(unit, str(due.data.get("after", "")))
    known = await store.cards.among(unit, [card_id(one.id, year) for one in found])
    for product in found:
        if rules.was_recognised(product, year) and product.producer_id and card_id(product.id, year) not in known:
            await _ask(unit, product, year)
    if len(found) == store.AT_ONCE:
        unit.defer(Due(what=ASKING, subject=due.subject, due_at=unit.now, data={"after": found[-1].id}))
    else:
        unit.defer(Due(what=ASKING, subject=str(year + 1), due_at=midnight(yearly_card().asked(year + 1))))


async def remind(unit: Unit, due: Due) -> None:
    """Reminds the producer of a card that is not filled in, and sets the next reminder."""
    card = await store.cards.find(unit, due.subject)
    if card is not None and card.state is State.ASKED and unit.today <= card.due_on:
        announcements.due(unit, card)
        _await_reminder(unit, card)


async def file_card(
    unit: Unit, product_id: str, year: int, command: CardCommand, *, by: Principal, expected: int
) -> Card:
    """
    Keeps the figures of a year: the producer's own person, or a registrar of its place for it. `expected`: the card's
    version, 0 where there is none. Raises NotFound, Forbidden, Stale, YearNotAsked, and what `rules.filed` raises.
    """
    product = await product_to_change(unit, product_id, by)
    rules.require_year(year, unit.today)
    known = await store.of_year(unit, product_id, year)
    if (known.version if known else 0) != expected:
        raise Stale()
    card = known or rules.asked(product, year, on=unit.today, lists=stamp(*LISTS))
    after = rules.filed(card, command, at=unit.now, on=unit.today, by=by)
    kept = await (store.cards.keep if known else store.cards.add)(unit, after)
    unit.settle(REMINDER, kept.id)
    announcements.filed(unit, kept)
    return kept


async def follow_merge(unit: Unit, product_id: str, product: Product) -> None:
    """Has the cards of a merged product be of the one that is kept, one a year; what both told stays readable."""
    for gone in await store.every_of_product(unit, product_id):
        known = await store.of_year(unit, product.id, gone.year)
        await store.cards.remove(unit, gone)
        unit.settle(REMINDER, gone.id)
        after = rules.merged(gone, known, product)
        if after == known:
            continue
        kept = await (store.cards.keep if known else store.cards.add)(unit, after)
        if kept.state is State.ASKED:
            _await_reminder(unit, kept)
        elif known is None or known.state is State.ASKED:
            unit.settle(REMINDER, kept.id)
            announcements.filed(unit, kept)


async def follow_product(unit: Unit, product: Product) -> None:
    """Has the cards of a product name it, and its producer, as they are now."""
    for card in await store.every_of_product(unit, product.id):
        await store.cards.keep(unit, rules.following(card, product))


async def card_to_file(unit: Unit, product_id: str, year: int, by: Principal) -> tuple[Product, Card | None]:
    """A product and its card of a year, for who may fill it in; raises NotFound, Forbidden, YearNotAsked."""
    product = await product_to_change(unit, product_id, by)
    rules.require_year(year, unit.today)
    return product, await store.of_year(unit, product_id, year)


async def card_seen_by(unit: Unit, product_id: str, year: int, by: Principal) -> Card | None:
    """A product's card of a year, for who manages the product; raises NotFound."""
    await products.managed_by(unit, product_id, by)
    return await store.of_year(unit, product_id, year)


async def cards_waiting(unit: Unit, by: Principal) -> int:
    """How many cards of the last year a person may see that nobody filled in."""
    return await store.counted(unit, by, unit.today.year - 1, State.ASKED)


async def _ask(unit: Unit, product: Product, year: int) -> None:
    card = await store.cards.add(unit, rules.asked(product, year, on=unit.today, lists=stamp(*LISTS)))
    announcements.due(unit, card)
    _await_reminder(unit, card)


def _await_reminder(unit: Unit, card: Card) -> None:
    day = rules.next_reminder(card, unit.today)
    if day is not None:
        unit.defer(Due(what=REMINDER, subject=card.id, due_at=midnight(day), place=card.place.path))
