"""How papers look, as an installed file says: sizes, margins, rules, fixed words. The kit knows no such fact itself."""

from __future__ import annotations

import hashlib
from datetime import date

import rfc8785
from pydantic import BaseModel, ConfigDict, model_validator


class Choice(BaseModel):
    """A measure: what is used, within what the act allows. Raises ValueError outside it."""

    model_config = ConfigDict(frozen=True)

    use: float
    allowed: tuple[float, float]

    @model_validator(mode="after")
    def _is_allowed(self) -> Choice:
        if not self.allowed[0] <= self.use <= self.allowed[1]:
            raise ValueError(f"{self.use} is not within {self.allowed[0]} … {self.allowed[1]}")
        return self


class InForce(BaseModel):
    """First and last day, both counted."""

    model_config = ConfigDict(frozen=True)

    first: date
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Whether a day lies within."""
        return self.first <= on and (self.last is None or on <= self.last)


class LeadingZero(BaseModel):
    """Below which a number, a day and a month are written with a zero before them."""

    model_config = ConfigDict(frozen=True)

    number_below: int
    day_below: int
    month_below: int


class PageNumbers(BaseModel):
    """Whether the first page shows its number."""

    model_config = ConfigDict(frozen=True)

    first_page: bool


class Layout(BaseModel):
    """
    One edition of the layout: lengths in millimetres (`…_mm`) or points, rules as a share of the text above.

    `words` are fixed texts, some of them `str.format` templates; `kinds` the name of each kind by its code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    in_force: InForce
    source: str
    verified: str
    fonts: tuple[str, ...]
    page: dict[str, Choice]
    size_pt: dict[str, Choice]
    body: dict[str, Choice]
    rules: dict[str, Choice]
    leading_zero: LeadingZero
    page_numbers: PageNumbers
    words: dict[str, str]
    kinds: dict[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 of the RFC 8785 form of what the file says of this edition: a draft finds its layout again by it."""
        return hashlib.sha256(rfc8785.dumps(self.model_dump(mode="json", exclude_unset=True))).hexdigest()

    def size(self, part: str) -> float:
        """The size of a part, in points."""
        return self.size_pt[part].use
