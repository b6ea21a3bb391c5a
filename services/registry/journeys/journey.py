"""What the registry keeps of a dossier's way through the offices: the facts events brought, and a row per stay."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from law.calendar import Counted


class What(StrEnum):
    """What happened to a case, in the order of facts of one moment. Of the council's work there is nothing."""

    OPENED = "opened"
    SUPPLEMENTED = "supplemented"
    SCREENED = "screened"
    RETURNED = "returned"
    DECLINED = "declined"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    FORWARDED = "forwarded"
    HANDED_OVER = "handed-over"
    SENT_DOWN = "sent-down"
    REFERRED_BACK = "referred-back"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """Where the stay stands, as its producer may know it."""

    OPENED = "opened"
    SCREENED = "screened"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    REFERRED_BACK = "referred-back"
    DECLINED = "declined"
    HANDED_OVER = "handed-over"
    SENT_DOWN = "sent-down"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    WITHDRAWN = "withdrawn"


class Value(BaseModel):
    """A part of a journey."""

    model_config = ConfigDict(frozen=True)


class Opening(Value):
    """What a stay is, as the event that opened it says. `place`: the path of the producer's place."""

    office: str
    tier: str
    product: str
    producer: str
    producer_id: str
    place: str
    due_on: date | None = None
    period_days: int | None = None
    period_counted: Counted | None = None
    calendar: tuple[str, ...] = ()
    """The editions its days are counted by; none of a case opened before that was published: today's."""


class Ruled(Value):
    """What an office ruled, as far as its producer is told in a line."""

    ruling_id: str
    star: int
    decision_number: str | None = None
    decided_on: date


class Fact(Value):
    """
    One fact of the way. `identity` is the event's own, so that the same event twice is one fact; `part` tells apart what
    one event says of several cases. No case: it concerns every open one.
    """

    identity: str
    part: str = ""
    at: datetime
    version: int
    what: What
    on: date
    case_id: str | None = None
    opening: Opening | None = None
    supplement_by: date | None = None
    ruled: Ruled | None = None


class Journey(Aggregate):
    """Every fact known of one dossier. Its id is the dossier's."""

    facts: tuple[Fact, ...] = ()


class Stay(Aggregate):
    """
    A dossier at one office; the id is the case's. `due_on`: the last day of the office's period by the editions in
    `calendar`, None where it has none or the producer owes a supplement, which is due on `supplement_by`. `answered_on`: the
    day of the step the period is for.
    """

    dossier_id: str
    office: str
    tier: str
    product: str
    producer: str
    producer_id: str
    place: str
    stage: Stage
    open: bool
    opened_on: date
    since: date
    due_on: date | None = None
    calendar: tuple[str, ...] = ()
    counted: Counted | None = None
    supplement_by: date | None = None
    answered_on: date | None = None
    ended_on: date | None = None
    ruled: Ruled | None = None
