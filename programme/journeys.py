"""The way of a dossier through the offices: which event moves which case to which stage, and where each case stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from law.calendar import Counted, Pause, calendar_held, due_on


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


STAGES = {
    What.OPENED: Stage.OPENED,
    What.RETURNED: Stage.RETURNED,
    What.SUPPLEMENTED: Stage.OPENED,
    What.SCREENED: Stage.SCREENED,
    What.SCORING: Stage.SCORING,
    What.SCORED: Stage.SCORED,
    What.DECLINED: Stage.DECLINED,
    What.FORWARDED: Stage.FORWARDED,
    What.HANDED_OVER: Stage.HANDED_OVER,
    What.SENT_DOWN: Stage.SENT_DOWN,
    What.REFERRED_BACK: Stage.REFERRED_BACK,
    What.RECOGNISED: Stage.RECOGNISED,
    What.NOT_RECOGNISED: Stage.NOT_RECOGNISED,
    What.WITHDRAWN: Stage.WITHDRAWN,
}
"""Where each step leads; what is not here (a seat) moves nothing."""

ENDED = frozenset(
    {
        Stage.DECLINED,
        Stage.HANDED_OVER,
        Stage.SENT_DOWN,
        Stage.RECOGNISED,
        Stage.NOT_RECOGNISED,
        Stage.WITHDRAWN,
    }
)
"""No step of this office is awaited any more."""

ANSWERS = frozenset({What.DECLINED, What.SCORING, What.FORWARDED, What.SENT_DOWN, What.RECOGNISED, What.NOT_RECOGNISED})
"""The steps an office's period is for: its answer, or that its council is at work."""

_OUTCOMES = {
    "recognised": What.RECOGNISED,
    "not-recognised": What.NOT_RECOGNISED,
    "forwarded": What.FORWARDED,
    "returned": What.SENT_DOWN,
}
_ORDER = {what: at for at, what in enumerate(What)}


@dataclass(frozen=True)
class Move:
    """What an event says of one case; no case: of every open one. `part` tells apart what it says of several."""

    what: What
    on: date
    case_id: str | None
    part: str = ""


def moves(type: str, data: Any, day: date) -> Iterator[Move]:
    """
    What an event of the contract says of a dossier's cases. `type`: as on the wire; `data`: what it carries; `day`: the local
    day it was published, where it names none of its own.
    """
    match type.removeprefix("vn.ocop."):
        case "evaluation.case.opened.v1":
            yield Move(What.OPENED, data.opened_on, data.case_id)
        case "evaluation.case.received.v1":
            yield Move(What.OPENED, data.received_on, data.case_id)
            yield Move(What.HANDED_OVER, data.received_on, data.from_case_id, "sender")
        case "evaluation.case.returned.v1":
            yield Move(What.RETURNED, data.returned_on, data.case_id)
        case "evaluation.case.screened.v1":
            yield Move(What.SCREENED if data.proposes else What.DECLINED, data.screened_on, data.case_id)
        case "evaluation.case.forwarded.v1":
            yield Move(What.FORWARDED, data.forwarded_on, data.case_id)
        case "evaluation.council.formed.v1" | "evaluation.council.reseated.v1" | "evaluation.member.recused.v1":
            if data.recused:  # of a council, only whom to show nothing is kept
                yield Move(What.SEATED, day, data.case_id)
        case "evaluation.scoring.opened.v1":
            yield Move(What.SCORING, day, data.case_id)
        case "evaluation.scoring.concluded.v1":
            yield Move(What.SCORED, day, data.case_id)
        case "evaluation.ruling.issued.v1":
            if what := _OUTCOMES.get(data.outcome):
                yield Move(what, data.decided_on, data.case_id)
            if data.outcome == "returned" and data.layers:
                # The last layer before this ruling is that of the office that forwarded the case.
                yield Move(What.REFERRED_BACK, data.decided_on, data.layers[-1].case_id, "sender")
        case "registry.dossier.supplemented.v1":
            yield Move(What.SUPPLEMENTED, day, data.case_id)
        case "registry.dossier.withdrawn.v1":
            yield Move(What.WITHDRAWN, data.withdrawn_on, None)


class Opening(BaseModel):
    """
    What a case is, as the event that opened it says. `calendar`: the editions its days are counted by; none of a case
    opened before that was published: today's.
    """

    model_config = ConfigDict(frozen=True)

    office: str
    tier: str
    product: str
    producer: str
    due_on: date | None = None
    period_days: int | None = None
    period_counted: Counted | None = None
    calendar: tuple[str, ...] = ()


class Fact(BaseModel):
    """
    One fact of a dossier's way, as a projection keeps it: a `Move` with the event it came by. `identity` is the event's own,
    so that the same event twice is one fact.
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


class CaseStanding(BaseModel):
    """
    Where one case stands. `due_on`: the last day of the office's period by the editions in `calendar`, None where it has
    none or the producer owes a supplement. `answered_on`: the day of the step the period is for.
    """

    model_config = ConfigDict(frozen=True)

    stage: Stage
    open: bool
    opened_on: date
    since: date
    due_on: date | None = None
    calendar: tuple[str, ...] = ()
    answered_on: date | None = None
    ended_on: date | None = None

    @property
    def is_provisional(self) -> bool:
        """Whether the last day was counted over a holiday that no decision had fixed in the case's calendar."""
        calendar = calendar_held(self.calendar)
        return self.due_on is not None and bool(calendar.provisional_between(self.opened_on, self.due_on))


F = TypeVar("F", bound=Fact)


@dataclass
class Case(Generic[F]):
    """One case while its facts are gone through. `opened`: the fact that opened it; `taken`: those that moved it since."""

    opened: F
    since: date
    due_on: date | None
    stage: Stage = Stage.OPENED
    taken: list[F] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    answered_on: date | None = None
    ended_on: date | None = None

    @property
    def opened_on(self) -> date:
        """The day the office had it from."""
        return self.opened.on

    @property
    def open(self) -> bool:
        """Whether a step of its office is awaited."""
        return self.ended_on is None

    @property
    def calendar(self) -> tuple[str, ...]:
        """The editions its days are counted by."""
        return self.opened.opening.calendar if self.opened.opening else ()


def ordered(known: Iterable[F], more: Iterable[F]) -> tuple[F, ...]:
    """Facts with some more in their order; one that is known already changes nothing."""
    each = {(fact.identity, fact.part): fact for fact in (*known, *more)}
    return tuple(sorted(each.values(), key=_moment))


def cases(facts: Iterable[F]) -> dict[str, Case[F]]:
    """
    Every case of a dossier after its facts, given in their order; one whose opening no event brought yet is left out. What
    happened to a dossier before an office opened its case (it was withdrawn) holds for that case too.
    """
    facts, walked = list(facts), dict[str, Case[F]]()
    for fact in facts:
        if fact.what is What.OPENED and fact.case_id and fact.opening:
            walked.setdefault(fact.case_id, Case(fact, fact.on, fact.opening.due_on))
    for fact in facts:
        for id, case in walked.items():
            if fact.case_id in (None, id):
                _step(case, fact)
    return walked


def _step(case: Case[F], fact: F) -> None:
    if fact.what is What.OPENED or fact.what not in STAGES:
        return
    if case.ended_on is not None and fact.what is not What.REFERRED_BACK:
        return
    if fact.what is What.SUPPLEMENTED and case.stage is not Stage.RETURNED:
        return
    if fact.what is What.HANDED_OVER and case.stage is Stage.REFERRED_BACK:
        return  # the higher office's ruling travels on another topic than its receipt
    _run_clock(case, fact)
    case.taken.append(fact)
    case.stage, case.since = STAGES[fact.what], max(fact.on, case.opened_on)
    case.ended_on = case.since if case.stage in ENDED else None
    if fact.what in ANSWERS and case.answered_on is None:
        case.answered_on = fact.on


def _run_clock(case: Case[F], fact: F) -> None:
    """
    The office's clock stands still while the producer owes a supplement, and runs on from there (law.calendar). One
    whose days were not given cannot be set going again: it has no last day any more.
    """
    if fact.what is What.RETURNED:
        case.pauses.append(Pause(since=fact.on))
    elif fact.what is What.SUPPLEMENTED and case.pauses:
        case.pauses[-1] = Pause(since=case.pauses[-1].since, until=fact.on)
    else:
        return
    opening = case.opened.opening
    days, counted = (opening.period_days, opening.period_counted) if opening else (None, None)
    calendar = calendar_held(case.calendar)
    case.due_on = (
        due_on(case.opened_on, days, counted, pauses=case.pauses, calendar=calendar) if days and counted else None
    )


def _moment(fact: Fact) -> tuple[object, ...]:
    return fact.at, _ORDER[fact.what], fact.version, fact.identity, fact.part
