"""The progress of offices as their officers may see it."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from services.reporting.progress.journey import Stage


class OfficeView(BaseModel):
    """One office: what is open before it, and what it answered in the period."""

    office: str = Field(description="Path of the office's place; `vn` is the centre")
    vi: str
    en: str
    tier: str = Field(description="commune, district, province or centre")
    open: int
    overdue: int = Field(description="Open cases whose period is over without the office's step")
    due_soon: int = Field(description="Open cases whose period ends within seven days")
    waiting: int = Field(description="Open cases that wait for the producer's supplement")
    by_stage: dict[Stage, int]
    by_age: dict[str, int] = Field(description="Open cases by age in days: at most 7, 15, 30, 60, 90, or `older`")
    answered: int = Field(description="Cases answered in the period")
    in_time: int = Field(description="Of these, within the office's deadline")
    late: int = Field(description="Of these, after it")
    untimed: int = Field(description="Of these, such as the rulebook gives no deadline for")
    recognised: int = Field(description="Of these, those that ended in a recognition by this office")


class ProgressView(BaseModel):
    """The offices a person answers for, those with cases only, and all of them together."""

    on: date = Field(description="The day the open cases are looked at: today")
    since: date
    until: date
    offices: list[OfficeView]
    total: OfficeView


class CaseView(BaseModel):
    """One case in a list."""

    case_id: str
    number: str
    product: str
    producer: str
    place_name: str
    office: str
    tier: str
    stage: Stage
    opened_on: date
    since: date = Field(description="The day it reached its stage")
    age_days: int
    due_on: date | None
    overdue: bool
    answered_on: date | None
    late: bool
    ended_on: date | None


class CasesView(BaseModel):
    """A page of cases, oldest first."""

    items: list[CaseView]
    next: str | None = Field(description="What `after` takes for the next page; null on the last")
