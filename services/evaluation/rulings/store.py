"""Rulings in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kit.identity import within_any
from kit.papers.number import NumberUnreadable, Place
from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.rulings.rules import numbered
from services.evaluation.rulings.ruling import Outcome, Ruling

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


async def of_earlier_release(unit: Unit, place: Place) -> Ruling | None:
    """
    The ruling that has a number and is no line of a decision: an earlier release issued it, and it stands in no register of
    numbers. Looked for among those of the same figures, at most 100.
    """
    figures = place.number.key.partition("/")[0]
    wanted = {
        "office": place.office,
        "decided_on": {"$gte": f"{place.on.year}-01-01", "$lte": f"{place.on.year}-12-31"},
        "outcome": Outcome.RECOGNISED.value,
        "decision": None,
        "signature": None,
        "decision_number": {"$regex": f"(?<![0-9])0*{figures}(?![0-9])"},
    }
    found = await rulings.select(unit, wanted, sort=[("decided_on", 1)], limit=100)
    return next((one for one in found if _stands_at(one, place)), None)


def _stands_at(ruling: Ruling, place: Place) -> bool:
    try:
        known = numbered(ruling)
    except NumberUnreadable:  # earlier releases read none
        return False
    return known is not None and known.id == place.id
