"""A council: who sits on it for one case, and in what part."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, OneOf
from kit.history import Stateful
from law.roles import part, roles
from services.evaluation.councils.lifecycle import LIFECYCLE, State
from services.evaluation.councils.person import Called, PersonId

Part = Annotated[str, OneOf(tuple(one.id for one in roles().parts))]
"""A part on a council, as the list of the law has them."""


class Recusal(BaseModel):
    """Why a person stands aside (conflict of interest), who noted it, and when."""

    model_config = ConfigDict(frozen=True)

    reason: str
    by_id: str
    by_name: str
    at: datetime


class SeatFields(Fields):
    """Who sits, in what part (`law.roles`), and for which agency, as written in the decision that formed the council."""

    person_id: Annotated[PersonId, Label("Người", "Person", example="member-1")]
    part: Annotated[Part, Label("Vị trí", "Part", example=roles().parts[0].id)]
    body: Annotated[Called, Label("Cơ quan", "Agency", example="Sở Nông nghiệp và Môi trường")] | None = None


class Seated(SeatFields, Kept):
    """Somebody in a part, by name; also in one that the list no longer has."""

    name: str


class Seat(Seated):
    """One person on the council of a case."""

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


class CouncilFields(Fields):
    """The decision that formed it."""

    decision_number: (
        Annotated[Id, Label("Số quyết định thành lập", "Number of the decision", example="12/QĐ-UBND")] | None
    ) = None


class Formed(CouncilFields):
    """A council as those who may see its case see it."""

    case_id: str
    office: str
    seats: tuple[Seat, ...]
    formed_at: datetime
    regulated: Regulated | None = None
    """Stamped when it was formed, and its own to the end; one that an earlier release formed goes on under the newest edition."""


class Council(Formed, Stateful, lifecycle=LIFECYCLE):
    """The council of one case at one office."""

    state: State = State.FORMED
    aside: tuple[Seat, ...] = ()
    """Who stood aside and whose seat another took since: a conflict of interest does not end with the seat."""
    former: tuple[Departure, ...] = ()
    """Who gave a seat up while the council sat, without standing aside: ill, away, without the role any more."""
    formed_by: str
    cites: str | None = None
    """Where the number of its decision stands in the register; None where none was given, and of an earlier release's."""
    set_no: int | None = None
    """Of which product set and kind of dossier it judged: the next like it is offered the same people."""
    kind: str | None = None

    def seat_of(self, person_id: str) -> Seat | None:
        """Where a person sits; None when they do not."""
        return next((seat for seat in self.seats if seat.person_id == person_id), None)

    def exchanged(self, person_id: str, seat: Seat) -> tuple[Seat, ...]:
        """Its seats with `seat` in the place of somebody's; who takes it leaves any other they had."""
        return tuple(
            seat if each.person_id == person_id else each
            for each in self.seats
            if each.person_id == person_id or each.person_id != seat.person_id
        )

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
