"""Deadlines as rows: what falls due for which subject, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.storage.mongo import Index

DEADLINES = "deadlines"
# By time alone: every row waits, and what more is asked of a row must not hide from a planner which ones are due.
INDEXES = (Index("due_at"),)


class Due(BaseModel):
    """A deadline: what falls due for which subject, and when. One row per (what, subject)."""

    model_config = ConfigDict(frozen=True)

    what: str
    subject: str
    due_at: datetime
    place: str | None = None
    data: dict[str, Any] = {}

    @property
    def id(self) -> str:
        return f"{self.what}|{self.subject}"
