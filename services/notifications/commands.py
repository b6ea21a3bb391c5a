"""The bodies of commands at the JSON doors: unknown fields are refused, so that a misspelt one is not silently lost."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Command(BaseModel):
    """The base of every command."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)
