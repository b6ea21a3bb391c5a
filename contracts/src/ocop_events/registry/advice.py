"""Advice that an office gave a producer: about what, what next, until when. Not public."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef

TOPIC = "ocop.registry.advice"


class AdviceFacts(EventData, key_facts=("office", "given_on")):
    """What every event of an advice carries; `plan_line_id` where it supports a planned product."""

    advice_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    plan_line_id: str | None = None
    about: str
    given_on: date


class AdviceGivenV1(AdviceFacts, type="vn.ocop.registry.advice.given.v1", topic=TOPIC, key="advice_id", planned=True):
    """An office advised a producer; `next` is what is to follow, by a day."""

    summary: str
    next: str | None = None
    next_by: date | None = None


class AdviceClosedV1(AdviceFacts, type="vn.ocop.registry.advice.closed.v1", topic=TOPIC, key="advice_id", planned=True):
    """What was to follow an advice was done, or given up."""

    done: bool
    outcome_note: str | None = None
    closed_on: date
