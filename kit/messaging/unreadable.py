"""Unreadable records: sifted out of a batch, so that a flood of them is parked many at a time."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.envelope import DataInvalid, Envelope, EnvelopeInvalid, EventData, catalogue

from kit.messaging.origin import ForeignTopic, check_origin
from kit.messaging.parked import reasons
from kit.messaging.parked.dead_letter import ENVELOPE, ToPark
from kit.messaging.reading import decode
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Handler
from kit.refusal import Refusal


def without_handler(records: Sequence[Record]) -> tuple[list[ToPark], list[Record]]:
    """The records no handler can be found for, of a type unknown or of another topic, and the others in their order."""
    apart: list[ToPark] = []
    left: list[Record] = []
    for record in records:
        try:
            type_ = Envelope.from_headers(record.headers).type
        except EnvelopeInvalid as unreadable:
            apart.append(ToPark(ENVELOPE, record, reasons.envelope_invalid(unreadable)))
            continue
        kind = catalogue.get(type_)
        if kind is None:
            apart.append(ToPark(ENVELOPE, record, reasons.unknown_type(type_)))
        elif kind.event_speaker and not kind.is_written_to(record.topic):
            # Whoever handles this type looks for it elsewhere: left here, it would be passed over without a word.
            foreign = ForeignTopic(type=type_, topic=record.topic, own=kind.event_topic)
            apart.append(ToPark(ENVELOPE, record, reasons.refused(foreign)))
        else:
            left.append(record)
    return apart, left


def without_data(handlers: Sequence[Handler], records: Sequence[Record]) -> tuple[list[ToPark], list[Record]]:
    """
    What none of the handlers can read or may take from its sender, for each that handles its type, and the others in their order.

    Behind a readable event of its subject an unreadable one is left where it is: parked first, it would hold up what
    came before it.
    """
    apart: list[ToPark] = []
    left: list[Record] = []
    begun: set[str] = set()
    for record in records:
        envelope = Envelope.from_headers(record.headers)
        interested = [handler.id for handler in handlers if envelope.type in handler.types]
        if interested and record.value is not None and record.subject not in begun:
            try:
                check_origin(record.topic, envelope, decode(envelope.type, record.value))
            except DataInvalid as invalid:
                apart += [ToPark(id, record, reasons.data_invalid(invalid)) for id in interested]
                continue
            except Refusal as foreign:
                apart += [ToPark(id, record, reasons.refused(foreign)) for id in interested]
                continue
        if interested:
            begun.add(record.subject)
        left.append(record)
    return apart, left


def readable(records: Sequence[Record]) -> tuple[list[Received[EventData]], set[str]]:
    """The events that can be handled, and the subjects of those that cannot: unreadable, or not for their sender to publish."""
    events: list[Received[EventData]] = []
    troubled: set[str] = set()
    for record in records:
        try:
            events.append(read(record, Envelope.from_headers(record.headers)))
        except (DataInvalid, Refusal):
            troubled.add(record.subject)
    return events, troubled


def read(record: Record, envelope: Envelope) -> Received[EventData]:
    """The event in a record; raises DataInvalid, and a Refusal when it is not for its sender to say."""
    data = None if record.value is None else decode(envelope.type, record.value)
    check_origin(record.topic, envelope, data)
    return Received(envelope, data, record)  # type: ignore[arg-type]
