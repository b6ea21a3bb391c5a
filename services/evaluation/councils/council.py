"""A council: who sits on it for one case, and in what part."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.history import Stateful
from services.evaluation.councils.lifecycle import LIFECYCLE, State


class Part(StrEnum):
    """The part a person plays on a council."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"


PARTS: dict[Part, tuple[str, str]] = {
    Part.CHAIR: ("Chủ tịch", "chair"),
    Part.SECRETARY: ("Thư ký", "secretary"),
    Part.MEMBER: ("thành viên", "member"),
}
"""The parts in words, for refusals."""


class Recusal(BaseModel):
    """Why a person stands aside (conflict of interest), who noted it, and when."""

    model_config = ConfigDict(frozen=True)

    reason: str
    by_id: str
    by_name: str
    at: datetime


class Seat(BaseModel):
    """One person on the council."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    name: str
    part: Part
    body: str | None = None
    """The agency the person sits for, as written in the decision that formed the council."""
    recusal: Recusal | None = None


class Council(Stateful, lifecycle=LIFECYCLE):
    """The council of one case at one office."""

    case_id: str
    office: str
    state: State = State.FORMED
    decision_number: str | None = None
    """The decision that formed it."""
    seats: tuple[Seat, ...]
    aside: tuple[Seat, ...] = ()
    """Who stood aside and whose seat another took since: a conflict of interest does not end with the seat."""
    formed_at: datetime
    formed_by: str

    def seat_of(self, person_id: str) -> Seat | None:
        """Where a person sits; None when they do not."""
        return next((seat for seat in self.seats if seat.person_id == person_id), None)

    @property
    def chair(self) -> Seat:
        """Who leads it."""
        return next(seat for seat in self.seats if seat.part is Part.CHAIR)

    @property
    def recused(self) -> tuple[str, ...]:
        """Who stands aside, seated still or not."""
        return tuple(seat.person_id for seat in (*self.seats, *self.aside) if seat.recusal)

    def scorers(self, *, secretary_scores: bool) -> tuple[Seat, ...]:
        """Who scores: all but the recused, and the secretary unless the office's regulation says otherwise."""
        return tuple(
            seat for seat in self.seats if not seat.recusal and (secretary_scores or seat.part is not Part.SECRETARY)
        )
