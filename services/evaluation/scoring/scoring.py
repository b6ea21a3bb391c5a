"""The scoring of a case: who scores, in which round, and what came of it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from kit.history import Stateful
from law.rulebooks import CouncilRegulation
from law.rulebooks.applied import EditionApplied
from services.evaluation.cases.dossier import Product
from services.evaluation.scoring.lifecycle import LIFECYCLE, State


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
    rulebook_hash: str | None = None
    """The edition its sheets were sealed under; absent: the scoring's own."""
    correction: EditionApplied | None = None
    """Why the council was re-opened for it; absent of a round that came by itself."""
    restarted: bool = False
    """Somebody stood aside after the sheets of the round before were opened: all scored again without them."""


class Result(BaseModel):
    """What the server computed from the revealed sheets of the last round."""

    model_config = ConfigDict(frozen=True)

    total: str
    star: int
    concluded_at: datetime
    concluded_by: str


class Scoring(Stateful, lifecycle=LIFECYCLE):
    """The scoring of one case by its council."""

    case_id: str
    dossier_id: str
    office: str
    place: str
    council_id: str
    rulebook_id: str
    rulebook_hash: str
    regulation: CouncilRegulation | None = None
    """The office's own, as the council was stamped with it when it was formed; it holds to the end, whatever comes after."""
    set_no: int
    state: State = State.OPEN
    scorers: tuple[Scorer, ...]
    chair_id: str
    recused: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    """Who has sealed in the present round; what they sealed is not here."""
    rounds: tuple[Round, ...]
    product: Product | None = None
    """What is judged; absent of scorings opened before events named it."""
    council: tuple[str, ...] = ()
    """Everybody who sits and does not stand aside, those who do not score included: whom its events concern."""
    result: Result | None = None

    @property
    def round(self) -> int:
        """The number of the present round, from 1."""
        return self.rounds[-1].number

    @property
    def turn(self) -> int:
        """Which round it is as the regulation counts them: one that a correction had scored again is not counted twice."""
        return self.round - sum(1 for one in self.rounds if one.correction is not None)

    def is_scorer(self, person_id: str) -> bool:
        """Whether a person owes (and may read) a sheet of their own."""
        return any(scorer.person_id == person_id for scorer in self.scorers)
