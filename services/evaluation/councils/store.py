"""Councils and the people of their offices' rosters in the database."""

from __future__ import annotations

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.councils import refusals
from services.evaluation.councils.council import Council
from services.evaluation.councils.person import Person

councils: Collection[Council] = Collection(
    Council, "councils", indexes=[Index("case_id", unique=True), Index("office", "formed_at")]
)
people: Collection[Person] = Collection(Person, "people", indexes=[Index("office", "name"), Index("person_id")])


async def of_case(unit: Unit, case_id: str) -> Council | None:
    """The council of a case, if one was formed."""
    return await councils.first(unit, {"case_id": case_id})


async def needed_for(unit: Unit, case_id: str) -> Council:
    """The council of a case; raises NoCouncil."""
    found = await of_case(unit, case_id)
    if found is None:
        raise refusals.NoCouncil()
    return found


async def latest_of(unit: Unit, office: str) -> Council | None:
    """The council that an office formed last, for whichever case."""
    return await councils.first(unit, {"office": office}, sort=[("formed_at", -1)])


async def roster_of(unit: Unit, office: str) -> list[Person]:
    """Everybody on an office's roster, by name."""
    return await people.select(unit, {"office": office}, sort=[("name", 1)])


async def of_person(unit: Unit, person_id: str) -> list[Person]:
    """A person on whatever rosters they are."""
    return await people.select(unit, {"person_id": person_id})
