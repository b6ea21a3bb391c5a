"""Statistics across borders: counted in the borders of then, told in the borders of another day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from law.places.gazetteer import Gazetteer
from law.places.refusals import SplitNeedsAChoice, SuccessorUnknown
from law.places.succession import today


class Unplaced(BaseModel):
    """An amount that stayed behind because only a person can say where it belongs, and the sentence that says so."""

    model_config = ConfigDict(frozen=True)

    path: str
    amount: Decimal
    vi: str
    en: str


class Carried(BaseModel):
    """Amounts by path of the later day, and what could not be placed. Nothing is lost: `total` is what went in."""

    model_config = ConfigDict(frozen=True)

    amounts: dict[str, Decimal]
    unplaced: tuple[Unplaced, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), Decimal(0)) + sum((u.amount for u in self.unplaced), Decimal(0))


def carry(
    places: Gazetteer,
    amounts: Mapping[str, Decimal | int],
    *,
    then: date,
    until: date,
    choices: Mapping[str, str] | None = None,
) -> Carried:
    """Amounts per commune in the borders of `then`, summed in the borders of `until`."""
    carried: dict[str, Decimal] = {}
    unplaced: list[Unplaced] = []
    for path, amount in amounts.items():
        try:
            now = today(places, path, then, until, choices)
        except (SplitNeedsAChoice, SuccessorUnknown) as refusal:
            unplaced.append(Unplaced(path=path, amount=Decimal(amount), vi=refusal.say("vi"), en=refusal.say("en")))
        else:
            carried[now.path] = carried.get(now.path, Decimal(0)) + Decimal(amount)
    return Carried(amounts=carried, unplaced=tuple(unplaced))


def rolled_up(places: Gazetteer, amounts: Mapping[str, Decimal | int], on: date, level: str) -> dict[str, Decimal]:
    """Amounts per unit summed per ancestor of a level, in the borders of one day; a unit of the level counts itself."""
    sums: dict[str, Decimal] = {}
    for path, amount in amounts.items():
        for place in (places.at(path, on), *places.ancestors(path, on)):
            if place.level == level:
                sums[place.path] = sums.get(place.path, Decimal(0)) + Decimal(amount)
    return sums
