"""A publisher gone wrong sends in floods what nobody can read: it is told apart at once and parked many at a time."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.envelope import DataInvalid, Envelope, EnvelopeInvalid, catalogue

from kit.messaging import reasons
from kit.messaging.parked import ENVELOPE, ToPark
from kit.messaging.reading import decode
from kit.messaging.received import Record
from kit.messaging.subscriptions import Handler


def without_handler(records: Sequence[Record]) -> tuple[list[ToPark], list[Record]]:
    """The records no handler can be found for, and the others in their order."""
    apart: list[ToPark] = []
    left: list[Record] = []
    for record in records:
        try:
            type_ = Envelope.from_headers(record.headers).type
        except EnvelopeInvalid as unreadable:
            apart.append(ToPark(ENVELOPE, record, reasons.envelope_invalid(unreadable)))
            continue
        if type_ in catalogue:
            left.append(record)
        else:
            apart.append(ToPark(ENVELOPE, record, reasons.unknown_type(type_)))
    return apart, left


def without_data(handlers: Sequence[Handler], records: Sequence[Record]) -> tuple[list[ToPark], list[Record]]:
    """
    What none of the handlers can read, for each that hears it, and the others in their order.

    Behind a readable event of its subject an unreadable one is left where it is: parked first, it would hold up what
    came before it.
    """
    apart: list[ToPark] = []
    left: list[Record] = []
    begun: set[str] = set()
    for record in records:
        type_ = Envelope.from_headers(record.headers).type
        hearing = [handler.id for handler in handlers if type_ in handler.types]
        if hearing and record.value is not None and record.subject not in begun:
            try:
                decode(type_, record.value)
            except DataInvalid as invalid:
                apart += [ToPark(id, record, reasons.data_invalid(invalid)) for id in hearing]
                continue
        if hearing:
            begun.add(record.subject)
        left.append(record)
    return apart, left
