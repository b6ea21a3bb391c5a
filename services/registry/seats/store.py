"""Seats in the database, asked for by the person who sits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kit.identity import Principal
from kit.storage import Collection, Index, Unit
from services.registry.roles import COUNCIL
from services.registry.seats.seats import CaseSeats

seats: Collection[CaseSeats] = Collection(CaseSeats, "seats", indexes=[Index("seated"), Index("recused")])


@dataclass(frozen=True)
class Sight:
    """Dossiers, by id, that councils open to a person, and those they close."""

    opened: frozenset[str]
    closed: frozenset[str]


async def sight_of(unit: Unit, by: Principal) -> Sight:
    """
    What councils open and close to a person. A seat opens while the person holds a council's role at its office;
    having stood aside closes, whatever else the person is.
    """
    offices = by.offices(*COUNCIL)
    sits = {"seated": by.id, "office": {"$in": offices}}
    opened = await seats.select(unit, sits, limit=0) if offices else []
    return Sight(frozenset(one.dossier_id for one in opened), await closed_to(unit, by))


async def closed_to(unit: Unit, by: Principal) -> frozenset[str]:
    """The dossiers, by id, from which a person stood aside, at whichever office it was."""
    found = await seats.select(unit, {"recused": by.id}, limit=0)
    return frozenset(one.dossier_id for one in found)


async def of_cases(unit: Unit, cases: Iterable[str]) -> dict[str, CaseSeats]:
    """What is known of the councils of some cases."""
    return await seats.among(unit, cases)
