"""What may be asked of the standings, and how it is written in an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from kit.days import Day
from law.places import CENTRE
from programme.stars import KnownStar


class By(StrEnum):
    """How the answer is divided."""

    PLACE = "place"
    STAR = "star"
    YEAR = "year"
    SECTOR = "sector"
    SET = "set"
    KIND = "kind"


class Borders(StrEnum):
    """Whose borders the answer is in: those of the day asked about, or today's."""

    THEN = "then"
    TODAY = "today"


@dataclass(frozen=True)
class Question:
    """A place, a day, whose borders, how divided; and what the counted products have in common."""

    place: str
    on: date
    today: date
    borders: Borders = Borders.THEN
    by: By = By.PLACE
    star: int | None = None
    year: int | None = None
    set_no: int | None = None
    sector: str | None = None
    kind: str | None = None

    @property
    def borders_on(self) -> date:
        """The day whose borders the answer is in."""
        return self.on if self.borders is Borders.THEN else self.today

    def at(self, place: str) -> Question:
        """The same question of another place."""
        return replace(self, place=place)


class Asking(BaseModel):
    """A question as an address has it: one description for the JSON API and for the pages."""

    place: str = Field(
        CENTRE, max_length=50, description="Path of a place: `33`, `33/11977`, `33/330/12265`; `vn` is the country"
    )
    on: Day | None = Field(None, description="The day asked about; today unless given")
    borders: Borders = Field(
        Borders.THEN, description="`then`: in the borders of the day asked about. `today`: in those of today"
    )
    by: By = Field(By.PLACE, description="How the answer is divided")
    star: KnownStar | None = Field(None, description="Only products of this star")
    year: int | None = Field(None, ge=1, le=9999, description="Only those decided in this year")
    set_no: int | None = Field(None, ge=1, le=999, description="Only those of this product set")
    sector: str | None = Field(None, max_length=10, description="Only those of this sector: I, II, …")
    kind: str | None = Field(None, max_length=50, description="Only those of this kind of producer")

    def on_day(self, today: date) -> Question:
        """The question, asked on a day."""
        return Question(**{**dict(self), "on": self.on or today, "today": today})


def address(asked: Question, **changes: object) -> str:
    """The query of a question, with some of it changed; what is as usual is left out."""
    fields = {
        "place": asked.place if asked.place != CENTRE else None,
        "on": asked.on.isoformat() if asked.on != asked.today else None,
        "borders": asked.borders.value if asked.borders is not Borders.THEN else None,
        "by": asked.by.value if asked.by is not By.PLACE else None,
        "star": asked.star,
        "year": asked.year,
        "set_no": asked.set_no,
        "sector": asked.sector,
        "kind": asked.kind,
        **changes,
    }
    return urlencode({name: value for name, value in fields.items() if value is not None})
