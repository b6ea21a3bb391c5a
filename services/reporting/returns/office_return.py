"""A return: what one office reports of one period by one form, cell by cell."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.command import Fields, Id, Label
from kit.history import Stateful
from services.reporting.returns.lifecycle import LIFECYCLE, State

NONE = "-"
"""The part of a breakdown that has no value, so that the parts of each make up the whole."""


class Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Written(Value):
    """What a person wrote in a cell: a number (of a counted cell: another than the platform's), words, the reason of it."""

    value: int | None = None
    words: str | None = None
    why: str | None = None


class CellValue(Value):
    """
    A cell as it is reported. `counted`: what the platform counts itself, None where it does not; `below`: the sum of what the offices
    below reported; `parts`: breakdown → part → count, whose sum is `counted`; `late`: what was learned of earlier periods since their
    returns were closed, an adjustment beside the value.
    """

    code: str
    value: int | None = None
    words: str | None = None
    counted: int | None = None
    below: int | None = None
    parts: dict[str, dict[str, int]] = {}
    late: int = 0
    why: str | None = None

    @property
    def differs(self) -> bool:
        """Whether it is another than the platform counts."""
        return self.counted is not None and self.value != self.counted


class Adjustment(Value):
    """What became known of a cell of an earlier period after its return was closed: `was` in it (or in the return after), `now` since."""

    of_period: str
    code: str
    was: int
    now: int
    corrected: bool = False
    """Whether a person put the figure right after locking; else facts of that period were entered later."""


class Earlier(Value):
    """An edition of a return that a correction replaced; it stays readable beside the one that holds."""

    edition: int
    cells: tuple[CellValue, ...]
    replaced_on: date
    why: str


class Scan(Value):
    """The scan of a return that came on paper, found in the store by its digest."""

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class OfOffice(Fields):
    """Whose return."""

    office: Annotated[Id, Label("Cơ quan báo cáo", "Office", example="33/11977")]


class OfPeriod(Fields):
    """By which form, of which period."""

    form: Annotated[Id, Label("Biểu báo cáo", "Form", example="commune-2026")]
    period: Annotated[
        Id,
        Label(
            "Kỳ báo cáo",
            "Period",
            example="2026-Q2",
            hint=(
                "Ví dụ 2026-M04, 2026-Q2, 2026-H1, 2026-N9, 2026; kỳ bất kỳ: 2026-03-01--2026-04-15.",
                "Such as 2026-M04, 2026-Q2, 2026-H1, 2026-N9, 2026; any days: 2026-03-01--2026-04-15.",
            ),
        ),
    ]


class Asked(OfPeriod, OfOffice):
    """Which return: by its form, of which office, of which period."""


class OfficeReturn(Asked, Stateful, lifecycle=LIFECYCLE):
    """
    `form_hash`, `figures_hash`: the editions of the form and of the list of figures it is filled in by. `origin`: the office in its
    period of the code lists. `known_by`: what the platform learned later counts as an adjustment of the next return. `written`: by
    the office, until it is handed in; `cells`: as handed in. `included`: the returns below that it adds up.
    """

    form_hash: str
    figures_hash: str
    level: str
    origin: str
    to_office: str
    kind: str
    since: date
    until: date
    due_on: date
    known_by: datetime
    opened_on: date
    state: State = State.DUE
    edition: Annotated[int, Field(ge=1)] = 1
    written: dict[str, Written] = {}
    cells: tuple[CellValue, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    included: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    """Offices below without an approved return when it was handed in."""
    on_paper: bool = False
    came_on: date | None = None
    """The day it came, of one on paper."""
    scan: Scan | None = None
    submitted_on: date | None = None
    submitted_at: datetime | None = None
    on_time: bool | None = None
    approved_on: date | None = None
    locked_on: date | None = None
    locked_by: str | None = None
    sent_back_for: str | None = None
    cell_reasons: dict[str, str] = {}
    earlier: tuple[Earlier, ...] = ()

    def cell(self, code: str) -> CellValue | None:
        """A cell as it was handed in."""
        return next((one for one in self.cells if one.code == code), None)
