"""
The outbox: events as rows, written in the transaction that made them true, pending until published, kept for good.

A row's `_id` is its order and the event's id, so that events lie in the order in which they were announced, and reading
them so (`republish`) takes no index of its own: each costs every command and every mark. The embedded server, which knows
no range of `_id`, walks the collection for each batch of a republishing instead (0.4 s at 20,000 rows).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from ocop_events.envelope import Envelope, EventData, encode, schema_uri
from opentelemetry.trace import SpanKind

from kit.refusal import Kind, Refusal
from kit.storage.collection import Access
from kit.storage.mongo import Database, Index, ReturnDocument
from kit.telemetry.tracing import current_traceparent, span

OUTBOX, SUBJECTS = "outbox", "subjects"
"""The collections: announcements, and the version that each subject has reached."""
INDEXES = (
    # The relay: what is pending, in an order that rises within a subject. A single field: the embedded server would sort
    # by two after reading all that is pending.
    Index("order", where={"state": "pending"}),
    # Two facts can never share a version.
    Index("topic", "key", "version", unique=True),
)


LARGEST_BYTES = 1_000_000
"""Of one fact's data: what the broker takes by default, less room for the envelope."""


class FactTooLarge(Refusal):
    """A fact no broker would take: refused with its command, for afterwards it could only be stuck."""

    slug = "fact.too-large"
    kind = Kind.TOO_LARGE
    vi = "Nội dung quá lớn để gửi cho các hệ thống khác ({size} byte, tối đa {largest}). Rút gọn phần mô tả hoặc chia nhỏ."
    en = "This is too large to be published to other systems ({size} bytes, at most {largest}). Shorten the texts or split it."


@dataclass(frozen=True)
class Announcement:
    """An event to be published, with what the envelope needs beside it."""

    id: str
    data: EventData | None
    event_type: str
    topic: str
    key: str
    place: str | None


class StateAloneError(RuntimeError):
    """A snapshot was announced without the fact that changed it: its version would not move."""


class Announcing(Access, Protocol):
    """What the outbox needs to know of the unit that announces."""

    @property
    def announcements(self) -> list[Announcement]: ...

    @property
    def now(self) -> datetime: ...

    @property
    def source(self) -> str: ...

    @property
    def correlation_id(self) -> str: ...

    @property
    def causation_id(self) -> str | None: ...


async def write(unit: Announcing) -> int:
    """Writes the rows of what a unit announces into its transaction; answers how many events were announced."""
    if not unit.announcements:
        return 0
    versions = await _next_versions(unit)
    await unit.database[OUTBOX].insert_many(rows(unit, versions), session=unit.session)
    return len(unit.announcements)


async def forget(unit: Access, topic: str, key: str) -> None:
    """
    Removes what was published of a subject, where whom it names is to be forgotten: it can be published anew no more. Its
    versions are not given again; what is still pending stays until it is published.
    """
    await unit.database[OUTBOX].delete_many({"topic": topic, "key": key, "state": "sent"}, session=unit.session)


def rows(unit: Announcing, versions: dict[tuple[str, str], tuple[int, int]]) -> list[dict[str, Any]]:
    """
    The outbox rows of a unit; `versions` has (first version, its order) by (topic, key).

    A snapshot carries the version and the order of its subject's latest fact.
    """
    taken: dict[tuple[str, str], int] = {}
    made: list[dict[str, Any]] = []
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    told_at = datetime.now(UTC)
    for announcement in sorted(unit.announcements, key=lambda a: a.topic.endswith(".state")):
        subject = (announcement.topic.removesuffix(".state"), announcement.key)
        first, first_order = versions[subject]
        if announcement.topic.endswith(".state"):
            version = first + taken[subject] - 1
        else:
            version = first + taken.get(subject, 0)
            taken[subject] = taken.get(subject, 0) + 1
        with span(
            f"create {announcement.topic}",
            SpanKind.PRODUCER,
            messaging__system="kafka",
            messaging__operation__type="create",
            messaging__operation__name="create",
            messaging__destination__name=announcement.topic,
            messaging__message__id=announcement.id,
        ):
            traceparent = current_traceparent()
        envelope = Envelope(
            id=announcement.id,
            source=unit.source,
            type=announcement.event_type,
            time=unit.now,
            subject=announcement.key,
            dataschema=schema_uri(announcement.event_type),
            partitionkey=announcement.key,
            correlationid=unit.correlation_id,
            causationid=unit.causation_id,
            subjectversion=version,
            ocopplace=announcement.place,
            traceparent=traceparent,
        )
        order = first_order + version - first
        row = {
            "_id": f"{order:020}-{announcement.id}",
            "event_id": announcement.id,
            "state": "pending",
            "topic": announcement.topic,
            "key": announcement.key,
            "type": announcement.event_type,
            "version": version,
            "order": order,
            "told_at": told_at,
            "headers": [[name, value] for name, value in envelope.headers()],
            "value": _value(announcement.data),
        }
        if announcement.topic.endswith(".state"):
            latest[announcement.topic, announcement.key] = row  # only the last snapshot of a unit is worth publishing
        else:
            made.append(row)
    return made + list(latest.values())


def _value(data: EventData | None) -> bytes | None:
    value = None if data is None else encode(data)
    if value is not None and len(value) > LARGEST_BYTES:
        raise FactTooLarge(size=len(value), largest=LARGEST_BYTES)
    return value


async def _next_versions(unit: Announcing) -> dict[tuple[str, str], tuple[int, int]]:
    """
    (subject topic, key) -> (first version of this unit, its order).

    The counter row makes two transactions on one subject conflict, so versions have no gaps. `order` is the time in
    microseconds, and more than the subject's last whatever the clocks of the replicas say: the relay sorts by it.
    """
    counted: dict[tuple[str, str], int] = {}
    for announcement in unit.announcements:
        subject = (announcement.topic.removesuffix(".state"), announcement.key)
        counted[subject] = counted.get(subject, 0) + (0 if announcement.topic.endswith(".state") else 1)
    answer: dict[tuple[str, str], tuple[int, int]] = {}
    for (topic, key), count in sorted(counted.items()):
        if count == 0:
            raise StateAloneError(f"{topic}.state announced for {key} without a fact on {topic}")
        now = time.time_ns() // 1_000
        row = await unit.database[SUBJECTS].find_one_and_update(
            {"_id": f"{topic}|{key}"},
            [{"$set": {"version": _more("version", count), "order": {"$max": [now, _more("order", count)]}}}],
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=unit.session,
        )
        answer[topic, key] = (row["version"] - count + 1, row["order"] - count + 1)
    return answer


def _more(field: str, count: int) -> dict[str, Any]:
    return {"$add": [{"$ifNull": [f"${field}", 0]}, count]}


async def backlog(database: Database) -> tuple[int, float]:
    """How many rows are pending, and for how many seconds the oldest of them has been."""
    # Named, for a planner left alone may walk all that was ever announced: the outbox is kept.
    by = INDEXES[0].model().document["name"]
    pending = await database[OUTBOX].count_documents({"state": "pending"}, hint=by)
    if not pending:
        return 0, 0.0
    oldest = await database[OUTBOX].find_one({"state": "pending"}, {"told_at": 1}, sort=[("order", 1)], hint=by)
    return pending, (datetime.now(UTC) - oldest["told_at"]).total_seconds() if oldest else 0.0
