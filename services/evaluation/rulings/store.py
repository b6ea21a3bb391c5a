"""Rulings in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kit.identity import within_any
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
        Index("decided_on", "office"),
    ],
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


async def judged_by_month(
    unit: Unit, offices: Sequence[str], since: date, until: date
) -> list[tuple[str, str, int, int]]:
    """How many rulings the offices and those below them issued from a day until before another: month as `2026-09`, office, product set, count."""
    stages: list[dict[str, Any]] = [
        {
            "$match": {
                "decided_on": {"$gte": since.isoformat(), "$lt": until.isoformat()},
                "office": within_any(list(offices)),
                "basis.kind": {"$ne": "outside-decision"},  # no council of theirs judged it
            }
        },
        {
            "$group": {
                "_id": {
                    "month": {"$substrBytes": ["$decided_on", 0, 7]},
                    "office": "$office",
                    "set": "$dossier.product.set_no",
                },
                "rows": {"$sum": 1},
            }
        },
    ]
    return [
        (row["_id"]["month"], row["_id"]["office"], row["_id"]["set"], row["rows"])
        async for row in rulings.raw(unit).aggregate(stages)
    ]
