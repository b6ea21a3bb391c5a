"""Councils in the database."""

from __future__ import annotations

from kit.storage import Collection, Index, Unit
from services.evaluation.councils import refusals
from services.evaluation.councils.council import Council

councils: Collection[Council] = Collection(Council, "councils", indexes=[Index("case_id", unique=True)])


async def of_case(unit: Unit, case_id: str) -> Council | None:
    """The council of a case, if one was formed."""
    return await councils.first(unit, {"case_id": case_id})


async def needed_for(unit: Unit, case_id: str) -> Council:
    """The council of a case; raises NoCouncil."""
    found = await of_case(unit, case_id)
    if found is None:
        raise refusals.NoCouncil()
    return found
