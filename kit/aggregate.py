"""Aggregates: what is loaded, decided on and kept as a whole, with the version that guards it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Aggregate(BaseModel):
    """What is loaded, decided on and kept as a whole. `version` counts its keepings, from 1."""

    # A kept document that no longer fits is logged; whose phone number it holds is nothing for a log.
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    version: int = 0
