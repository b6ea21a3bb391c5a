"""The totals of each ruling, kept small beside it, so that a year of an office can be compared at a glance."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.storage import Collection, Index, Unit
from kit.storage.collection import Aggregate
from services.evaluation.rulings.ruling import Ruling

MOST = 2000
"""Rulings looked at, the latest first: some years of a province."""


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


marks: Collection[Marks] = Collection(Marks, "marks", indexes=[Index("office", "decided_on")])


async def note(unit: Unit, ruling: Ruling) -> None:
    """This will keep a ruling's totals, in the transaction that issues it. One without scores of its own has none."""
    if ruling.layers and ruling.layers[-1].outcome == "returned":
        return  # ruled on the higher council's result: those totals were kept there
    below = next((layer for layer in reversed(ruling.layers) if layer.total is not None), None)
    await marks.add(
        unit,
        Marks(
            id=ruling.id,
            office=ruling.office,
            decided_on=ruling.decided_on,
            totals={sheet.member_id: sheet.total or "0" for sheet in ruling.sheets},
            names={sheet.member_id: sheet.member_name or sheet.member_id for sheet in ruling.sheets},
            total=ruling.total,
            below=Below(office=below.office, total=below.total or "0") if below else None,
        ),
    )


async def of_office(unit: Unit, office: str, *, since: date, until: date) -> list[Marks]:
    """The latest rulings of an office, decided between two days, both counted."""
    between = {"$gte": since.isoformat(), "$lte": until.isoformat()}
    return await marks.select(unit, {"office": office, "decided_on": between}, sort=[("decided_on", -1)], limit=MOST)
