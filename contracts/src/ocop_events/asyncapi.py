"""The contract as one AsyncAPI 3 document, and each service's own part of it: channels, headers, keys, payloads, examples."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pydantic.json_schema import models_json_schema

from ocop_events import catalogue
from ocop_events.envelope import CONTENT_TYPE, SPEC_VERSION, EventData, schema_uri
from ocop_events.examples import example, in_vietnamese
from ocop_events.schemas import untitled

Node = dict[str, Any]

_BINDING = "0.5.0"
_SAYS_TOO = {"registry": ("ocop.reference.", "ocop.answers.")}
"""What a service says beside its own topics."""


def document() -> Node:
    """The whole contract."""
    return _document("OCOP", "Mọi sự kiện của nền tảng OCOP. Every event of the OCOP platform.", contract(), {})


def part(service: str, consumes: Mapping[str, Collection[str]] | None = None) -> Node:
    """
    What one service publishes and consumes: the types by topic. Served by it at `/asyncapi.json`.

    What is outside the contract (a test's own service, topic or type) has no channel.
    """
    own = (f"ocop.{service}.", *_SAYS_TOO.get(service, ()))
    said = [event for event in contract() if event.event_topic.startswith(own)]
    consumed: dict[str, list[type[EventData]]] = {}
    for topic, types in (consumes or {}).items():
        spoken = [event for event in contract() if event.event_type in types and event.is_written_to(topic)]
        if spoken:
            consumed[topic] = spoken
    words = f"Các sự kiện {service} phát ra và tiếp nhận. The events {service} publishes and consumes."
    return _document(f"OCOP {service}", words, said, consumed)


def senders(topic: str) -> str:
    """Who writes a topic: one of the services, or `agency`."""
    for service, topics in _SAYS_TOO.items():
        if topic.startswith(topics):
            return service
    second = topic.split(".")[1]
    return "agency" if second == "agencies" else second


def contract() -> list[type[EventData]]:
    """The types of this package; what a test or another program defined beside it is no part of the contract."""
    return [event for event in catalogue.values() if event.__module__.startswith("ocop_events.")]


def _document(
    title: str, description: str, said: list[type[EventData]], consumed: dict[str, list[type[EventData]]]
) -> Node:
    published: dict[str, list[type[EventData]]] = {}
    for event in said:
        published.setdefault(event.event_topic, []).append(event)
    channels = {
        topic: _first_of_each([*published.get(topic, []), *consumed.get(topic, [])])
        for topic in [*published, *consumed]
    }
    events = _first_of_each([event for some in channels.values() for event in some])
    messages = {event.event_type: _message(event) for event in events}
    operations = {
        f"write-{_channel(topic)}": _operation("send", topic, channels, some) for topic, some in published.items()
    }
    operations |= {f"read-{_channel(t)}": _operation("receive", t, channels, some) for t, some in consumed.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": title,
            "version": _version(),
            "description": description,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {_channel(topic): _channel_of(topic, some) for topic, some in channels.items()},
        "operations": operations,
        "components": {
            "messages": messages,
            "schemas": {"Envelope": _headers(), **_schemas(events)},
        },
    }


def _channel(topic: str) -> str:
    return topic.replace("{", "").replace("}", "")


def _channel_of(topic: str, events: list[type[EventData]]) -> Node:
    channel: Node = {
        "address": topic,
        "messages": {e.event_type: {"$ref": f"#/components/messages/{e.event_type}"} for e in events},
        "bindings": {"kafka": {"bindingVersion": _BINDING}},
    }
    if "{" in topic:
        name = topic[topic.index("{") + 1 : topic.index("}")]
        channel["parameters"] = {name: {"description": "The name of its principal, for example food-safety."}}
    else:
        channel["bindings"]["kafka"]["topic"] = topic
    if topic.endswith(".state"):
        channel["description"] = (
            "Compacted: the latest record per key is kept; a record without a value is a tombstone."
        )
        channel["bindings"]["kafka"]["topicConfiguration"] = {"cleanup.policy": ["compact"]}
    return channel


def _operation(
    action: str, topic: str, channels: dict[str, list[type[EventData]]], events: list[type[EventData]]
) -> Node:
    channel = f"#/channels/{_channel(topic)}"
    made: Node = {
        "action": action,
        "title": f"{senders(topic)} writes {topic}" if action == "send" else f"consumes {topic}",
        "channel": {"$ref": channel},
    }
    if len(events) < len(channels[topic]):  # all of a channel's messages need no list
        made["messages"] = [{"$ref": f"{channel}/messages/{event.event_type}"} for event in events]
    return made


def _first_of_each(events: list[type[EventData]]) -> list[type[EventData]]:
    return list(dict.fromkeys(events))


def _message(event: type[EventData]) -> Node:
    data = example(event.event_type)
    said = (event.__doc__ or "").strip().splitlines()[0]
    planned = {"x-planned": True} if event.event_planned else {}
    return {
        "name": event.event_type,
        **planned,
        "title": event.__name__,
        "summary": said,
        "description": f"{in_vietnamese(event.event_type)} {said}",
        "contentType": CONTENT_TYPE,
        "headers": {"$ref": "#/components/schemas/Envelope"},
        "payload": {"$ref": f"#/components/schemas/{event.__name__}"},
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": f"The value of `{event.event_key}`."},
                "bindingVersion": _BINDING,
            }
        },
        "examples": [{"name": event.__name__, "headers": example_headers(event), "payload": data}],
    }


def example_headers(event: type[EventData]) -> Node:
    """The record headers of the example, as text."""
    subject = str(example(event.event_type)[event.event_key])
    return {
        "content-type": CONTENT_TYPE,
        "ce_specversion": SPEC_VERSION,
        "ce_id": "0198a1b0-1111-7000-8000-000000000001",
        "ce_source": event.speaker(event.event_topic.format(agency=example(event.event_type).get("agency"))),
        "ce_type": event.event_type,
        "ce_time": "2026-09-10T08:30:00Z",
        "ce_subject": subject,
        "ce_dataschema": schema_uri(event.event_type),
        "ce_partitionkey": subject,
        "ce_correlationid": "0198a1b0-2222-7000-8000-000000000001",
        "ce_subjectversion": "1",
        "ce_ocopplace": "33/11977",
    }


def _schemas(events: list[type[EventData]]) -> Node:
    _, definitions = models_json_schema(
        [(event, "validation") for event in events], ref_template="#/components/schemas/{model}"
    )
    found: Node = untitled(definitions.get("$defs", {}))
    return found


def _headers() -> Node:
    def text(description: str, **more: Any) -> Node:
        return {"type": "string", "description": description, **more}

    return {
        "type": "object",
        "description": "CloudEvents 1.0, Kafka binding, binary mode: attributes are record headers, the value is the data.",
        "required": ["ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject"],
        "properties": {
            "content-type": text("Always JSON in UTF-8.", const=CONTENT_TYPE),
            "ce_specversion": text("The edition of CloudEvents.", const=SPEC_VERSION),
            "ce_id": text("A UUIDv7; the same on every redelivery. With `ce_source` it tells events apart."),
            "ce_source": text(
                "Who says it, and only who owns the topic may: `/ocop/<service>[/<offices>]`, or an agency's own `/<account>`."
            ),
            "ce_type": text("`vn.ocop.<service>.<subject>.<participle>.v<major>`."),
            "ce_time": text("When it became true; RFC 3339 with an offset, UTC where we write.", format="date-time"),
            "ce_subject": text("The subject's id: the key of the record."),
            "ce_dataschema": text("The `$id` of the published schema of the type.", format="uri"),
            "ce_partitionkey": text("As the subject; may be left out."),
            "ce_correlationid": text("The same for everything that one request led to."),
            "ce_causationid": text("The `ce_id` of the event that this one answers."),
            "ce_subjectversion": text("1, 2, 3 … per subject, without gaps.", pattern="^[1-9][0-9]*$"),
            "ce_ocopplace": text("The place it belongs to, from the province down: `33/11977`; `vn` is the centre."),
            "ce_traceparent": text("W3C trace context."),
        },
    }


def _version() -> str:
    try:
        return version("ocop-events")
    except PackageNotFoundError:  # read from a source tree that was never installed
        return "0"
