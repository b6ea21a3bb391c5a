"""The case itself: what an office holds of one dossier."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from kit.history import Actor, Stateful
from law.calendar import Counted
from services.evaluation.cases.dossier import Dossier, Layer
from services.evaluation.cases.lifecycle import LIFECYCLE, SCORING_OFFICES_DO, SCREENING_OFFICES_DO, State, Verb


class Value(BaseModel):
    """A part of a case."""

    model_config = ConfigDict(frozen=True)


class Screening(Value):
    """What the screening office found, and whether it proposes the product."""

    findings: dict[str, bool]
    proposes: bool
    note: str | None = None
    screened_on: date
    by: Actor


class Answer(Value):
    """
    An answer of the self-assessment that a supplement changed: option ids, or points of a part; None: not answered. Neither:
    shown to somebody who is to judge the criterion first.
    """

    criterion: str
    then: str | None = None
    now: str | None = None

    @property
    def is_shown(self) -> bool:
        """Whether it says what changed."""
        return self.then is not None or self.now is not None


class Paper(Value):
    """A paper by its name and kind."""

    name: str
    kind: str


class Supplement(Value):
    """
    What a supplement changed. `done`: of what was missing, in the office's words, what the producer says is supplied;
    `note`: the producer's word to the office.
    """

    done: tuple[str, ...] = ()
    note: str | None = None
    answers: tuple[Answer, ...] = ()
    added: tuple[Paper, ...] = ()
    gone: tuple[Paper, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the dossier came back as it was."""
        return not (self.answers or self.added or self.gone)


class Return(Value):
    """One sending back to the producer. `supplement`: what came of it; of an earlier release's, nothing."""

    missing: tuple[str, ...]
    returned_on: date
    supplement_by: date | None
    by: Actor
    supplemented_on: date | None = None
    supplement: Supplement | None = None


class Period(Value):
    """
    The office's statutory period: so many working days, or days of the calendar, after it received the case.

    `due_on` is the last of them; none while the clock stands still because the producer owes a supplement.
    """

    days: int
    counted: Counted
    due_on: date | None


class Case(Stateful, lifecycle=LIFECYCLE):
    """One dossier before one office."""

    dossier: Dossier
    office: str
    tier: str
    screens: bool
    state: State = State.OPENED
    opened_on: date
    opened_at: datetime
    from_case_id: str | None = None
    from_office: str | None = None
    from_tier: str | None = None
    to_office: str | None = None
    to_case_id: str | None = None
    layers: tuple[Layer, ...] = ()
    period: Period | None = None
    overdue_since: date | None = None
    screening: Screening | None = None
    returns: tuple[Return, ...] = ()
    seated: tuple[str, ...] = ()
    """Everybody on the council, the secretary and the recused included."""
    recused: tuple[str, ...] = ()
    presiding: str | None = None
    """Who leads the council: what falls to its chair is theirs to do, by the seat."""

    @property
    def place(self) -> str:
        """The path of the producer's place: what every event of the case carries."""
        return self.dossier.place

    @property
    def barred(self) -> frozenset[Verb]:
        """An office that screens does not score, and one that scores does not screen."""
        return SCORING_OFFICES_DO if self.screens else SCREENING_OFFICES_DO
