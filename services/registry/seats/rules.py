"""Who sits before a dossier and who stood aside, of what is published of a council. Pure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from kit.mapped import mapped
from law.roles import part as part_of
from services.registry.seats.case_seats import CaseSeats


class Council(BaseModel):
    """
    A council as published: the ids of who sits on it, in which part, whether their seat is recused, and of everybody who
    stood aside.
    """

    model_config = ConfigDict(frozen=True)

    case_id: str
    version: int
    dossier_id: str
    office: str
    seats: tuple[tuple[str, str, bool], ...]
    recused: tuple[str, ...]


def seats_of(council: Council) -> CaseSeats:
    """What is kept of a council: who stood aside sits no more, even on a seat nobody took from them."""
    aside = {*council.recused, *(person for person, _part, recused in council.seats if recused)}
    seated = [(person, part) for person, part, _recused in council.seats if person not in aside]
    judging = [person for person, part in seated if _scores(part)]
    people = [person for person, _part in seated]
    return mapped(CaseSeats, council, id=council.case_id, seated=people, judging=judging, recused=sorted(aside))


def _scores(part: str) -> bool:
    """Whether a part judges in any case: one that does where a regulation says so keeps the minutes, and reads the claim for it."""
    known = part_of(part)
    return known is not None and known.scores == "always"
