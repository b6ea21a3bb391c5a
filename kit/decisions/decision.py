"""A decision and its lines. A caller says what a line is by a subclass of `Line`: `Decision[RulingLine]`."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate
from kit.lifecycle import Lifecycle
from kit.papers.number import OfficialNumber

MOST_LINES = 500
"""What one transaction keeps and one event names without trouble."""


class State(StrEnum):
    """Where a decision is."""

    DRAFT = "draft"
    SIGNED = "signed"
    ISSUED = "issued"
    DISCARDED = "discarded"


class Verb(StrEnum):
    """What is done with a decision."""

    AMEND = "amend"
    SIGN = "sign"
    RETURN = "return"
    ISSUE = "issue"
    CORRECT = "correct"
    WITHDRAW_LINE = "withdraw-line"
    DISCARD = "discard"


LIFECYCLE = Lifecycle(
    subject=("quyết định", "decision"),
    initial=State.DRAFT,
    table={
        (State.DRAFT, Verb.AMEND): State.DRAFT,
        (State.DRAFT, Verb.SIGN): State.SIGNED,
        (State.DRAFT, Verb.DISCARD): State.DISCARDED,
        (State.SIGNED, Verb.RETURN): State.DRAFT,
        (State.SIGNED, Verb.ISSUE): State.ISSUED,
        (State.ISSUED, Verb.CORRECT): State.ISSUED,
        (State.ISSUED, Verb.WITHDRAW_LINE): State.ISSUED,
    },
    states={
        State.DRAFT: ("dự thảo", "draft"),
        State.SIGNED: ("đã ký, chưa ban hành", "signed, not issued"),
        State.ISSUED: ("đã ban hành", "issued"),
        State.DISCARDED: ("đã bỏ", "discarded"),
    },
    verbs={
        Verb.AMEND: ("sửa dự thảo", "amend the draft"),
        Verb.SIGN: ("ghi số, ngày của bản ký", "record number and day of the signed copy"),
        Verb.RETURN: ("bỏ bản ký nộp nhầm", "take back a copy filed by mistake"),
        Verb.ISSUE: ("ban hành", "issue"),
        Verb.CORRECT: ("đính chính", "correct"),
        Verb.WITHDRAW_LINE: ("rút một dòng", "withdraw a line"),
        Verb.DISCARD: ("bỏ dự thảo", "discard the draft"),
    },
)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class By(_Value):
    """Who did it, when and why; `paper` is the id of the paper on file that says so, where there is one."""

    who: str
    at: datetime
    reason: str = ""
    paper: str | None = None


class Line(_Value):
    """One line of the annex. Its number is its own for ever; what it decides is the subclass's."""

    no: Annotated[int, Field(ge=1)]
    withdrawn: By | None = None


class Signed(_Value):
    """Number and day as they stand on the signed copy, typed once; who signed, by name and post."""

    number: OfficialNumber
    on: date
    signatory: str
    by: By


class Correction(_Value):
    """A clerical error put right: what number and day were, before and after. What was decided is no part of it."""

    what: str
    was_number: OfficialNumber
    was_on: date
    number: OfficialNumber
    on: date
    by: By


L = TypeVar("L", bound=Line)


class Decision(Aggregate, Generic[L]):
    """An act of an authority. `symbol` is the office's own for its kind of paper (`QĐ-UBND`); `kind` is the caller's word."""

    office: str
    kind: str
    symbol: str
    subject: str
    lines: Annotated[tuple[L, ...], Field(max_length=MOST_LINES)] = ()
    state: State = State.DRAFT
    signed: Signed | None = None
    issued: By | None = None
    corrections: tuple[Correction, ...] = ()
    former: tuple[str, ...] = ()
    """Keys of numbers it once had (`kit.papers.number.Place`): by them it is found for ever."""

    @property
    def standing(self) -> tuple[L, ...]:
        """The lines that hold: not withdrawn."""
        return tuple(line for line in self.lines if line.withdrawn is None)

    def line(self, no: int) -> L | None:
        """The line of a number."""
        return next((line for line in self.lines if line.no == no), None)


D = TypeVar("D", bound=Decision[Any])
