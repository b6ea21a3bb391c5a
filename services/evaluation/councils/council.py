"""A council: who sits on it for one case, and in what part."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from kit.history import Stateful
from law.roles import part
from services.evaluation.councils.lifecycle import LIFECYCLE, State


class Recusal(BaseModel):
    """Why a person stands aside (conflict of interest), who noted it, and when."""

    model_config = ConfigDict(frozen=True)

    reason: str
    by_id: str
    by_name: str
    at: datetime


class Seat(BaseModel):
    """One person on the council. `part`: the part they play (`law.roles`), also one that the list no longer has."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    name: str
    part: str
    body: str | None = None
    """The agency the person sits for, as written in the decision that formed the council."""
    recusal: Recusal | None = None

    @property
    def presides(self) -> bool:
        """Whether whoever sits here leads the council."""
        known = part(self.part)
        return known is not None and known.presides

    @property
    def deputises(self) -> bool:
        """Whether whoever sits here leads the council while its chair stands aside."""
        known = part(self.part)
        return known is not None and known.deputises

    @property
    def keeps_minutes(self) -> bool:
        """Whether whoever sits here signs the minutes beside the chair."""
        known = part(self.part)
        return known is not None and known.keeps_minutes

    def scores(self, *, secretary_scores: bool) -> bool:
        """Whether the part scores, by the list or, where it leaves that to the regulation, by that."""
        known = part(self.part)
        return known is not None and (known.scores == "always" or (known.scores == "as-regulated" and secretary_scores))


class Departure(BaseModel):
    """Who gave a seat up while the council sat, for whom, why, who noted it, and when. `successor`: a person's id."""

    model_config = ConfigDict(frozen=True)

    seat: Seat
    successor: str
    reason: str
    by_id: str
    by_name: str
    at: datetime


class Regulated(BaseModel):
    """The edition of the office's own regulation that a council was formed under; without an id, the rulebook's defaults."""

    model_config = ConfigDict(frozen=True)

    id: str | None = None
    hash: str | None = None


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
    former: tuple[Departure, ...] = ()
    """Who gave a seat up while the council sat, without standing aside: ill, away, without the role any more."""
    formed_at: datetime
    formed_by: str
    set_no: int | None = None
    """Of which product set and kind of dossier it judged: the next like it is offered the same people."""
    kind: str | None = None
    regulated: Regulated | None = None
    """Stamped when it was formed, and its own to the end; one that an earlier release formed goes on under the newest edition."""

    def seat_of(self, person_id: str) -> Seat | None:
        """Where a person sits; None when they do not."""
        return next((seat for seat in self.seats if seat.person_id == person_id), None)

    @property
    def chair(self) -> Seat:
        """Who leads it: the chair, or while they stand aside the first deputy who does not. One who stands aside: nobody does."""
        chair = next(seat for seat in self.seats if seat.presides)
        deputies = (seat for seat in self.seats if seat.deputises and not seat.recusal)
        return next(deputies, chair) if chair.recusal else chair

    @property
    def led_by(self) -> str | None:
        """The id of who leads it; None while nobody does."""
        return None if self.chair.recusal else self.chair.person_id

    @property
    def recused(self) -> tuple[str, ...]:
        """Who stands aside, seated still or not."""
        return tuple(seat.person_id for seat in (*self.seats, *self.aside) if seat.recusal)

    def scorers(self, *, secretary_scores: bool) -> tuple[Seat, ...]:
        """Who scores: all whose part does but the recused; the secretary where the office's regulation says so."""
        return tuple(seat for seat in self.seats if not seat.recusal and seat.scores(secretary_scores=secretary_scores))
