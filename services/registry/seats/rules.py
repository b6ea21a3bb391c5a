"""Who sits before a dossier and who stood aside, of what is published of a council. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from law.roles import part as part_of
from services.registry.seats.case_seats import CaseSeats


@dataclass(frozen=True)
class Council:
    """
    A council as published: the ids of who sits on it, in which part, whether their seat is recused, and of everybody who
    stood aside.
    """

    case_id: str
    version: int
    dossier_id: str
    office: str
    seats: Sequence[tuple[str, str, bool]]
    recused: Sequence[str]


def seats_of(council: Council) -> CaseSeats:
    """What is kept of a council: who stood aside sits no more, even on a seat nobody took from them."""
    aside = {*council.recused, *(person for person, _part, recused in council.seats if recused)}
    return CaseSeats(
        id=council.case_id,
        version=council.version,
        dossier_id=council.dossier_id,
        office=council.office,
        seated=tuple(person for person, _part, _recused in council.seats if person not in aside),
        judging=tuple(person for person, part, _recused in council.seats if person not in aside and _scores(part)),
        recused=tuple(sorted(aside)),
    )


def _scores(part: str) -> bool:
    """Whether a part judges in any case: one that does where a regulation says so keeps the minutes, and reads the claim for it."""
    known = part_of(part)
    return known is not None and known.scores == "always"
