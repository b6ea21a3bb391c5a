"""
What a repair of a dead letter may change, and what it did change.

It mends what could not be read, and what is said by the way: a name, a note. Which event it is, whom it speaks of and
what was decided stay as they were sent: headers that could be read, and the key facts that the contract declares on the
event's class. What could not be read may be supplied, and then agrees with the record's key and topic.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ocop_events.envelope import Envelope, EventData, catalogue
from pydantic import ValidationError

from kit.messaging.parked.dead_letter import Parked, Repair
from kit.messaging.parked.refusals import KeyFactChanged, NotJson, NotOfItsKey, RepairTooLong
from kit.messaging.received import Record

FIXED = ("id", "source", "type", "time", "subject", "partitionkey", "subjectversion", "ocopplace")
"""Attributes of the envelope that stay, once they can be read."""
Path = tuple[str | int, ...]
MOST_HEADERS, MOST_VALUE = 100_000, 1_000_000
"""Bytes of a repair, as many as the broker takes of one record."""
MOST_SHOWN = 80
"""Characters of a value that a refusal repeats."""


@dataclass(frozen=True)
class Difference:
    """One field that a repair changed: `ce_time`, `/producer/name`. None where there was, or is, nothing."""

    at: str
    was: str | None
    now: str | None


def repaired(row: Parked, headers: dict[str, str], value: bytes | None) -> Repair:
    """The corrected form to keep beside the original; raises RepairTooLong, and as `check_repair`."""
    _check_length(headers, value)
    corrected = Repair(headers=tuple((name, text.encode()) for name, text in headers.items()), value=value)
    check_repair(row.record, dataclasses.replace(row.record, headers=corrected.headers, value=value))
    return corrected


def _check_length(headers: dict[str, str], value: bytes | None) -> None:
    size = sum(len(name) + len(text.encode()) for name, text in headers.items())
    for pointer, found, most in (("/headers", size, MOST_HEADERS), ("/value", len(value or b""), MOST_VALUE)):
        if found > most:
            raise RepairTooLong(pointer=pointer, size=f"{found:,}", most=f"{most:,}")


def check_repair(original: Record, corrected: Record) -> None:
    """Raises KeyFactChanged, NotOfItsKey or NotJson, pointing at the form's field."""
    _check_headers(original, corrected)
    if (original.value is None) != (corrected.value is None):
        gone = ("không có nội dung", "no data")
        data = ("có nội dung", "data")
        was, now = (gone, data) if original.value is None else (data, gone)
        raise KeyFactChanged(pointer="/value", field=("nội dung", "the data"), was=was, now=now)
    if corrected.value is not None:
        _check_data(original, corrected, catalogue.get(_effective(corrected).get("type", ""), EventData))


def differences(original: Record, corrected: Record) -> list[Difference]:
    """What a repair changed, field by field: headers first, then the data."""
    was, now = (_shown(record) for record in (original, corrected))
    return [
        Difference(at, was.get(at), now.get(at)) for at in dict.fromkeys([*was, *now]) if was.get(at) != now.get(at)
    ]


def _check_headers(original: Record, corrected: Record) -> None:
    was, now = _effective(original), _effective(corrected)
    unreadable = _unreadable(was)
    for name in FIXED:
        if name not in unreadable:
            if was.get(name) != now.get(name):
                raise KeyFactChanged(
                    pointer="/headers", field=f"ce_{name}", was=was.get(name, "–"), now=now.get(name, "–")
                )
        elif name in ("subject", "partitionkey") and now.get(name) != (
            key := (original.key or b"").decode(errors="replace")
        ):
            raise NotOfItsKey(pointer="/headers", field=f"ce_{name}", wanted=key, now=now.get(name, "–"))
        elif name == "type" and (kind := catalogue.get(now.get(name, ""))) and not kind.is_written_to(original.topic):
            raise NotOfItsKey(pointer="/headers", field="ce_type", wanted=f"… ({original.topic})", now=kind.event_type)


def _effective(record: Record) -> dict[str, str]:
    """The envelope's attributes as a reader takes them, without those that are not UTF-8."""
    found: dict[str, str] = {}
    for header, text in record.headers:  # of two of a name a reader takes the last
        name = header.removeprefix("ce_")
        if header != name and name in Envelope.model_fields:
            try:
                found[name] = text.decode()
            except UnicodeDecodeError:
                found.pop(name, None)
    found.setdefault("subjectversion", "1")
    if "subject" in found:
        found.setdefault("partitionkey", found["subject"])
    return found


def _unreadable(attributes: dict[str, str]) -> set[str]:
    """Which of them no reader could have understood; a type that nobody knows is one."""
    unknown = set() if attributes.get("type") in catalogue else {"type"}
    if not ({"id", "source"} & set(attributes)):
        # No envelope at all: what may be left out of one was not left out on purpose either.
        unknown |= {name for name in FIXED if name not in attributes or name == "subjectversion"}
    try:
        Envelope.model_validate(attributes)
    except ValidationError as wrong:
        return unknown | {str(error["loc"][0]) for error in wrong.errors(include_input=False, include_url=False)}
    return unknown


def _check_data(original: Record, corrected: Record, kind: type[EventData]) -> None:
    now = _object(corrected.value or b"")
    try:
        was: Any = _object(original.value or b"")
        wrong = _faults(kind, original.value or b"")
    except NotJson:
        was, wrong = {}, [()]
    said, says = dict(_leaves(was)), dict(_leaves(now))
    for path in dict.fromkeys([*said, *says]):
        readable = not any(path[: len(fault)] == fault for fault in wrong)
        before, after = said.get(path), says.get(path)
        same = before == after and type(before) is type(after)
        if readable and not same and kind.is_key_fact(path):
            raise KeyFactChanged(pointer="/value", field=_at(path), was=_text(before), now=_text(after))
    key = (original.key or b"").decode(errors="replace")
    name = kind.event_key
    if name and any((name,)[: len(fault)] == fault for fault in wrong) and str(now.get(name)) != key:
        raise NotOfItsKey(pointer="/value", field=f"/{name}", wanted=key, now=_text(now.get(name)))


def _object(value: bytes) -> dict[str, Any]:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError) as wrong:
        raise NotJson(pointer="/value", detail=str(wrong)) from wrong
    if not isinstance(found, dict):
        raise NotJson(pointer="/value", detail=type(found).__name__)
    return found


def _faults(kind: type[EventData], value: bytes) -> list[Path]:
    """Where the data do not match their type."""
    if kind is EventData:
        return []
    try:
        kind.model_validate_json(value)
    except ValidationError as wrong:
        return [error["loc"] for error in wrong.errors(include_input=False, include_url=False)]
    return []


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value that holds no other, by its path; what is null is as absent."""
    if isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(part, (*path, name))
    elif value is not None:
        yield path, value


def _shown(record: Record) -> dict[str, str]:
    fields = {name: text.decode(errors="replace") for name, text in record.headers}
    if record.value is None:
        return fields
    try:
        data = _object(record.value)
    except NotJson:
        return fields | {"/": record.value.decode(errors="replace")}
    return fields | {_at(path): _text(leaf, None) for path, leaf in _leaves(data)}


def _at(path: Path) -> str:
    return "/" + "/".join(str(part) for part in path)


def _text(value: Any, most: int | None = MOST_SHOWN) -> str:
    text = "–" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:most]
