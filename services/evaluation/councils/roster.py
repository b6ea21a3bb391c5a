"""The roster: the people an office may seat on its councils, and what is known of their roles."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kit.identity import Principal
from kit.storage.collection import Aggregate
from kit.storage.collection import Collection as Stored
from kit.storage.mongo import Index
from kit.storage.unit import Unit
from services.evaluation.roles import COUNCIL, OFFICERS


class Person(Aggregate):
    """
    Somebody the identity provider knows by `person_id`, as this office knows them. `id` is `office|person_id`.

    A service sees the grants of who is at its doors and of nobody else. What it knows of others is here: as the person's
    own token last said, or until then as the roster's keepers (or a directory they read in) entered it.
    """

    person_id: str
    office: str
    name: str
    body: str | None = None
    roles: tuple[str, ...] = ()
    """The council roles held at this office; nobody is seated without one."""
    producers: tuple[str, ...] = ()
    """The ids of producers they act for: their dossiers are not theirs to judge."""


people: Stored[Person] = Stored(Person, "people", indexes=[Index("office", "name"), Index("person_id")])


def roster_id(office: str, person_id: str) -> str:
    """The key of a person at an office."""
    return f"{office}|{person_id}"


def may_keep(office: str, by: Principal) -> bool:
    """Whether a person keeps an office's roster: its officers, its secretary, and the administrator of it or above."""
    return any(by.holds(role, office) for role in (*OFFICERS, "secretary")) or by.covers(office, "administrator")


def may_read(office: str, by: Principal) -> bool:
    """Whether a person may know whom an office may seat: who keeps its roster, and its chair."""
    return may_keep(office, by) or by.holds("chair", office)


async def of_office(unit: Unit, office: str) -> list[Person]:
    """Everybody on an office's roster, by name."""
    return await people.select(unit, {"office": office}, sort=[("name", 1)])


async def remember(
    unit: Unit,
    *,
    office: str,
    person_id: str,
    name: str,
    body: str | None = None,
    roles: Collection[str] | None = None,
    producers: Collection[str] | None = None,
) -> Person:
    """This will put a person on the roster, or take over what changed; what is not given (None) stays as known."""
    known = await people.find(unit, roster_id(office, person_id))
    before = known or Person(id=roster_id(office, person_id), person_id=person_id, office=office, name=name)
    after = before.model_copy(
        update={
            "name": name,
            "body": body or before.body,
            "roles": before.roles if roles is None else tuple(sorted(set(roles))),
            "producers": before.producers if producers is None else tuple(sorted(set(producers))),
        }
    )
    if known is None:
        return await people.add(unit, after)
    return known if after == known else await people.keep(unit, after)


def as_told(known: Sequence[Person], by: Principal) -> list[Person]:
    """
    What the roster must say of a person by their own token, where it says otherwise: new rows have version 0.

    `known`: the rows there are of this person. Who never held a council's role is on no roster.
    """
    if by.kind != "person":
        return []
    producers = tuple(sorted(by.offices("producer")))
    rows = {row.office: row for row in known}
    held = {office: tuple(sorted(_held(by, office))) for office in by.offices(*COUNCIL)}
    told = [
        (
            rows.get(office) or Person(id=roster_id(office, by.id), person_id=by.id, office=office, name=by.name)
        ).model_copy(update={"roles": held.get(office, ()), "producers": producers})
        for office in {*held, *rows}
    ]
    return [one for one in told if one != rows.get(one.office)]


async def of_person(unit: Unit, person_id: str) -> list[Person]:
    """A person on whatever rosters they are."""
    return await people.select(unit, {"person_id": person_id})


def _held(by: Principal, office: str) -> set[str]:
    return {grant.role for grant in by.grants if grant.office == office and grant.role in COUNCIL}
