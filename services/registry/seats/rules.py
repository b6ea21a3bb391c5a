"""Who sits before a dossier and who stood aside, of what is published of a council. Pure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from kit.mapped import mapped
from services.registry.seats.case_seats import CaseSeats


class Council(BaseModel):
    """A council as published: the ids of who sits on it, whether their seat is recused, and of everybody who stood aside."""

    model_config = ConfigDict(frozen=True)

    case_id: str
    version: int
    dossier_id: str
    office: str
    seats: tuple[tuple[str, bool], ...]
    recused: tuple[str, ...]


def seats_of(council: Council) -> CaseSeats:
    """What is kept of a council: who stood aside sits no more, even on a seat nobody took from them."""
    aside = {*council.recused, *(person for person, recused in council.seats if recused)}
    seated = [person for person, _ in council.seats if person not in aside]
    return mapped(CaseSeats, council, id=council.case_id, seated=seated, recused=sorted(aside))
