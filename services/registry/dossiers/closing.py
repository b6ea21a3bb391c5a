"""What a closed dossier closes beside itself: the records of its producer and its product, as far as they are not public."""

from __future__ import annotations

from dataclasses import dataclass

from kit.identity import Principal
from kit.storage import Unit
from services.registry.dossiers.store import dossiers
from services.registry.seats import store as seats


@dataclass(frozen=True)
class Closed:
    """Records, by id, that no office opens to a person who stood aside; their own stay open to them."""

    producers: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()


async def closed_to(unit: Unit, by: Principal) -> Closed:
    """The records behind the dossiers from which a person stood aside."""
    aside = await seats.closed_to(unit, by)
    if not aside:
        return Closed()
    found = (await dossiers.among(unit, aside)).values()
    return Closed(frozenset(one.producer_id for one in found), frozenset(one.product_id for one in found))
