"""Priority lists: products in the order of declared criteria, each place explained. Told to offices; not public."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import ExplanationStep, Part, PlacePath, Points, ProducerRef, ProductRef

TOPIC = "ocop.reporting.priority-list"


class PriorityLine(Part):
    """One product's place on the list, with how it came about."""

    position: int
    product: ProductRef
    producer: ProducerRef
    points: Points
    explanation: list[ExplanationStep] = []


class PriorityListPublishedV1(
    EventData,
    type="vn.ocop.reporting.priority-list.published.v1",
    topic=TOPIC,
    key="list_id",
    key_facts=("office", "year", "lines"),
    planned=True,
):
    """An office settled its priority list of a year; `weights_hash` names the edition of the weights."""

    list_id: str
    office: PlacePath
    year: int
    weights_hash: str
    lines: list[PriorityLine]
    published_on: date
