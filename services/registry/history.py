"""What happened to a thing, step by step: kept with it, only ever added to."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from services.registry.people import Actor


class Step(BaseModel):
    """One thing that happened, for the history. `office` where an office did it; `note` says why."""

    model_config = ConfigDict(frozen=True)

    verb: str
    to: str
    at: datetime
    by: Actor
    office: str | None = None
    note: str | None = None
