"""An event's data out of a record's value, with its text within the bounds of `kit.normalization`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ocop_events.envelope import DataInvalid, EventData
from ocop_events.envelope import decode as decode_event

from kit.normalization import MarksPiled, check_marks


def decode(type_: str, value: bytes) -> EventData:
    """
    Read a value as its type.

    Raises UnknownType; DataInvalid, which names the fields at fault, also for text that nothing could normalize in
    time: it is parked like whatever else cannot be read.
    """
    data = decode_event(type_, value)
    try:
        check_marks(value.decode())
        if b"\\u" in value:  # marks may be written as escapes
            for text in _texts(json.loads(value)):
                check_marks(text)
    except MarksPiled as piled:
        raise DataInvalid(piled.say("en")) from piled
    return data


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
