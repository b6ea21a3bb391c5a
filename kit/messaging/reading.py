"""An event's data out of a record's value: its text within bounds, and another agency's in the one form of `kit.text`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ocop_events.envelope import DataInvalid, EventData, catalogue
from ocop_events.envelope import decode as decode_event

from kit.normalization import MarksPiled, check_marks
from kit.text import formed


def decode(type_: str, value: bytes) -> EventData:
    """
    Read a value as its type.

    Raises UnknownType; DataInvalid, which names the fields at fault, also for text that nothing could normalize in
    time: it is parked like whatever else cannot be read.

    What another agency wrote is read in the one form, as what comes in at an HTTP endpoint is. Our own services had it in
    that form when it came in, and sheets sealed since are verified by their digests: theirs is left as it is.
    """
    if (event := catalogue.get(type_)) is not None and _is_foreign(event):
        value = _in_one_form(value)
    data = decode_event(type_, value)
    try:
        check_marks(value.decode())
        if b"\\u" in value:  # marks may be written as escapes
            for text in _texts(json.loads(value)):
                check_marks(text)
    except MarksPiled as piled:
        raise DataInvalid(piled.say("en")) from piled
    return data


def _is_foreign(event: type[EventData]) -> bool:
    return "{agency}" in event.event_speaker or not event.event_speaker


def _in_one_form(value: bytes) -> bytes:
    try:
        return json.dumps(formed(json.loads(value)), ensure_ascii=False).encode()
    except MarksPiled as piled:
        raise DataInvalid(f"{piled.pointer}: {piled.say('en')}") from piled
    except (ValueError, RecursionError):  # no JSON: its type refuses it in words
        return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _texts(item)
