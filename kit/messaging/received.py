"""A record from the broker, and the event read out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from ocop_events.envelope import Envelope, EventData

E = TypeVar("E", bound=EventData)


@dataclass(frozen=True, slots=True)
class Record:
    """What was on the wire, byte for byte."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    value: bytes | None

    @classmethod
    def of(cls, raw: Any) -> Record:
        """From the driver's record; of a header without a value, the empty one."""
        headers = tuple(raw.headers)
        if None in [value for _, value in headers]:
            headers = tuple((name, value or b"") for name, value in headers)
        return cls(raw.topic, raw.partition, raw.offset, raw.key, headers, raw.value)

    def header(self, name: str) -> str | None:
        """One header as text; None when it is absent or not UTF-8."""
        for found, value in self.headers:
            if found == name:
                try:
                    return value.decode()
                except UnicodeDecodeError:
                    return None
        return None

    @property
    def size(self) -> int:
        """Bytes of its value, its key and its headers."""
        held = len(self.value or b"") + len(self.key or b"")
        return held + sum(len(name) + len(value) for name, value in self.headers)

    @property
    def subject(self) -> str:
        """Topic and key: the unit of order."""
        return f"{self.topic}|{(self.key or b'').hex()}"

    @property
    def identity(self) -> str:
        """The event's own id where it has one; a digest of the bytes where it has not."""
        if (source := self.header("ce_source")) and (id := self.header("ce_id")):
            return f"{source}|{id}"
        digest = hashlib.sha256(repr((self.topic, self.key, self.headers, self.value)).encode())
        return f"sha256:{digest.hexdigest()}"


@dataclass(frozen=True)
class Received(Generic[E]):
    """An event as a handler sees it. `data` of a tombstone is None."""

    envelope: Envelope
    data: E
    record: Record

    @property
    def id(self) -> str:
        return self.envelope.id

    @property
    def type(self) -> str:
        return self.envelope.type

    @property
    def subject(self) -> str:
        return self.envelope.subject or ""

    @property
    def subject_version(self) -> int:
        return self.envelope.subjectversion or 0

    @property
    def time(self) -> datetime:
        return self.envelope.time

    @property
    def place(self) -> str | None:
        return self.envelope.ocopplace

    @property
    def source(self) -> str:
        return self.envelope.source

    @property
    def correlation_id(self) -> str | None:
        return self.envelope.correlationid

    @property
    def gone(self) -> bool:
        """Whether this is a tombstone."""
        return self.record.value is None


def types_of(events: Sequence[type[EventData]]) -> dict[str, type[EventData]]:
    """The event classes by their type."""
    return {event.event_type: event for event in events}
