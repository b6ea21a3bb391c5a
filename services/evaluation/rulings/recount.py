"""A ruling computed again from what was published of it and its rulebook: exactly what `ocop explain` does with the event."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from law.explanation import recorded_of, recount
from services.evaluation.cases import legal
from services.evaluation.rulings import announcements
from services.evaluation.rulings.ruling import Ruling


class Difference(BaseModel):
    """One statement of a ruling that does not follow from its sheets and its rulebook."""

    model_config = ConfigDict(frozen=True)

    what: str
    stated: str
    computed: str


class Recount(BaseModel):
    """A ruling computed again from its own sheets; without differences, it holds."""

    ruling_id: str
    holds: bool
    differences: list[Difference]


def recount_of(ruling: Ruling) -> Recount:
    """Computes a ruling again, unless another office's paper is all there is of it; raises RulebookUnknown, RulebookDiffers."""
    if ruling.is_taken_up:
        return Recount(
            ruling_id=ruling.id, holds=True, differences=[]
        )  # it rests on a signed paper: there is nothing to count
    published = announcements.as_issued(ruling).model_dump(mode="json")
    found = recount(legal.rulebook_of(ruling.dossier), recorded_of(published))
    differences = [
        Difference(what=f"{one.path} {one.what.vi} · {one.what.en}", stated=one.recorded, computed=one.recounted)
        for one in found.differences
    ]
    return Recount(ruling_id=ruling.id, holds=not differences, differences=differences)
