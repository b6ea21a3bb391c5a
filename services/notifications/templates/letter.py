"""A letter: a template filled in for one person, in that person's language. Kept as it was sent."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from kit.refusal import Language


class Part(BaseModel):
    """A part of a letter."""

    model_config = ConfigDict(frozen=True)


class Way(Part):
    """The link of a letter; the address is made where it is shown or sent."""

    text: str
    service: str
    path: str


class Letter(Part):
    """What somebody reads."""

    language: Language
    subject: str
    greeting: str
    opening: tuple[str, ...]
    items: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()
    way: Way | None = None
    footer: tuple[str, ...] = ()
