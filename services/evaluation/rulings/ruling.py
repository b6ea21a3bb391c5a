"""A ruling: what an office decided on a case, with everything needed to compute it again years later."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Words
from kit.history import Stateful
from law.rulebooks import CouncilRegulation
from services.evaluation.cases.case import LawEditions
from services.evaluation.cases.dossier import Dossier, Layer, MemberSheet
from services.evaluation.rulings.lifecycle import LIFECYCLE, State


class Outcome(StrEnum):
    """What the office decided."""

    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    """Scored below what was forwarded: goes back to the office that forwarded it."""


class ExplanationStep(BaseModel):
    """One step of how the star came about, with the article it rests on."""

    model_config = ConfigDict(frozen=True)

    code: str
    vi: str
    en: str
    article: str | None = None
    mark: str = "noted"
    """met, missed or noted"""


class AppealFields(Fields):
    """Why the producer contests the ruling."""

    grounds: Annotated[Words, Label("Nội dung khiếu nại", "Grounds of the appeal")]


class Appeal(AppealFields, Kept):
    """An appeal of the producer, and how it was answered."""

    appealed_on: date
    answered_on: date | None = None
    answer: str | None = None


class CorrectionFields(Fields):
    """A clerical error put right: the number of the decision."""

    decision_number: Annotated[Id, Label("Số quyết định đúng", "The right decision number", example="54/QĐ-UBND")]
    what: Annotated[Words, Label("Lý do đính chính", "Why it is corrected", example="Ghi nhầm số quyết định.")]


class Correction(CorrectionFields, Kept):
    """A correction, with who made it and when."""

    corrected_on: date
    by_id: str


class Signature(BaseModel):
    """Who signed the decision: the lines of authority above the name, and the document on file it was signed on."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[str, ...]
    name: str
    document_id: str


class DecisionRef(Kept):
    """The line of an issued decision that a ruling is: which decision, and where in its annex."""

    model_config = ConfigDict(frozen=True)

    id: str
    number: str
    decided_on: date
    line: int = 1
    of: int = 1


class PaperOutside(Kept):
    """The signed paper of a decision made elsewhere."""

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str


class Basis(Kept):
    """
    What a ruling rests on, in the contract's words: `sheets`, `written-opinions` or `outside-decision`.

    `opinion_id`, `meeting_id`: the opinions collected and the meeting held; `paper`, the two persons and the `office` that
    decided are those of an outside decision.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["sheets", "written-opinions", "outside-decision"] = "sheets"
    opinion_id: str | None = None
    meeting_id: str | None = None
    paper: PaperOutside | None = None
    entered_by: str | None = None
    confirmed_by: str | None = None
    office: str | None = None


class Withdrawal(Kept):
    """Why a ruling was taken back with its decision's line, when and by whom."""

    model_config = ConfigDict(frozen=True)

    reason: str
    withdrawn_on: date
    by_id: str


class DecisionFields(Fields):
    """The decision's number, as the authority gave it."""

    decision_number: Annotated[Id, Label("Số quyết định", "Decision number", example="45/QĐ-UBND")] | None = None


class Decided(DecisionFields, Kept):
    """What was decided, as everybody who may see the ruling is shown it."""

    model_config = ConfigDict(frozen=True)

    case_id: str
    dossier: Dossier
    office: str
    tier: str
    star: int
    total: str
    to_office: str | None = None
    rulebook_id: str
    rulebook_hash: str
    regulation: dict[str, str] = {}
    """Every setting the council counted by, as text."""
    round: int
    authority: str | None
    decided_on: date
    validity_months: int | None = None
    law: LawEditions | None = None
    """Of the lists beside the rulebook, by which it was ruled; none of an earlier release's."""
    issued_at: datetime
    decision: DecisionRef | None = None
    """The line of a decision it is; none where the law knows no decision, and of earlier releases."""
    appeals: tuple[Appeal, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawal: Withdrawal | None = None


class Ruling(Decided, Stateful, lifecycle=LIFECYCLE):
    """What one office decided on one case, with what it follows from."""

    state: State = State.ISSUED
    outcome: Outcome
    own_regulation: CouncilRegulation | None = None
    """The office's own regulation, where it changed the rulebook's defaults."""
    scorers: tuple[str, ...]
    chair_id: str | None
    recused: tuple[str, ...] = ()
    sheets: tuple[MemberSheet, ...]
    explanation: tuple[ExplanationStep, ...]
    layers: tuple[Layer, ...] = ()
    """What other offices had found before this one, oldest first."""
    signature: Signature | None = None
    """Absent where number and day were typed without a document on file."""
    basis: Basis = Basis()
    issued_by: str

    @property
    def place(self) -> str:
        """The path of the producer's place."""
        return self.dossier.place

    @property
    def is_taken_up(self) -> bool:
        """Whether another office decided it, and it is known by that office's signed paper alone."""
        return self.basis.kind == "outside-decision" and not self.scorers

    @property
    def decided_at(self) -> str:
        """The office that decided: its own, but of a ruling that was taken up from another's paper."""
        return (self.is_taken_up and self.basis.office) or self.office

    def layer(self) -> Layer:
        """What this office passes on of its own view."""
        return Layer(
            office=self.decided_at,
            tier=self.tier,
            case_id=self.case_id,
            outcome=self.outcome.value,
            total=self.total,
            star=self.star,
            rulebook_id=self.rulebook_id,
            decided_on=self.decided_on,
            ruling_id=self.id,
            sheets=self.sheets,
        )
