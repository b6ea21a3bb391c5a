"""An event as it lies on its topic, for every test that hands one to a consumer."""

from __future__ import annotations

from datetime import datetime

from ocop_events.envelope import Envelope, EventData, encode
from uuid_utils import uuid7

from kit.messaging.received import Record


def record_of(event: EventData, at: datetime, version: int = 1, *, id: str | None = None, source: str = "") -> Record:
    """The record of an event that its owner (or `source`) published at an instant, as that version of its subject."""
    key = str(getattr(event, event.event_key))
    return _record(type(event), key, at, version, encode(event), id, source)


def record_of_gone(kind: type[EventData], subject: str, at: datetime, version: int) -> Record:
    """The tombstone of a subject."""
    return _record(kind, subject, at, version, None)


def _record(
    kind: type[EventData],
    key: str,
    at: datetime,
    version: int,
    value: bytes | None,
    id: str | None = None,
    source: str = "",
) -> Record:
    envelope = Envelope(
        id=id or str(uuid7()),
        source=source or kind.speaker(kind.event_topic),
        type=kind.event_type,
        time=at,
        subject=key,
        partitionkey=key,
        subjectversion=version,
    )
    headers = tuple(envelope.headers())
    return Record(topic=kind.event_topic, partition=0, offset=0, key=key.encode(), headers=headers, value=value)
