"""
An occurrence: one countable happening, in every version the platform learned of it.

What was known at an instant can be counted for ever: a version holds from when it was learned until a newer one says
otherwise, so that a return closed in December counts in March what it counted in December.
"""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate


class Occurrence(BaseModel):
    """
    What is said of one happening. `id`: the same for ever; `version`: of the subject that says it, the highest holds.

    `place`: the path of where it counts (an act of an office: the office's), as named on `on`. `until`: the last day it
    holds, of a credential or contract. `gone`: it never was, or was taken back. `by`: what it may be divided by. `page`:
    where it is shown, in `service`.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    kind: str
    on: date
    place: str
    title: str
    page: str | None = None
    service: str = "registry"
    product: str | None = None
    producer: str | None = None
    until: date | None = None
    by: dict[str, str] = {}
    amounts: dict[str, int] = {}
    gone: bool = False


class Noted(Aggregate):
    """
    One version of an occurrence as it is counted. Its id is the occurrence's, `#`, the version.

    `origin`: its place in its period; `root`: the province of that. `counts`: it says something else than the version before, and is
    not `gone`. `known_at`: when the platform learned it; `replaced_at`: when it learned otherwise.
    """

    occurrence: str
    kind: str
    on: date
    until: date | None = None
    origin: str
    root: str
    title: str
    page: str | None = None
    service: str
    product: str | None = None
    producer: str | None = None
    by: dict[str, str] = {}
    amounts: dict[str, int] = {}
    gone: bool = False
    counts: bool = True
    known_at: datetime
    replaced_at: datetime | None = None


class Counted(BaseModel):
    """
    What one figure is, at one place. `parts`: by division and value; "" is what has no such value, so that the parts of
    each division make up the whole.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    area: str
    value: int = 0
    parts: dict[str, dict[str, int]] = Field(default={}, description="division → value → figure")
