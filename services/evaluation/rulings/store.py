"""Rulings in the database."""

from __future__ import annotations

from collections.abc import Iterable

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.rulings.ruling import Ruling

rulings: Collection[Ruling] = Collection(
    Ruling,
    "rulings",
    indexes=[Index("case_id", "issued_at"), Index("dossier.dossier_id", "issued_at"), Index("rulebook_id", "id")],
)


async def of_case(unit: Unit, case_id: str) -> list[Ruling]:
    """The rulings of a case, oldest first: a case that was referred back has two."""
    return await rulings.select(unit, {"case_id": case_id}, sort=[("issued_at", 1)])


async def among(unit: Unit, ruling_ids: Iterable[str]) -> dict[str, Ruling]:
    """Some rulings, by id."""
    return await rulings.among(unit, ruling_ids)


async def of_dossier(unit: Unit, dossier_id: str) -> list[Ruling]:
    """The rulings on a dossier in this deployment, oldest first."""
    return await rulings.select(unit, {"dossier.dossier_id": dossier_id}, sort=[("issued_at", 1)])
