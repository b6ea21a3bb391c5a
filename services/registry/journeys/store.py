"""Journeys and stays in the database. Whoever may see a dossier may see where it is: the dossier is asked for first."""

from __future__ import annotations

from collections.abc import Iterable

from kit.storage import Collection, Index
from kit.work import Unit
from programme.journeys import Stage
from services.registry.journeys.journey import Journey, Stay

journeys: Collection[Journey] = Collection(Journey, "journeys")
stays: Collection[Stay] = Collection(
    Stay, "stays", indexes=[Index("dossier_id", "opened_on"), Index("open"), Index("stage")]
)


async def journeys_of(unit: Unit, dossiers: Iterable[str]) -> dict[str, Journey]:
    """What is known of each dossier; of one that no event named, nothing yet."""
    known = await journeys.among(unit, ids := set(dossiers))
    return {id: known.get(id, Journey(id=id)) for id in ids}


async def stays_of(unit: Unit, dossier_id: str) -> list[Stay]:
    """The stays of a dossier, the first opened first."""
    return await stays.select(unit, {"dossier_id": dossier_id}, sort=[("opened_on", 1), ("id", 1)])


async def declined_after(unit: Unit, after: str, limit: int = 200) -> list[Stay]:
    """Some of the stays that ended because their office did not propose the dossier, by id."""
    wanted = {"stage": Stage.DECLINED.value, "_id": {"$gt": after}}
    return await stays.select(unit, wanted, sort=[("_id", 1)], limit=limit)
