"""A template: what is said on one occasion, in both languages, with what has to be filled in."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kit.refusal import Language


class Value(BaseModel):
    """A part of a template; a misspelt key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Value):
    """One text in both languages, with `{placeholders}`."""

    vi: str
    en: str

    def say(self, language: Language) -> str:
        """The half in one language."""
        return self.vi if language == "vi" else self.en

    @property
    def pair(self) -> tuple[str, str]:
        """(Vietnamese, English), as pages choose from."""
        return self.vi, self.en


class FieldKind(StrEnum):
    """How a value is written: dates, numbers and stars each language in its own way."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    POINTS = "points"
    STAR = "star"
    LIST = "list"
    CODE = "code"


class Need(Value):
    """A field a template needs filled; `optional text` in the file: it may be missing, and the lines that show it with it."""

    kind: FieldKind
    optional: bool = False


class Fact(Value):
    """A line of the list of facts."""

    label: Text
    value: str


class Action(Value):
    """The one link of a message: a page of a service."""

    text: Text
    service: str
    path: str


class OnEvent(Value):
    """On which event a text goes to whom, and where its fields are taken from: see `messages/news.py`."""

    event: str
    """The type: vn.ocop.registry.dossier.submitted.v1."""
    handler: str
    """Its name in the inbox of every home: it never changes. Texts of one event name the same one."""
    to: str
    """
    `producer`, `commune` (the office that serves the producer's place), the event's field with an office's path, `asker` (who
    asked without an account and left an address), or who works for a council: `seats` of its events, `members` (who scores, is called to a meeting, must act) or `council`.
    """
    when: dict[str, str | bool] = {}
    """Fields of the event that must have these values for it to be said."""
    given: tuple[str, ...] = ()
    """The text's fields without which there is nothing to say."""
    values: dict[str, str] = {}
    """What the event calls a field that the text calls otherwise."""
    day: str | None = None
    """The event's field with the day it speaks of, on which offices are named; its time's day where none is given."""
    about: str | None = None
    """Its field with the id of what it is about, where that is neither its dossier nor its key."""


class Template(Value):
    """One version of one template. A version that was used is never changed: a new file takes its place."""

    id: str
    version: int
    title: Text
    legal: bool
    """Whether the law or a right of the recipient demands it: sent to those who opted out as well."""
    useful_days: int = Field(ge=1, le=400)
    """For how many days it is worth delivering."""
    news: tuple[OnEvent, ...] = Field(default=(), exclude=True)
    """On which events it is said; of the newest version only. Not for readers of the API."""
    fields: dict[str, Need]
    subject: Text
    opening: Text
    """Paragraphs, parted by empty lines."""
    items: str | None = None
    """The field whose entries follow as a list."""
    facts: tuple[Fact, ...] = ()
    closing: Text | None = None
    action: Action | None = None
    sample: dict[str, Any]
    """Values to preview it with."""
