"""What must hold of a yearly card, when it is asked for and reminded of. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kit.identity import Principal
from kit.mapped import mapped
from kit.refusal import Refusal, Several
from law.cards import yearly_card
from programme.roles import acts_for
from services.registry.cards.card import Card, Figures, card_id
from services.registry.cards.commands import CardCommand
from services.registry.cards.lifecycle import State, Verb
from services.registry.cards.refusals import CardEmpty, MoreThanAll, UnitMissing, UnitUnknown, YearNotAsked
from services.registry.products.product import Concern, Product

YEARS_BACK = 4
"""So many years before the present one may still be told of."""


def asked(product: Product, year: int, *, on: date, lists: dict[str, str]) -> Card:
    """The card that a product's producer is asked for."""
    concern = Concern.of(None, product, product.place)
    due = yearly_card().due(year)
    return Card(id=card_id(product.id, year), **dict(concern), year=year, due_on=due, asked_on=on, lists=lists)


def filed(card: Card, command: CardCommand, *, at: datetime, on: date, by: Principal) -> Card:
    """The card with its figures; raises everything that is wrong with them at once."""
    wrong = list(_wrong_with(command))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    who = "producer" if acts_for(by, card.producer_id) else "officer"
    verb = Verb.FILE if card.state is State.ASKED else Verb.AMEND
    return card.stepped(verb, at=at, by=by, **dict(command), filed_on=on, filed_by=who, edition=card.edition + 1)


def merged(gone: Card, known: Card | None, product: Product) -> Card:
    """
    The card of a year of a product that another was merged into: its own (`known`) where it is filled in, with what the
    other's (`gone`) told kept beside; else the other's, where that is.
    """
    filed = State.FILED
    if known is not None and known.state is filed and gone.state is filed:
        return known.model_copy(update={"of_twins": (*known.of_twins, mapped(Figures, gone), *gone.of_twins)})
    if known is not None and gone.state is not filed:
        return known
    row = {"version": known.version, "due_on": known.due_on} if known else {}
    return following(gone, product).model_copy(update={"id": card_id(product.id, gone.year), **row})


def following(card: Card, product: Product) -> Card:
    """The card that names its product and producer as they are now; it stays at the place where it was asked for."""
    return card.model_copy(update=dict(Concern.of(None, product, card.place)))


def require_year(year: int, on: date) -> None:
    """Raises YearNotAsked for a year that is not over, or too long ago."""
    first, last = on.year - YEARS_BACK, on.year - 1
    if not first <= year <= last:
        raise YearNotAsked(year=str(year), first=str(first), last=str(last))


def years_to_ask(on: date) -> list[tuple[int, date]]:
    """The years whose cards are to be asked for, each with the day: the coming one, and one whose time runs."""
    known = yearly_card()
    running = [one for one in (on.year - 1,) if on <= known.due(one)]
    coming = on.year if on >= known.asked(on.year - 1) else on.year - 1
    return [(one, known.asked(one)) for one in sorted({*running, coming})]


def next_reminder(card: Card, after: date) -> date | None:
    """The next day after one on which whoever has not filled in a card is reminded."""
    days = sorted(card.due_on - timedelta(days=n) for n in yearly_card().remind_before)
    return next((one for one in days if one > after), None)


def was_recognised(product: Product, year: int) -> bool:
    """Whether a product held a recognition in a year, and holds it still or it lapsed: one that was revoked is not asked."""
    held = product.certified
    if held is None or held.ended:
        return False
    return held.valid_from < yearly_card().asked(year) and held.valid_until.year >= year


def _wrong_with(command: CardCommand) -> list[Refusal]:
    wrong: list[Refusal] = []
    if command.revenue is None and command.output is None:
        wrong.append(CardEmpty(pointer="/revenue"))
    units = yearly_card().units
    if command.output is not None and not command.output_unit:
        wrong.append(UnitMissing(pointer="/output_unit"))
    elif command.output_unit and command.output_unit not in units:
        wrong.append(UnitUnknown(pointer="/output_unit", given=command.output_unit, known=", ".join(units)))
    for part, whole, name in (
        (command.export_value, command.revenue, "export_value"),
        (command.labour_local, command.labour, "labour_local"),
        (command.labour_women, command.labour, "labour_women"),
    ):
        if part and part > (whole or 0):
            wrong.append(MoreThanAll(pointer=f"/{name}", part=str(part), whole=str(whole or 0)))
    return wrong
