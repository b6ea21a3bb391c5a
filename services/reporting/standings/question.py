"""What may be asked of the standings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


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
