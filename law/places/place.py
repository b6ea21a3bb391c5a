"""A place: an official code in a period. The same code names another place in another period."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

Level = str
"""A kind of place (`law.levels.place_kinds`), or the country; the checker refuses one that no list has."""
Language = Literal["vi", "en"]

CENTRE = "vn"
"""Path of the centre: above every province, and the only place that is not in a code list."""


class Place(BaseModel):
    """
    An administrative unit as it was from `valid_from` to `valid_to`, both counted.

    `path` is the codes from the province down: `33/330/12265` while there are districts, `33/11977` since there are
    none. No `valid_from` means earlier than the code lists reach; no `valid_to` means still so.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    level: Level
    path: str
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the place existed, under this name and parent, on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def is_within(self, path: str) -> bool:
        """Whether it is the place at `path` or somewhere below it. The centre holds everything."""
        return path == CENTRE or self.path == path or self.path.startswith(f"{path}/")
