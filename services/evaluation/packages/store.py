"""Packages in the database, and who may see which: officers of the office that sealed or took them in."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Collection, Index, all_of
from kit.work import Unit
from kit.work.outbox import OUTBOX
from programme.roles import MAY, OFFICERS, PRODUCER
from services.evaluation.packages.package import Package, ReceivedPackage, SealedPackage
from services.recusals import store as recusals

MOST = 100
"""Packages on a page, and of a case: the latest."""
MOST_EVENTS = 900
TOPICS = ("ocop.evaluation.case", "ocop.evaluation.council", "ocop.evaluation.scoring", "ocop.evaluation.advisory", "ocop.evaluation.ruling")  # fmt: skip
"""Whose events are a case's own, by the case's or the ruling's id."""

_INDEXES = [Index("case_id", ("on", -1)), Index("office", ("on", -1))]
sealed: Collection[SealedPackage] = Collection(SealedPackage, "sealed_packages", indexes=_INDEXES)
received: Collection[ReceivedPackage] = Collection(ReceivedPackage, "received_packages", indexes=_INDEXES)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """Those of exactly a person's offices; none of a dossier closed to them, or of a producer they act for."""
    hidden: dict[str, Any] = {}
    if own := by.offices(PRODUCER):
        hidden["producer_id"] = {"$nin": own}
    if closed := await recusals.closed_to(unit, by):
        hidden["dossier_id"] = {"$nin": sorted(closed)}
    return all_of({"office": {"$in": by.offices(*OFFICERS, *MAY.rule)}}, hidden)


async def sealed_for(unit: Unit, by: Principal) -> list[SealedPackage]:
    """The packages sealed at a person's offices, the latest first."""
    return await sealed.select(unit, await visible_to(unit, by), sort=[("on", -1)], limit=MOST)


async def received_for(unit: Unit, by: Principal) -> list[ReceivedPackage]:
    """The packages taken in at a person's offices, the latest first."""
    return await received.select(unit, await visible_to(unit, by), sort=[("on", -1)], limit=MOST)


async def of_case(unit: Unit, case_id: str) -> list[SealedPackage]:
    """The packages of a case, the latest first."""
    return await sealed.select(unit, {"case_id": case_id}, sort=[("on", -1)], limit=MOST)


async def seen_by(unit: Unit, package_id: str, by: Principal) -> Package:
    """A package for a person who may see it. Raises NotFound."""
    within = await visible_to(unit, by)
    found = await sealed.first(unit, all_of(within, {"_id": package_id}))
    other = found or await received.first(unit, all_of(within, {"_id": package_id}))
    if other is None:
        raise NotFound()
    return other


async def events_of(unit: Unit, keys: list[str]) -> list[dict[str, Any]]:
    """Every event of some cases and rulings as it was announced, oldest first: rows of the outbox, which is kept for good."""
    wanted = {"topic": {"$in": list(TOPICS)}, "key": {"$in": keys}}
    rows = unit.database[OUTBOX].find(wanted, session=unit.session).sort([("order", 1)]).limit(MOST_EVENTS)
    return [row async for row in rows]
