"""Rulings in the database."""

from __future__ import annotations

from datetime import date

from kit.papers.number import Place
from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.rulings.ruling import Ruling

rulings: Collection[Ruling] = Collection(
    Ruling,
    "rulings",
    indexes=[
        Index("case_id", "issued_at"),
        Index("dossier.dossier_id", "issued_at"),
        Index("rulebook_id", "id"),
        Index("office", "decided_on"),
    ],
)


async def of_case(unit: Unit, case_id: str) -> list[Ruling]:
    """The rulings of a case, oldest first: a case that was referred back has two."""
    return await rulings.select(unit, {"case_id": case_id}, sort=[("issued_at", 1)])


async def of_dossier(unit: Unit, dossier_id: str) -> list[Ruling]:
    """The rulings on a dossier in this deployment, oldest first."""
    return await rulings.select(unit, {"dossier.dossier_id": dossier_id}, sort=[("issued_at", 1)])


async def with_number_like(unit: Unit, place: Place) -> list[Ruling]:
    """
    Rulings of an office and year whose number has the same figures: those an earlier release issued stand in no register of
    numbers. At most 100.
    """
    figures = place.number.key.partition("/")[0]
    year = {"$gte": date(place.on.year, 1, 1).isoformat(), "$lte": date(place.on.year, 12, 31).isoformat()}
    alike = {"$regex": f"(?<![0-9])0*{figures}(?![0-9])"}
    return await rulings.select(unit, {"office": place.office, "decided_on": year, "decision_number": alike}, limit=100)
