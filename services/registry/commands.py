"""The bodies of commands at the JSON doors: unknown fields are refused, so that a misspelt one is not silently lost."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.web.text import Line

Name = Annotated[str, Field(max_length=300), Line]
Id = Annotated[str, Field(max_length=100), Line]
Words = Annotated[str, Field(max_length=4000)]


class Command(BaseModel):
    """The base of every command."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class Reason(Command):
    """Why something is ended."""

    reason: Words
