"""What may be asked about who scores high and low: of which office, in which time."""

from __future__ import annotations

from pydantic import BaseModel, Field

from kit.days import Day


class LeaningQuestion(BaseModel):
    """An office and a time, as an address has them: one description for the JSON API and for the page."""

    office: str = Field("", max_length=100, description="Path of an office's place; one's own unless given")
    since: Day | None = Field(None, description="First day; a year before the last unless given")
    until: Day | None = Field(None, description="Last day; today unless given")
