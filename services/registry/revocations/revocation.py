"""A revocation as a procedure over one certificate."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Label, Words
from kit.history import Actor, Stateful
from services.registry.certificates.certificate import DecisionCited, Ground, PaperCited, ReasonFields
from services.registry.dossiers.dossier import Subject
from services.registry.revocations.lifecycle import LIFECYCLE, State


class Value(Kept):
    """A part of a revocation."""

    model_config = ConfigDict(frozen=True)


class Source(StrEnum):
    """What contradicts the certificate: who or what proposes to look at it."""

    PERSON = "person"
    PRODUCTION_ENDED = "production-ended"
    BREACH = "breach"
    INSPECTION = "inspection"
    CREDENTIAL = "credential"
    MARK = "mark"
    DECISION = "decision"
    PLATFORM = "platform"


class Because(Value):
    """One reason to look at a certificate. `source`: a `Source`, or another word of who proposes; `ref`: the id of what it is from."""

    text: str
    source: str
    ref: str | None = None
    proposed_on: date
    by: Actor


class Asked(Value):
    """The explanation that was asked of the producer, by a paper, until a day."""

    paper: PaperCited
    asked_on: date
    answer_by: date


class Explained(Value):
    """What the producer said; `silent`: it let the day pass. `letter`: where an officer noted a letter of it."""

    text: str = ""
    letter: PaperCited | None = None
    silent: bool = False
    explained_on: date


class Concluded(ReasonFields, Value):
    """The conclusion, from whose day the law's period for the decision runs."""

    revoke: bool
    paper: PaperCited | None = None
    concluded_on: date
    decide_by: date | None = None


class Submitted(Value):
    """The submission to the authority that decides."""

    to_office: str
    paper: PaperCited | None = None
    submitted_on: date


class CollectFields(Fields):
    """Whether the paper is lost, and what is to be said of it."""

    lost: Annotated[bool, Label("Bản giấy đã mất, không thu được", "The paper is lost")] = False
    note: Annotated[Words, Label("Ghi chú", "Note", why=("trừ khi bản giấy bị mất", "unless the paper is lost"))] = ""


class Collected(CollectFields, Value):
    """The paper as collected, or found lost."""

    collected_by: str
    collected_on: date


class Result(StrEnum):
    """How an appeal was settled (`AppealResult` of the contract)."""

    UPHELD = "upheld"
    ANNULLED = "annulled"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class AppealFields(Fields):
    """Why the producer contests the decision."""

    why: Annotated[Words, Label("Lý do khiếu nại", "Why", example="Đã khắc phục trước ngày kết luận.")]


class Appeal(AppealFields, Value):
    """The producer contests the decision; its clock runs until it is settled."""

    letter: PaperCited | None = None
    appealed_on: date
    settle_by: date
    result: Result | None = None
    answer: str = ""
    paper: PaperCited | None = None
    settled_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be settled."""
        return self.result is None


class Late(Value):
    """A step whose last day passed without it."""

    step: str
    was_due_on: date


class Revocation(Subject, Stateful, lifecycle=LIFECYCLE):
    """
    The procedure over one certificate. `office`: that of the authority which decides by the rulebook in force; `authority`
    as the act words it, `instead_of` the level that decided when it is there no more.
    """

    certificate_id: str
    product_code: str
    star: int
    valid_until: date
    decision_number: str
    decided_on: date
    office: str
    authority: str
    instead_of: str | None = None
    rulebook_id: str
    rulebook_hash: str
    lists: dict[str, str] = {}
    """List of the law → hash of the edition its periods are of."""
    proposed_on: date
    because: Annotated[tuple[Because, ...], Field(max_length=50)]
    grounds: tuple[Ground, ...]
    asked: Asked | None = None
    explained: Explained | None = None
    concluded: Concluded | None = None
    submitted: Submitted | None = None
    decision: DecisionCited | None = None
    collector: str | None = None
    """The office that the decision orders to collect the paper."""
    after_end: bool = False
    """Decided when the certificate had ended already: a later fact, counted apart."""
    collected: Collected | None = None
    appeals: tuple[Appeal, ...] = ()
    dropped_because: str = ""
    due_on: date | None = None
    """The last day of what is waited for now, by the periods of the list; None where nothing is."""
    late: tuple[Late, ...] = ()
    state: State = State.PROPOSED

    @property
    def appeal(self) -> Appeal | None:
        """The last appeal."""
        return self.appeals[-1] if self.appeals else None

    @property
    def waits(self) -> str | None:
        """What is waited for now, by the id of its period."""
        if self.appeal is not None and self.appeal.open:
            return "appeal-settled"
        return WAITS.get(self.state)


WAITS = {
    State.PROPOSED: "consider",
    State.ASKED: "explanation",
    State.EXPLAINED: "conclusion",
    State.CONCLUDED: "decision",
    State.SUBMITTED: "decision",
    State.DECIDED: "collection",
}
"""State → the period that runs in it."""
