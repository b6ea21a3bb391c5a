"""Commands read out of pages' forms, under the limits of the JSON doors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData

from kit.web.days import read_day
from kit.web.validation import refusal_of

C = TypeVar("C", bound=BaseModel)


def command(kind: type[C], values: Mapping[str, object]) -> C:
    """A command of the JSON doors from a form's values; raises what is wrong, each with its field."""
    try:
        return kind.model_validate(values)
    except ValidationError as wrong:
        raise refusal_of(wrong.errors()) from wrong


def text(sent: FormData, name: str) -> str:
    """A field's text without spaces around it; empty when it was not sent."""
    return str(sent.get(name, "")).strip()


def day(sent: FormData, name: str) -> date | None:
    """A date as a browser's calendar sends it, or as people write it; None for an empty field. Raises DateUnreadable."""
    return read_day(text(sent, name), f"/{name}")
