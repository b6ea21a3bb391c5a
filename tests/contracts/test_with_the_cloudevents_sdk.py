"""The CloudEvents SDK reads every record we write; our envelope reads what it writes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event, from_kafka_event, to_binary_event
from cloudevents.core.v1.event import CloudEvent
from ocop_events import catalogue
from ocop_events.asyncapi import contract
from ocop_events.envelope import Envelope, decode, schema_uri
from ocop_events.examples import example

from kit.storage.mongo import Database
from kit.work import Unit
from kit.work.outbox import rows

CONTRACT = sorted(event.event_type for event in contract())
NOW = datetime(2026, 9, 10, 8, 30, tzinfo=UTC)


def outbox_rows(*announced: Any) -> list[dict[str, Any]]:
    """What a use case that publishes these facts puts into the outbox: the relay sends exactly that."""
    unit = Unit(cast(Database, None), NOW, "/ocop/registry", correlation_id="c-1", causation_id="e-0")
    for data in announced:
        unit.announce(data, place="33/11977")
    versions = {(a.topic.removesuffix(".state"), a.key): (1, 1) for a in unit.announcements}
    if all(a.topic.endswith(".state") for a in unit.announcements):  # a snapshot follows a fact of its subject
        snapshot = unit.announcements[0]
        unit.announcements.insert(0, replace(snapshot, id="fact", topic=snapshot.topic.removesuffix(".state")))
    return rows(unit, versions)


def message(row: dict[str, Any]) -> KafkaMessage:
    """The row as any Kafka client would hand it to the SDK."""
    return KafkaMessage(dict(row["headers"]), row["key"].encode(), row["value"])


class TestTheSdk:
    @pytest.mark.parametrize("type_", CONTRACT)
    def test_reads_what_we_write(self, type_: str) -> None:
        data = catalogue[type_].model_validate(example(type_))
        row = next(row for row in outbox_rows(data) if row["topic"] == data.written_to)
        event = from_binary_event(message(row))
        assert event.get_id() == row["event_id"]
        assert (event.get_source(), event.get_type(), event.get_time()) == ("/ocop/registry", type_, NOW)
        assert event.get_subject() == row["key"] == event.get_extension("partitionkey")
        assert event.get_dataschema() == schema_uri(type_)
        assert event.get_datacontenttype() == "application/json"
        extensions = {name: event.get_extension(name) for name in ("correlationid", "causationid", "ocopplace")}
        assert extensions == {"correlationid": "c-1", "causationid": "e-0", "ocopplace": "33/11977"}
        assert event.get_extension("subjectversion") == "1"
        assert event.get_data() == example(type_)

    def test_takes_ours_for_binary_mode_without_being_told(self) -> None:
        (row,) = outbox_rows(catalogue[CONTRACT[0]].model_validate(example(CONTRACT[0])))
        assert from_kafka_event(message(row)).get_type() == CONTRACT[0]


class TestOurEnvelope:
    @pytest.mark.parametrize("type_", CONTRACT)
    def test_reads_what_the_sdk_writes(self, type_: str) -> None:
        subject = str(example(type_)[catalogue[type_].event_key])
        attributes = {
            "id": "0198a1b0-1111-7000-8000-000000000001",
            "source": "/food-safety",
            "type": type_,
            "time": NOW,
            "subject": subject,
            "datacontenttype": "application/json",
        }
        written = to_binary_event(CloudEvent(attributes, example(type_)))
        envelope = Envelope.from_headers(written.headers.items())
        assert (envelope.id, envelope.source, envelope.type) == (attributes["id"], "/food-safety", type_)
        assert (envelope.time, envelope.subject, envelope.partitionkey) == (NOW, subject, subject)
        assert json.loads(decode(type_, written.value).model_dump_json()) == example(type_)

    def test_reads_the_bare_minimum_of_the_sdk(self) -> None:
        """Only what CloudEvents demands, and a subject; the SDK adds the time."""
        written = to_binary_event(CloudEvent({"id": "1", "source": "/x", "type": "t", "subject": "s"}, {}))
        assert Envelope.from_headers(written.headers.items()).partitionkey == "s"
