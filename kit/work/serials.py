"""Serial numbers without gaps or duplicates: the counter moves in the transaction that uses the number."""

from __future__ import annotations

from kit.aggregate import Aggregate
from kit.storage.collection import Collection
from kit.work.unit import Unit


class Serial(Aggregate):
    """The last number given in one scope, such as the receipts of a commune in a year."""

    last: int = 0


serials: Collection[Serial] = Collection(Serial, "serials")


async def next_number(unit: Unit, scope: str) -> int:
    """
    The next number of a scope, from 1. Two commands at once conflict on the row and one of them is run again; a
    command that fails gives its number back, because the row goes back with it.
    """
    row = await serials.find(unit, scope)
    if row is None:
        return (await serials.add(unit, Serial(id=scope, last=1))).last
    return (await serials.keep(unit, row.model_copy(update={"last": row.last + 1}))).last
