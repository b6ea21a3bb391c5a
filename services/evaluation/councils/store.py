"""Councils and the people of their offices' rosters in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.councils import refusals
from services.evaluation.councils.council import Council
from services.evaluation.councils.person import Person
from services.evaluation.councils.recognisable import Recognisable
from services.evaluation.councils.standing_council import StandingCouncil

councils: Collection[Council] = Collection(
    Council, "councils", indexes=[Index("case_id", unique=True), Index("office", "formed_at")]
)
standing: Collection[StandingCouncil] = Collection(
    StandingCouncil, "standing_councils", indexes=[Index("office", "name", unique=True)]
)
MOST_SHOWN = 400
"""People of a roster on one page: what a form may carry."""
recognisable: Collection[Recognisable] = Collection(Recognisable, "recognisable")
people: Collection[Person] = Collection(Person, "people", indexes=[Index("office", "name"), Index("person_id")])


async def of_case(unit: Unit, case_id: str) -> Council | None:
    """The council of a case, if one was formed."""
    return await councils.first(unit, {"case_id": case_id})


async def among_cases(unit: Unit, case_ids: Sequence[str], at_a_time: int = 50) -> list[Council]:
    """The councils of some cases; some in one question, for somebody may wait."""
    some = [list(case_ids[at : at + at_a_time]) for at in range(0, len(case_ids), at_a_time)]
    return [one for ids in some for one in await councils.select(unit, {"case_id": {"$in": ids}}, limit=0)]


async def needed_for(unit: Unit, case_id: str) -> Council:
    """The council of a case; raises NoCouncil."""
    found = await of_case(unit, case_id)
    if found is None:
        raise refusals.NoCouncil()
    return found


async def latest_of(unit: Unit, office: str, set_no: int, kind: str) -> Council | None:
    """
    The council that an office formed last for a product set and kind of dossier; where there was none, for the set; else
    for whichever case.
    """
    for like in ({"set_no": set_no, "kind": kind}, {"set_no": set_no}, {}):
        found = await councils.first(unit, {"office": office, **like}, sort=[("formed_at", -1)])
        if found is not None:
            return found
    return None


async def standing_of(unit: Unit, office: str) -> list[StandingCouncil]:
    """An office's standing councils, by name."""
    return await standing.select(unit, {"office": office}, sort=[("name", 1)])


async def roster_of(unit: Unit, office: str) -> list[Person]:
    """Everybody on an office's roster, by name."""
    return await people.select(unit, {"office": office}, sort=[("name", 1)], limit=0)


async def roster_shown(unit: Unit, office: str) -> tuple[list[Person], bool]:
    """The roster as far as a page has room for it, and whether there are more people on it."""
    found = await people.select(unit, {"office": office}, sort=[("name", 1)], limit=MOST_SHOWN + 1)
    return found[:MOST_SHOWN], len(found) > MOST_SHOWN


async def rows_of(unit: Unit, person_ids: Iterable[str]) -> dict[str, list[Person]]:
    """Some people on whatever rosters they are, by their id."""
    found: dict[str, list[Person]] = {}
    for row in await people.select(unit, {"person_id": {"$in": sorted(set(person_ids))}}, limit=0):
        found.setdefault(row.person_id, []).append(row)
    return found


async def of_person(unit: Unit, person_id: str) -> list[Person]:
    """A person on whatever rosters they are."""
    return await people.select(unit, {"person_id": person_id})
