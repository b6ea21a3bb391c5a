"""
The origin of an event: the contract binds every type to one publisher, and a publisher that names offices to these.

The broker's rights bind a principal to its topics (`deploy/topics.yaml`); here a record is bound to its topic's speaker,
before any handler gets it. What somebody else published is parked, never applied.
"""

from __future__ import annotations

from ocop_events.envelope import Envelope, EventData, catalogue

from kit.identity import is_within
from kit.refusal import Kind, Refusal
from kit.settings import offices_of


class ForeignTopic(Refusal):
    """A type lies on a topic that is not its own."""

    slug = "event.foreign-topic"
    kind = Kind.FORBIDDEN
    vi = "Loại sự kiện {type} không thuộc chủ đề {topic}, chỉ được ghi ở {own}. Không áp dụng; báo cho bên gửi, rồi bỏ sự kiện này."
    en = "Events of the type {type} do not belong on {topic}, only on {own}. Not applied: tell its publisher, then discard it."


class ForeignSource(Refusal):
    """Somebody says what only another may say."""

    slug = "event.foreign-source"
    kind = Kind.FORBIDDEN
    vi = "ce_source là «{source}», nhưng chỉ «{speaker}» được phát loại sự kiện này. Không áp dụng; tìm ai đã ghi vào chủ đề, rồi bỏ sự kiện này."
    en = "ce_source is “{source}”, but only “{speaker}” may say this type. Not applied: find out who wrote to the topic, then discard it."


class OutsideItsOffices(Refusal):
    """A deployment speaks for an office, or of a place, that is none of those its source names."""

    slug = "event.outside-its-offices"
    kind = Kind.FORBIDDEN
    vi = "«{source}» nói thay cho {field} «{named}», nằm ngoài các cơ quan mà nguồn này phục vụ ({offices}). Không áp dụng; tìm ai đã ghi, rồi bỏ sự kiện này."
    en = "“{source}” speaks for the {field} “{named}”, which lies outside the offices it serves ({offices}). Not applied: find out who wrote it, then discard it."


def check_origin(topic: str, envelope: Envelope, data: EventData | None) -> None:
    """
    Raises ForeignTopic, ForeignSource or OutsideItsOffices for what its speaker may not have said.

    The offices are looked at where the data name the office that acts: facts of the registry may speak of a unit of an
    earlier period, which lies in none of today's offices. A type outside the contracts has no publisher and is not looked at.
    """
    kind = catalogue[envelope.type]
    if not kind.event_speaker:
        return
    # A template's own fields say which of its topics this is: `ocop.agencies.{agency}`.
    own = kind.event_topic if data is None else data.written_to
    if not kind.is_written_to(topic) or (data is not None and own != topic):
        raise ForeignTopic(type=envelope.type, topic=topic, own=own)
    speaker = kind.speaker(topic)
    if envelope.source != speaker and not envelope.source.startswith(f"{speaker}/"):
        raise ForeignSource(source=envelope.source, speaker=speaker)
    offices = offices_of(envelope.source.removeprefix(speaker).removeprefix("/"))
    acting = getattr(data, "office", None)
    if not offices or acting is None:
        return
    for field, named in (("office", acting), ("ocopplace", envelope.ocopplace)):
        if named is not None and not any(is_within(named, office) for office in offices):
            raise OutsideItsOffices(source=envelope.source, field=field, named=named, offices=", ".join(offices))
