"""What can be tried and as whom, as read from `trying.yaml`: the first page shows it, and only that is signed in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from estate.people import Person, people
from kit.web.site import Text

_FILE = Path(__file__).with_name("trying.yaml")


class Thing(BaseModel):
    """One thing to try. `to`: `service:/path`."""

    model_config = ConfigDict(frozen=True)

    person: str
    to: str
    title: Text
    text: Text

    @property
    def who(self) -> Person:
        """The person who does it."""
        return people().person(self.person)


class Group(BaseModel):
    """People who do the same. `past`: on a day of the past only."""

    model_config = ConfigDict(frozen=True)

    title: Text
    does: Text
    to: str
    people: tuple[str, ...]
    past: bool = False

    @property
    def persons(self) -> list[Person]:
        """The people themselves."""
        return [people().person(id) for id in self.people]


class Trying(BaseModel):
    """Everything to try."""

    model_config = ConfigDict(frozen=True)

    things: tuple[Thing, ...]
    groups: tuple[Group, ...]


@cache
def trying() -> Trying:
    """Reads the file (once)."""
    return Trying.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def leads() -> frozenset[tuple[str, str]]:
    """Who may be signed in by a click, and where it leads."""
    offered = {(thing.person, thing.to) for thing in trying().things}
    return frozenset(offered | {(id, group.to) for group in trying().groups for id in group.people})
