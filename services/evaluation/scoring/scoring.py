"""The scoring of a case: who scores, in which round, and what came of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.lifecycle import Lifecycle
from kit.storage.collection import Aggregate
from law.rulebooks import CouncilRegulation


class State(StrEnum):
    """Where the scoring stands."""

    OPEN = "open"
    REVEALED = "revealed"
    DISPUTED = "disputed"
    CONCLUDED = "concluded"
    BROKEN_OFF = "broken-off"


class Verb(StrEnum):
    """What the council does."""

    SEAL = "seal"
    REVEAL = "reveal"
    DISPUTE = "dispute"
    SCORE_AGAIN = "score-again"
    CONCLUDE = "conclude"
    BREAK_OFF = "break-off"


LIFECYCLE: Lifecycle[State, Verb] = Lifecycle(
    subject=("đợt chấm điểm", "scoring"),
    initial=State.OPEN,
    table={
        (State.OPEN, Verb.SEAL): State.OPEN,
        (State.OPEN, Verb.REVEAL): State.REVEALED,
        (State.REVEALED, Verb.DISPUTE): State.DISPUTED,
        (State.REVEALED, Verb.CONCLUDE): State.CONCLUDED,
        (State.DISPUTED, Verb.SCORE_AGAIN): State.OPEN,
        # The producer took the dossier back: nobody owes a sheet any more, and what is secret stays so.
        (State.OPEN, Verb.BREAK_OFF): State.BROKEN_OFF,
        (State.REVEALED, Verb.BREAK_OFF): State.BROKEN_OFF,
        (State.DISPUTED, Verb.BREAK_OFF): State.BROKEN_OFF,
    },
    states={
        State.OPEN: ("Đang chấm, phiếu còn kín", "Open, sheets secret"),
        State.REVEALED: ("Đã công khai phiếu", "Sheets revealed"),
        State.DISPUTED: ("Điểm lệch quá giới hạn, phải chấm lại", "Too far apart, to be scored again"),
        State.CONCLUDED: ("Đã kết luận", "Concluded"),
        State.BROKEN_OFF: ("Dừng vì hồ sơ đã rút", "Broken off, the dossier was withdrawn"),
    },
    verbs={
        Verb.SEAL: ("niêm phong phiếu", "seal a sheet"),
        Verb.REVEAL: ("công khai phiếu", "reveal the sheets"),
        Verb.DISPUTE: ("ghi nhận lệch điểm", "declare the scores disputed"),
        Verb.SCORE_AGAIN: ("chấm lại", "score again"),
        Verb.CONCLUDE: ("kết luận", "conclude"),
        Verb.BREAK_OFF: ("dừng chấm", "break off"),
    },
)


class Scorer(BaseModel):
    """Somebody who owes a sheet."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    name: str


class Round(BaseModel):
    """One round of scoring, kept whatever comes after it. Points are decimal text."""

    model_config = ConfigDict(frozen=True)

    number: int
    opened_at: datetime
    revealed_at: datetime | None = None
    spread: str | None = None
    limit: str | None = None
    disputed: bool = False


class Result(BaseModel):
    """What the server computed from the revealed sheets of the last round."""

    model_config = ConfigDict(frozen=True)

    total: str
    star: int
    concluded_at: datetime
    concluded_by: str


class Scoring(Aggregate):
    """The scoring of one case by its council."""

    case_id: str
    dossier_id: str
    office: str
    place: str
    council_id: str
    rulebook_id: str
    rulebook_hash: str
    regulation: CouncilRegulation | None = None
    """The office's own, in force on the day scoring opened; it holds to the end, whatever comes after."""
    set_no: int
    state: State = LIFECYCLE.initial
    scorers: tuple[Scorer, ...]
    chair_id: str
    recused: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    """Who has sealed in the present round; what they sealed is not here."""
    rounds: tuple[Round, ...]
    result: Result | None = None

    @property
    def round(self) -> int:
        """The number of the present round, from 1."""
        return self.rounds[-1].number

    def is_scorer(self, person_id: str) -> bool:
        """Whether a person owes (and may read) a sheet of their own."""
        return any(scorer.person_id == person_id for scorer in self.scorers)
