"""A message: one event, for one recipient, by one channel."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from kit.history import Stateful
from services.notifications.messages.lifecycle import LIFECYCLE, State
from services.notifications.recipients.recipient import Addressee, Recipient
from services.notifications.templates.letter import Letter

AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""The due time of what need not wait: earlier than any machine's clock."""


class Channel(StrEnum):
    """How somebody is told."""

    EMAIL = "email"


class Value(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(frozen=True)


class Occasion(Value):
    """The event a message speaks of."""

    event_id: str
    """The event's identity, source included: with recipient and channel, what a message is unique by."""
    cause: str
    """The event's own id, by which logs and traces are joined."""
    type: str
    at: datetime
    correlation_id: str | None = None
    about: str
    """The id of the dossier, certificate or credential."""
    dossier_id: str | None = None
    """The dossier it comes from, where it is about something else."""

    @property
    def concerns(self) -> str:
        """The dossier, if any, that a reader must not have stood aside from."""
        return self.dossier_id or self.about


class Message(Stateful, lifecycle=LIFECYCLE):
    """
    One row is written for each recipient before anything is sent, in the transaction that consumes the event.

    `due_at` and claims run on the machine's clock (a lease must); everything else on the service's.
    """

    occasion: Occasion
    channel: Channel = Channel.EMAIL
    recipient: Recipient
    to: Addressee | None = None
    told_key: str
    """The recipient and, of an office, the contact."""
    place: str
    template: str
    template_version: int
    legal: bool
    values: dict[str, Any]
    letter: Letter | None = None
    """What is said, word for word; filled in once the reader and so the language are known."""
    state: State = State.CREATED
    created_at: datetime
    useful_until: datetime
    due_at: datetime | None = AT_ONCE
    attempts: int = 0
    delivered_at: datetime | None = None
