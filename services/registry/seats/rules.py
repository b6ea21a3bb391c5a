"""Who sits before a dossier and who stood aside, of what is published of a council. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.seats.case_seats import CaseSeats


@dataclass(frozen=True)
class Council:
    """A council as published: the ids of who sits on it, whether their seat is recused, and of everybody who stood aside."""

    case_id: str
    version: int
    dossier_id: str
    office: str
    seats: Sequence[tuple[str, bool]]
    recused: Sequence[str]


def seats_of(council: Council) -> CaseSeats:
    """What is kept of a council: who stood aside sits no more, even on a seat nobody took from them."""
    aside = {*council.recused, *(person for person, recused in council.seats if recused)}
    return CaseSeats(
        id=council.case_id,
        version=council.version,
        dossier_id=council.dossier_id,
        office=council.office,
        seated=tuple(person for person, _ in council.seats if person not in aside),
        recused=tuple(sorted(aside)),
    )
