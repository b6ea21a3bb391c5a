"""The totals of rulings in the database."""

from __future__ import annotations

from datetime import date

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.analysis.marks import Marks

MOST = 2000
"""Rulings looked at, the latest first: some years of a province."""

marks: Collection[Marks] = Collection(Marks, "marks", indexes=[Index("office", "decided_on")])


async def of_office(unit: Unit, office: str, *, since: date, until: date) -> list[Marks]:
    """The latest rulings of an office, decided between two days, both counted."""
    between = {"$gte": since.isoformat(), "$lte": until.isoformat()}
    return await marks.select(unit, {"office": office, "decided_on": between}, sort=[("decided_on", -1)], limit=MOST)
