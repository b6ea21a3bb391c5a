"""Who did something, as it is kept and shown."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from kit.identity import Principal


class Actor(BaseModel):
    """A person by id and name. The course of things (an event, a deadline, the sender) has no id."""

    model_config = ConfigDict(frozen=True)

    id: str | None
    name: str

    @classmethod
    def of(cls, by: Principal) -> Actor:
        """The caller."""
        return cls(id=by.id, name=by.name)


SYSTEM = Actor(id=None, name="OCOP")
