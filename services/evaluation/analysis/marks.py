"""The totals of each ruling, kept small beside it, so that a year of an office can be compared at a glance."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from kit.mapped import mapped
from services.evaluation.rulings.ruling import Ruling


class Below(BaseModel):
    """What an office below had scored the same product, out of 100."""

    model_config = ConfigDict(frozen=True)

    office: str
    total: str


class Marks(Aggregate):
    """One ruling's totals by member of the last round (decimal text), its own, and the one below it. `id` is the ruling's."""

    office: str
    decided_on: date
    totals: dict[str, str]
    names: dict[str, str]
    total: str
    below: Below | None = None


def marks_of(ruling: Ruling) -> Marks | None:
    """A ruling's totals; None for one without scores of its own."""
    if ruling.is_taken_up or (ruling.layers and ruling.layers[-1].sends_down):
        return None  # ruled on the higher council's result: those totals were kept there
    below = next((layer for layer in reversed(ruling.layers) if layer.total is not None and not layer.is_advice), None)
    return mapped(
        Marks,
        ruling,
        totals={sheet.member_id: sheet.total or "0" for sheet in ruling.sheets},
        names={sheet.member_id: sheet.member_name or sheet.member_id for sheet in ruling.sheets},
        below=mapped(Below, below) if below else None,
        version=0,
    )
