"""Events about yearly cards: one mapping from the aggregate to the contract."""

from __future__ import annotations

import re
from typing import TypeVar

from ocop_events.registry.yearly_card import YearlyCardDueV1, YearlyCardFacts, YearlyCardFiledV1, YearlyFigures

from kit.mapped import mapped
from kit.work import Unit
from services.registry.cards.card import Card
from services.registry.products.announcements import concern

F = TypeVar("F", bound=YearlyCardFacts)


def of(kind: type[F], card: Card, **own: object) -> F:
    """An event of a card: fields of the same name are its own."""
    return mapped(kind, card, card_id=card.id, **concern(card), **own)


def due(unit: Unit, card: Card) -> None:
    """Announces that a producer is asked for a card by a day, or reminded."""
    unit.announce(of(YearlyCardDueV1, card), place=card.place.path)


def filed(unit: Unit, card: Card) -> None:
    """Announces a card that was filled in."""
    output = format(card.output.normalize(), "f") if card.output is not None else None
    markets = [one.strip() for one in re.split("[,;]", card.export_markets or "") if one.strip()]
    figures = mapped(YearlyFigures, card, output=output, export_markets=markets)
    unit.announce(of(YearlyCardFiledV1, card, figures=figures), place=card.place.path)
