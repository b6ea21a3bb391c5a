"""Offices' own council regulations in the database."""

from __future__ import annotations

from kit.storage import Collection
from kit.work import Unit
from services.evaluation.regulations.regulation import OfficeRegulation, regulation_id

regulations: Collection[OfficeRegulation] = Collection(OfficeRegulation, "office_regulations")


async def of_office(unit: Unit, office: str, rulebook_id: str) -> OfficeRegulation | None:
    """What an office confirmed for councils under a rulebook."""
    return await regulations.find(unit, regulation_id(office, rulebook_id))
