"""What reporting keeps of a dossier's way through the offices: the facts that events brought, and a row per case."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from law.calendar import Counted


class What(StrEnum):
    """What happened to a case, in the order of facts of one moment."""

    OPENED = "opened"
    SUPPLEMENTED = "supplemented"
    SCREENED = "screened"
    RETURNED = "returned"
    SEATED = "seated"
    SCORING = "scoring"
    SCORED = "scored"
    DECLINED = "declined"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    FORWARDED = "forwarded"
    HANDED_OVER = "handed-over"
    SENT_DOWN = "sent-down"
    REFERRED_BACK = "referred-back"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """Where a case stands."""

    OPENED = "opened"
    RETURNED = "returned"
    SCREENED = "screened"
    SCORING = "scoring"
    SCORED = "scored"
    FORWARDED = "forwarded"
    REFERRED_BACK = "referred-back"
    DECLINED = "declined"
    HANDED_OVER = "handed-over"
    SENT_DOWN = "sent-down"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    WITHDRAWN = "withdrawn"


class Opening(BaseModel):
    """What a case is, as its opening says."""

    model_config = ConfigDict(frozen=True)

    office: str
    tier: str
    number: str | None = None
    product: str
    producer: str
    place_name: str
    due_on: date | None = None
    period_days: int | None = None
    period_counted: Counted | None = None
    calendar: tuple[str, ...] = ()
    """The editions its days are counted by; none of a case opened before that was published: today's."""


class Fact(BaseModel):
    """
    One fact of a dossier's way. `identity` is the event's own, so that the same event twice is one fact; `part` tells
    apart what one event says of several cases. No case: it concerns every open one.
    """

    model_config = ConfigDict(frozen=True)

    identity: str
    part: str = ""
    at: datetime
    version: int
    what: What
    on: date
    case_id: str | None = None
    opening: Opening | None = None
    recused: tuple[str, ...] = ()


class Journey(Aggregate):
    """Every fact known of one dossier. Its id is the dossier's."""

    facts: tuple[Fact, ...] = ()


class CaseProgress(Aggregate):
    """
    One case as it stands. `due_on` is the last day of the office's period, None while it has none or the producer owes
    a supplement, counted by the editions in `calendar`; `answered_on` is the day the office took the step the period is for; `late` says it came too late.
    """

    dossier_id: str
    number: str
    product: str
    producer: str
    place_name: str
    office: str
    tier: str
    stage: Stage
    open: bool
    opened_on: date
    since: date
    due_on: date | None = None
    calendar: tuple[str, ...] = ()
    answered_on: date | None = None
    late: bool = False
    ended_on: date | None = None
    recused: tuple[str, ...] = ()
