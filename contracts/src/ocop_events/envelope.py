"""
CloudEvents 1.0 over Kafka in binary mode: attributes are record headers, the value is the data.

Source: CloudEvents Kafka protocol binding 1.0, section 3.2. A null value stays a real tombstone on compacted topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ocop_events.exemplary import Exemplary

CONTENT_TYPE = "application/json"
SPEC_VERSION = "1.0"

SPEAKERS = {
    "registry": "/ocop/registry",
    "evaluation": "/ocop/evaluation",
    "notifications": "/ocop/notifications",
    "reporting": "/ocop/reporting",
    "reference": "/ocop/registry",
    "agencies": "/{agency}",
    "answers": "/ocop/registry",
}
"""Who alone may say the types `vn.ocop.<family>.…`: what their `ce_source` is, or begins with before another `/`."""

_IDENTIFIES = re.compile(r"(.*_)?(id|no|code|path|sha256|hash|digest)")
"""Names of fields that say which thing is meant, or which edition of it."""

catalogue: dict[str, type[EventData]] = {}
"""Every event type of the contract, filled as the classes are defined; `import ocop_events` loads them all."""


class EnvelopeInvalid(ValueError):
    """A record's headers are not a CloudEvents envelope of this contract."""


class UnknownType(ValueError):
    """The type, or this major version of it, is not in the catalogue."""


class DataInvalid(ValueError):
    """The data do not match the schema of their type."""


class EventData(Exemplary):
    """
    The data of one event type. Subclasses name their place on the wire once, as class keywords:

    `class DossierSubmittedV1(EventData, type="vn.ocop.…v1", topic="ocop.…", key="dossier_id")`

    Readers ignore fields they do not know, so that an optional field may be added within a major version.

    The keyword `key_facts` names fields (`star`, `dossier.kind`) that say what was decided, and all beneath them,
    which nobody who mends an event may change. What identifies (`id`, `…_id`, `path`, … at any depth) and the key are
    key facts of every event without being named.

    `planned=True` marks a type that no service publishes yet: its schema is agreed and frozen, docs/events.md says
    "planned", and whoever publishes the first one removes the keyword (tests/contracts/test_planned.py compares).

    `vi` says in one Vietnamese sentence what happened, `example` what its own fields may hold (see `exemplary`).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        ser_json_inf_nan="null",
        hide_input_in_errors=True,  # what an event carries may be personal: an error ends in a log
    )

    event_type: ClassVar[str] = ""
    event_vi: ClassVar[str] = ""
    event_topic: ClassVar[str] = ""
    event_key: ClassVar[str] = ""
    event_planned: ClassVar[bool] = False
    """No service publishes it yet; of a type others write (`agencies`) nothing is known, and it is not planned."""
    event_speaker: ClassVar[str] = ""
    """As in SPEAKERS; empty for a type that is of none of the contract's families."""
    key_facts: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        """Enters the class into the catalogue."""
        super().__pydantic_init_subclass__(**keywords)
        cls.key_facts = (*cls.key_facts, *keywords.get("key_facts", ()))
        if "type" not in keywords:
            return
        cls.event_planned, cls.event_vi = bool(keywords.get("planned", False)), keywords.get("vi", "")
        cls.event_type, cls.event_topic, cls.event_key = keywords["type"], keywords["topic"], keywords["key"]
        family = cls.event_type.removeprefix("vn.ocop.").partition(".")[0]
        cls.event_speaker = SPEAKERS.get(family, "")
        if unknown := [name for name in cls.key_facts if name.split(".")[0] not in cls.model_fields]:
            raise TypeError(f"{cls.__name__} has no field {', '.join(unknown)} to be a key fact")
        if cls.event_type in catalogue:
            raise TypeError(f"{cls.event_type} is defined twice")
        if cls.event_key not in cls.model_fields:
            raise TypeError(f"{cls.__name__} has no field {cls.event_key} to be its key")
        catalogue[cls.event_type] = cls

    @property
    def written_to(self) -> str:
        """The topic these data belong to: the type's own, its template filled from the field of that name."""
        return self.event_topic.format_map(dict(self))

    @classmethod
    def is_key_fact(cls, path: Sequence[str | int]) -> bool:
        """Whether what lies at a path of the data (`("product", "id")`) is not for anybody who mends an event to change."""
        names = [str(part) for part in path]
        if names == [cls.event_key] or any(_IDENTIFIES.fullmatch(name) for name in names[-1:]):
            return True
        dotted = ".".join(names)
        return any(dotted == named or dotted.startswith(f"{named}.") for named in cls.key_facts)

    @classmethod
    def is_written_to(cls, topic: str) -> bool:
        """Whether a topic is this type's own, or one of those that its template stands for."""
        before, template, after = cls.event_topic.partition("{agency}")
        if not template:
            return topic == cls.event_topic
        return topic.startswith(before) and topic.endswith(after) and len(topic) > len(before + after)

    @classmethod
    def speaker(cls, topic: str) -> str:
        """Who alone may say it on a topic: `/ocop/registry`, or `/food-safety` on that agency's own topic."""
        before, template, after = cls.event_topic.partition("{agency}")
        agency = topic.removeprefix(before).removesuffix(after) if template else ""
        return cls.event_speaker.replace("{agency}", agency)


class Envelope(BaseModel):
    """The attributes and extensions of one event. Times are UTC."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    source: str = Field(min_length=1)
    type: str = Field(min_length=1)
    time: datetime
    subject: str = Field(min_length=1)
    dataschema: str | None = None
    partitionkey: str = Field(min_length=1)
    correlationid: str | None = None
    causationid: str | None = None
    subjectversion: int = Field(default=1, ge=1)
    ocopplace: str | None = None
    traceparent: str | None = None

    @field_validator("time")
    @classmethod
    def _in_utc(cls, time: datetime) -> datetime:
        if time.tzinfo is None:
            raise ValueError("time must carry an offset (RFC 3339)")
        return time.astimezone(UTC)

    def headers(self) -> list[tuple[str, bytes]]:
        """The record headers, in a fixed order."""
        made = [("content-type", CONTENT_TYPE.encode()), ("ce_specversion", SPEC_VERSION.encode())]
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value is not None:
                made.append((f"ce_{name}", _text(value).encode()))
        return made

    @classmethod
    def from_headers(cls, headers: Iterable[tuple[str, bytes]]) -> Envelope:
        """Reads an envelope out of record headers; raises EnvelopeInvalid saying which header is wrong."""
        found = dict(headers)
        try:
            if (spec := found.get("ce_specversion", b"").decode()) != SPEC_VERSION:
                raise EnvelopeInvalid(f"ce_specversion is {spec or 'missing'}, must be {SPEC_VERSION}")
            media = found.get("content-type", b"").decode().split(";")[0].strip()
            if media and media != CONTENT_TYPE:
                raise EnvelopeInvalid(f"content-type is {media}, must be {CONTENT_TYPE}")
            fields = {_ATTRIBUTES[name]: value.decode() for name, value in found.items() if name in _ATTRIBUTES}
        except UnicodeDecodeError as wrong:
            raise EnvelopeInvalid("a header is not UTF-8") from wrong
        # The two extensions that only repeat the subject may be left out by others.
        fields.setdefault("partitionkey", fields.get("subject", ""))
        try:
            return cls.model_validate(fields)
        except ValidationError as wrong:
            raise EnvelopeInvalid("; ".join(f"ce_{e['loc'][0]}: {e['msg']}" for e in wrong.errors())) from wrong


_ATTRIBUTES = {f"ce_{name}": name for name in Envelope.model_fields}


def schema_uri(type_: str) -> str:
    """What `ce_dataschema` says: the name of the type's published schema, its `$id`."""
    return f"urn:ocop:schema:{type_}"


def encode(data: EventData) -> bytes:
    """The value of a record: UTF-8 JSON."""
    return data.model_dump_json().encode()


def decode(type_: str, value: bytes) -> EventData:
    """Reads a value as its type; raises UnknownType or DataInvalid, which names the fields at fault."""
    event = catalogue.get(type_)
    if event is None:
        raise UnknownType(type_)
    try:
        return event.model_validate_json(value)
    except ValidationError as wrong:
        faults = (f"/{'/'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in wrong.errors())
        raise DataInvalid("; ".join(faults)) from wrong


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)
