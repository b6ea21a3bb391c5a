"""Seats in the database, asked for by the person who sits or stood aside."""

from __future__ import annotations

from collections.abc import Iterable

from kit.identity import Principal
from kit.storage import Collection, Index
from kit.work import Unit
from programme.roles import COUNCIL
from services.registry.seats.case_seats import CaseAdvisers, CaseSeats
from services.registry.seats.sight import Closed, RecordsBehind, Sight

seats: Collection[CaseSeats] = Collection(CaseSeats, "seats", indexes=[Index("seated"), Index("recused")])
advisers: Collection[CaseAdvisers] = Collection(CaseAdvisers, "advisers", indexes=[Index("seated"), Index("recused")])


async def sight_of(unit: Unit, by: Principal) -> Sight:
    """
    What councils, and the advisory teams that help them, open and close to a person. A seat, or work given out, opens while
    the person holds a council's role at its office; having stood aside closes, whatever else the person is.
    """
    offices = by.offices(*COUNCIL)
    sits = {"seated": by.id, "office": {"$in": offices}}
    opened = await seats.select(unit, sits, limit=0) if offices else []
    advised = await advisers.select(unit, sits, limit=0) if offices else []
    judged = frozenset(one.dossier_id for one in opened if by.id in one.judging)
    theirs = frozenset({one.dossier_id for one in opened} | {one.dossier_id for one in advised})
    return Sight(theirs, await dossiers_closed_to(unit, by), judged)


async def dossiers_closed_to(unit: Unit, by: Principal) -> frozenset[str]:
    """The dossiers, by id, from which a person stood aside, at whichever office it was."""
    aside = {"recused": by.id}
    of_councils, of_advisers = (
        await seats.select(unit, aside, limit=0),
        await advisers.select(unit, aside, limit=0),
    )
    return frozenset({one.dossier_id for one in of_councils} | {one.dossier_id for one in of_advisers})


async def records_closed_to(unit: Unit, by: Principal) -> Closed:
    """The producers' and products' records behind the dossiers from which a person stood aside."""
    aside = await dossiers_closed_to(unit, by)
    if not aside:
        return Closed()
    behind: list[Closed] = await unit.asks(RecordsBehind(dossiers=aside))
    return Closed(
        frozenset().union(*(one.producers for one in behind)), frozenset().union(*(one.products for one in behind))
    )


async def of_cases(unit: Unit, cases: Iterable[str]) -> dict[str, CaseSeats]:
    """What is known of the councils of some cases."""
    return await seats.among(unit, cases)
