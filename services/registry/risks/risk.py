"""Why a producer should be looked at: signs, each with how often and when last, and what they weigh together."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Sign(BaseModel):
    """A sign of one producer: `risk` is a word of `law.inspections.RISKS`, `count` how often, `last` when last, where that is known."""

    model_config = ConfigDict(frozen=True)

    producer_id: str
    risk: str
    count: int
    last: date | None = None


class Weighed(BaseModel):
    """A sign with the points it gives."""

    model_config = ConfigDict(frozen=True)

    risk: str
    count: int
    last: date | None
    points: int


class Risk(BaseModel):
    """One producer with what speaks for looking at it, the weightiest first. `points`: an order of looking, no judgement."""

    model_config = ConfigDict(frozen=True)

    producer_id: str
    points: int
    signs: tuple[Weighed, ...]
