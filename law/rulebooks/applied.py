"""A later edition of its act, applied to a dossier that was pending: by a named person, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict


class EditionApplied(BaseModel):
    """From which edition to which, why, on which day and by whom (id). Unknown fields of later releases are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    from_hash: str
    to_hash: str
    reason: str
    on: date
    by_id: str
    case_id: str | None = None
    round: int | None = None
    """
    Of a council that was re-opened because sheets were sealed already: the round it scores in under the later edition, and
    whose case it is. Absent where nothing was sealed yet.
    """


def rounds_reopened(editions: Sequence[EditionApplied], case_id: str) -> int:
    """How many of a case's rounds were opened for a correction: they count as no round more, each stands for the one before it."""
    return sum(1 for one in editions if one.round is not None and one.case_id == case_id)
