"""
Facts told: rows written in the transaction that made them true, pending until published, kept for good.

A row's `_id` is its order and the event's id, so that what was told lies in the order in which it was told, and to read
it so (`republish`) takes no index of its own: each costs every command and every mark. The embedded server, which knows
no range of `_id`, walks the collection for each batch of a republishing instead (0.4 s at 20,000 rows).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ocop_events.envelope import Envelope, EventData, encode, schema_uri
from opentelemetry.trace import SpanKind

from kit.refusal import Kind, Refusal
from kit.storage.mongo import Index
from kit.telemetry.tracing import current_traceparent, span

if TYPE_CHECKING:
    from kit.storage.unit import Unit

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
    en = "This is too large to be told to other systems ({size} bytes, at most {largest}). Shorten the texts or split it."


def rows(unit: Unit, versions: dict[tuple[str, str], tuple[int, int]]) -> list[dict[str, Any]]:
    """
    The outbox rows of a unit; `versions` has (first version, its order) by (topic, key).

    A snapshot carries the version and the order of its subject's latest fact.
    """
    taken: dict[tuple[str, str], int] = {}
    made: list[dict[str, Any]] = []
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    told_at = datetime.now(UTC)
    for told in sorted(unit.announcements, key=lambda a: a.topic.endswith(".state")):
        subject = (told.topic.removesuffix(".state"), told.key)
        first, first_order = versions[subject]
        if told.topic.endswith(".state"):
            version = first + taken[subject] - 1
        else:
            version = first + taken.get(subject, 0)
            taken[subject] = taken.get(subject, 0) + 1
        with span(
            f"create {told.topic}",
            SpanKind.PRODUCER,
            messaging__system="kafka",
            messaging__operation__type="create",
            messaging__operation__name="create",
            messaging__destination__name=told.topic,
            messaging__message__id=told.id,
        ):
            traceparent = current_traceparent()
        envelope = Envelope(
            id=told.id,
            source=unit.source,
            type=told.event_type,
            time=unit.now,
            subject=told.key,
            dataschema=schema_uri(told.event_type),
            partitionkey=told.key,
            correlationid=unit.correlation_id,
            causationid=unit.causation_id,
            subjectversion=version,
            ocopplace=told.place,
            traceparent=traceparent,
        )
        order = first_order + version - first
        row = {
            "_id": f"{order:020}-{told.id}",
            "event_id": told.id,
            "state": "pending",
            "topic": told.topic,
            "key": told.key,
            "type": told.event_type,
            "version": version,
            "order": order,
            "told_at": told_at,
            "headers": [[name, value] for name, value in envelope.headers()],
            "value": _value(told.data),
        }
        if told.topic.endswith(".state"):
            latest[told.topic, told.key] = row  # only the last snapshot of a unit is worth telling
        else:
            made.append(row)
    return made + list(latest.values())


def _value(data: EventData | None) -> bytes | None:
    value = None if data is None else encode(data)
    if value is not None and len(value) > LARGEST_BYTES:
        raise FactTooLarge(size=len(value), largest=LARGEST_BYTES)
    return value
