"""The producer itself."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kit.history import Stateful
from programme.places import Where
from services.registry.producers.lifecycle import LIFECYCLE, State


class Person(BaseModel):
    """The producer's representative: personal data, kept apart and shown to few."""

    model_config = ConfigDict(frozen=True)

    name: str
    sex: str | None = None
    ethnicity: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None


class Producer(Stateful, lifecycle=LIFECYCLE):
    """A co-operative, company, farm, household … (the kinds are the rulebook's)."""

    name: str
    kind: str
    tax_code: str | None = None
    place: Where
    representative: Person
    language: str = "vi"
    state: State = State.ACTIVE
    registered_on: date
    sort_key: str = ""
