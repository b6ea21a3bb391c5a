"""A later edition of its act, applied to a dossier that was pending: by a named person, with a reason."""

from __future__ import annotations

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
