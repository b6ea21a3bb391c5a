"""What the registry keeps of a dossier's way through the offices: the facts events brought, and a row per stay."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from law.calendar import Counted
from programme import journeys
from programme.journeys import Stage


class Opening(journeys.Opening):
    """What a stay is, as the event that opened it says. `place`: the path of the producer's place."""

    place: str


class Ruled(BaseModel):
    """What an office ruled, as far as its producer is told in a line."""

    model_config = ConfigDict(frozen=True)

    ruling_id: str
    star: int
    decision_number: str | None = None
    decided_on: date


class Fact(journeys.Fact):
    """One fact of the way. Of the council's work there is none."""

    opening: Opening | None = None
    supplement_by: date | None = None
    ruled: Ruled | None = None


class Journey(Aggregate):
    """Every fact known of one dossier. Its id is the dossier's."""

    facts: tuple[Fact, ...] = ()


OF_THE_COUNCIL = frozenset({Stage.SCORING, Stage.SCORED})
"""Where no stay is ever: of the council's work its producer is told nothing."""


class Stay(journeys.CaseStanding, Aggregate):
    """
    A dossier at one office; the id is the case's. While its producer owes a supplement, that is due on `supplement_by`.
    """

    dossier_id: str
    office: str
    tier: str
    product: str
    producer: str
    place: str
    counted: Counted | None = None
    supplement_by: date | None = None
    ruled: Ruled | None = None
