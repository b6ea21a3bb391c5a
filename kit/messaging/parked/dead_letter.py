"""A dead letter (parked event): one record that one handler could not apply, why, and what was done about it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Aggregate
from kit.facts import Fact
from kit.messaging.parked.lifecycle import State, Verb
from kit.messaging.parked.reasons import Reason
from kit.messaging.received import Record

ENVELOPE = "envelope"
"""The handler of records that no handler can be found for: unreadable envelope, unknown type."""

ENDINGS = {
    "applied": ("đã áp dụng", "applied"),
    "duplicate": ("đã áp dụng từ trước", "applied before"),
    "parked": ("không áp dụng được, tạm giữ riêng", "could not be applied, parked by itself"),
    "held": ("chờ sự kiện trước", "held behind an earlier one"),
}
"""What a handler may make of an event, for whoever reads the record."""


class Ending(BaseModel):
    """What one of several handlers made of it."""

    model_config = ConfigDict(frozen=True)

    handler: str
    outcome: str

    def say(self) -> tuple[str, str]:
        """In Vietnamese and in English."""
        words = ENDINGS.get(self.outcome, (self.outcome, self.outcome))
        return f"{self.handler}: {words[0]}", f"{self.handler}: {words[1]}"


class Step(BaseModel):
    """What somebody did with it, and why."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    by: str
    did: str
    why: str
    became: tuple[Ending, ...] = ()
    """Where it went to several handlers; what one made of it is the row's own state."""


class Repair(BaseModel):
    """The corrected form; the original stays beside it."""

    model_config = ConfigDict(frozen=True)

    headers: tuple[tuple[str, bytes], ...]
    value: bytes | None


class Parked(Aggregate):
    """One record that one handler could not apply."""

    handler: str
    identity: str
    subject: str
    event_type: str
    record: Record
    reason: Reason
    state: State = State.OPEN
    attempts: int = 1
    parked_at: datetime
    settled_at: datetime | None = None
    repair: Repair | None = None
    history: tuple[Step, ...] = ()

    def to_offer(self) -> Record:
        """The record as it will be offered: repaired if it was, with its identity unchanged."""
        if self.repair is None:
            return self.record
        return dataclasses.replace(self.record, headers=self.repair.headers, value=self.repair.value)

    @property
    def repaired_by(self) -> frozenset[str]:
        """Everybody who had a hand in what would be offered now."""
        return frozenset(step.by for step in self.history if step.did == Verb.REPAIR)

    @property
    def to_end(self) -> Verb:
        """By which verb it is applied: a repaired one is released, by somebody else."""
        return Verb.RELEASE if self.repair else Verb.APPLY


@dataclass(frozen=True)
class ToPark:
    """A record that a handler will not have, and why."""

    handler: str
    record: Record
    reason: Reason
    state: State = State.OPEN
    attempts: int = 1


class RecordParked(Fact):
    """A record was set aside, and is known to be for the first time: whoever owes its publisher an answer gives it."""

    handler: str
    record: Record
    reason: Reason
