"""What is shown of rounds: the JSON view, and the rows of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.mapped import mapped
from programme import names
from programme.journeys import ENDED, Stage
from services.reporting.rounds.round import Round

DONE = ENDED | {Stage.FORWARDED}
"""Where nothing is awaited of the round's office any more."""


class RoundView(BaseModel):
    """A round, with how its cases stand."""

    id: str
    office: str
    name: str
    opens_on: date
    proposals_by: date | None
    ends_by: date | None
    closed_on: date | None
    cases: int = Field(description="Cases in the round now that the caller may see")
    waiting: int = Field(description="Of these, without a result")
    recognised: int
    not_recognised: int
    other: int = Field(description="Of these, with another end: forwarded, withdrawn, not proposed, sent down")
    late: int = Field(description="Cases that came after the last day of the round before")
    carried_over: int = Field(description="Cases it left to the next one; of a round that is closed")


def view(round: Round, by_stage: Mapping[Stage, int], late: int) -> RoundView:
    """A round with its counts."""
    whole = sum(by_stage.values())
    waiting = sum(count for stage, count in by_stage.items() if stage not in DONE)
    yes, no = by_stage.get(Stage.RECOGNISED, 0), by_stage.get(Stage.NOT_RECOGNISED, 0)
    return mapped(
        RoundView,
        round,
        cases=whole,
        waiting=waiting,
        recognised=yes,
        not_recognised=no,
        other=whole - waiting - yes - no,
        late=late,
    )


def row(one: RoundView, on: date) -> dict[str, Any]:
    """A round as a row."""
    return {**dict(one), "of_office": names.office(one.office, on), "overdue": _overdue(one, on)}


def _overdue(one: RoundView, on: date) -> bool:
    return one.closed_on is None and one.ends_by is not None and one.ends_by < on and one.waiting > 0
