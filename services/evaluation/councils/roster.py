"""The roster: the people an office may seat on its councils."""

from __future__ import annotations

from kit.storage.collection import Aggregate, Collection
from kit.storage.mongo import Index
from kit.storage.unit import Unit


class Person(Aggregate):
    """Somebody the identity provider knows by `person_id`, as this office knows them. `id` is `office|person_id`."""

    person_id: str
    office: str
    name: str
    body: str | None = None


people: Collection[Person] = Collection(Person, "people", indexes=[Index("office", "name")])


def roster_id(office: str, person_id: str) -> str:
    """The key of a person at an office."""
    return f"{office}|{person_id}"


async def of_office(unit: Unit, office: str) -> list[Person]:
    """Everybody on an office's roster, by name."""
    return await people.select(unit, {"office": office}, sort=[("name", 1)])


async def remember(unit: Unit, *, office: str, person_id: str, name: str, body: str | None) -> Person:
    """This will put a person on the roster, or take over a changed name or body."""
    known = await people.find(unit, roster_id(office, person_id))
    if known is None:
        person = Person(id=roster_id(office, person_id), person_id=person_id, office=office, name=name, body=body)
        return await people.add(unit, person)
    if (known.name, known.body) == (name, body or known.body):
        return known
    return await people.keep(unit, known.model_copy(update={"name": name, "body": body or known.body}))
