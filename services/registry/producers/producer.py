"""The producer itself."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from kit.storage import Aggregate
from services.registry.history import Step


class Where(BaseModel):
    """A commune as it was on a day."""

    model_config = ConfigDict(frozen=True)

    code: str
    path: str
    name: str
    province_name: str | None = None
    on: date


class Person(BaseModel):
    """The producer's representative: personal data, kept apart and told to few."""

    model_config = ConfigDict(frozen=True)

    name: str
    sex: str | None = None
    ethnicity: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None


class State(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"


class Verb(StrEnum):
    UPDATE = "update"
    CLOSE = "close"


class Producer(Aggregate):
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
    steps: tuple[Step, ...] = ()
