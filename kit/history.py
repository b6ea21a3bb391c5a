"""An aggregate with a lifecycle, and the history of the steps it took: who, when, why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from kit.identity import Principal
from kit.lifecycle import Lifecycle


class Actor(BaseModel):
    """A person by id and name. The course of things (an event, a deadline) has no id."""

    model_config = ConfigDict(frozen=True)

    id: str | None
    name: str

    @classmethod
    def of(cls, by: Principal | Actor) -> Actor:
        """The caller, as histories name them."""
        return by if isinstance(by, Actor) else cls(id=by.id, name=by.name)


SYSTEM = Actor(id=None, name="OCOP")
"""Who acts when an event or a deadline does."""


class Step(BaseModel):
    """One step taken. `office` where an office took it; `note` says why."""

    model_config = ConfigDict(frozen=True)

    verb: str
    to: str
    at: datetime
    by: Actor
    office: str | None = None
    note: str | None = None


class Stateful(Aggregate):
    """
    An aggregate that moves along a table of states and keeps every step.

    A subclass names its table and gives `state` its own enumeration:
    `class Product(Stateful, lifecycle=LIFECYCLE): state: State = State.REGISTERED`.
    """

    lifecycle: ClassVar[Lifecycle[Any, Any]]

    def __init_subclass__(cls, lifecycle: Lifecycle[Any, Any] | None = None, **more: Any) -> None:
        super().__init_subclass__(**more)
        if lifecycle is not None:
            cls.lifecycle = lifecycle

    state: Any
    steps: tuple[Step, ...] = ()

    @property
    def barred(self) -> Collection[Any]:
        """Verbs of the table that are none of this one's, though of others of its kind."""
        return ()

    @property
    def may(self) -> list[Any]:
        """What the table allows now."""
        return self.lifecycle.may(self.state, self.barred)

    def stepped(
        self,
        verb: StrEnum,
        *,
        at: datetime,
        by: Principal | Actor,
        note: str | None = None,
        office: str | None = None,
        **changes: object,
    ) -> Self:
        """The aggregate after `verb`, with the step in its history and `changes` made; raises StepRefused."""
        after = self.moved(verb, **changes)
        step = Step(verb=verb.value, to=after.state.value, at=at, by=Actor.of(by), note=note, office=office)
        return after.model_copy(update={"steps": (*self.steps, step)})

    def moved(self, verb: StrEnum, **changes: object) -> Self:
        """
        The aggregate after `verb`, without a line in its history: for what keeps a record of its own of what was done,
        or is done over and over (a draft saved). Raises StepRefused.
        """
        to = self.lifecycle.step(self.state, verb, self.barred)
        return self.model_copy(update={"state": to, **changes})
