"""Every type has one speaker, the writer of its topic, and says which of its fields nobody may change."""

from __future__ import annotations

from pathlib import Path

import pytest
from ocop_events.asyncapi import contract
from ocop_events.envelope import EventData
from ocop_events.examples import example

from kit.messaging.manifest import load

MANIFEST = load(Path(__file__).parents[2] / "deploy" / "topics.yaml")
OURS = ("registry", "evaluation", "notifications", "reporting")


def topics_of(event: type[EventData]) -> list[str]:
    return [topic for topic in MANIFEST.topics if event.is_written_to(topic)]


@pytest.mark.parametrize("event", contract(), ids=lambda event: event.event_type)
class TestEveryType:
    def test_is_said_by_who_may_write_its_topic(self, event: type[EventData]) -> None:
        assert topics_of(event)
        for topic in topics_of(event):
            [writer] = MANIFEST.writers(topic)
            assert event.speaker(topic) == (f"/ocop/{writer}" if writer in OURS else f"/{writer}")

    def test_keeps_what_identifies_it(self, event: type[EventData]) -> None:
        assert event.is_key_fact((event.event_key,))
        for name in event.model_fields:
            assert event.is_key_fact((name,)) or not name.endswith(("_id", "star", "outcome", "decision_number"))
        for name, value in example(event.event_type).items():
            if isinstance(value, dict) and "id" in value:
                assert event.is_key_fact((name, "id"))


def test_a_template_stands_for_the_topics_of_agencies_and_no_other() -> None:
    [report] = [event for event in contract() if event.event_type == "vn.ocop.agencies.inspection.reported.v1"]
    assert report.is_written_to("ocop.agencies.food-safety")
    assert not report.is_written_to("ocop.agencies.")
    assert not report.is_written_to("ocop.registry.product")
