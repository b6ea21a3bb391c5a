"""Packs of artwork and their handing out in the database: what is handed out producers and officers see, drafts the office."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER
from services.registry.artwork.artwork_pack import ArtworkPack, HandOut
from services.registry.artwork.lifecycle import State

ORDERS = Orders("name", name="name", star="star", entered="entered_on")
MOST_SHOWN = 100

packs: Collection[ArtworkPack] = Collection(
    ArtworkPack, "artwork_packs", indexes=[Index("office", "state"), *ORDERS.indexes()]
)
handouts: Collection[HandOut] = Collection(
    HandOut, "artwork_handouts", indexes=[Index("producer_id", "pack_id"), Index("product_id", "handed_out_on")]
)


def visible_to(by: Principal) -> dict[str, Any]:
    """What is handed out, to producers and officers; what an office has in draft or withdrew, to its own."""
    own = {"office": {"$in": by.offices(*OFFICERS)}}
    return any_of(own, {"state": State.OFFERED.value}) if by.has(PRODUCER, *OFFICERS) else own


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> ArtworkPack:
    """Loads a pack for a person; raises NotFound, Stale."""
    return await packs.get(unit, id, expected, within=visible_to(by))


async def known_to(unit: Unit, by: Principal, turn: Turn, *, state: State | None = None) -> Page[ArtworkPack]:
    """The packs a person may see, in the order of the turn."""
    return await packs.turned(unit, all_of(visible_to(by), {"state": state.value} if state else {}), turn)


async def handed_out_to(unit: Unit, pack_id: str, by: Principal) -> list[HandOut]:
    """The times a pack was handed out to a person's own producers, the latest first."""
    wanted = {"pack_id": pack_id, "producer_id": {"$in": by.offices(PRODUCER)}}
    return await handouts.select(unit, wanted, sort=[("id", -1)], limit=MOST_SHOWN)


async def handed_out_for(unit: Unit, product_id: str) -> list[HandOut]:
    """Every time artwork was handed out for a product."""
    return await handouts.select(unit, {"product_id": product_id}, limit=0)
