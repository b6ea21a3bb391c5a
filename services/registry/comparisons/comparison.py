"""What stands in a list beside what stands in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.refusal import Refusal


class Outcome(StrEnum):
    """What became of a line. `ONLY_OURS`: recognised in the register, and in no line of the list."""

    MATCHED = "matched"
    DIFFERING = "differing"
    MISSING = "missing"
    UNREAD = "unread"
    ONLY_OURS = "only-ours"


class Ours(BaseModel):
    """A product as the register has it, with the recognition that is compared; `certificate_id`: none where only a source tells of it."""

    model_config = ConfigDict(frozen=True)

    product_id: str
    product: str
    producer: str
    star: int | None = None
    decision: str | None = None
    decided_on: date | None = None
    certificate_id: str | None = None


@dataclass(frozen=True)
class Difference:
    """A value the list and the register do not share; texts as they stand there, dates dd/mm/yyyy."""

    field: str
    theirs: str
    ours: str


@dataclass(frozen=True)
class Comparison:
    """Every line compared. `whole`: whether all is named that only the register has, or the first of it by name."""

    lines: tuple[Line, ...]
    whole: bool


@dataclass(frozen=True)
class Line:
    """One line of the list, by its number in the file (0: of the register alone)."""

    line: int
    product: str
    producer: str
    outcome: Outcome
    ours: Ours | None = None
    differences: tuple[Difference, ...] = ()
    why: Refusal | None = None
