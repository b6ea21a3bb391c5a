"""Breaches of law or of the rules of the mark, from who found them to how they ended. Not public."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import CertificateRef, Ground, OfficialPaper, PlacePath, ProducerRef, ProductRef
from ocop_events.words import BreachResult, BreachSource, Measure, Severity

TOPIC = "ocop.registry.breach"


class BreachFacts(EventData, key_facts=("office", "grounds", "source")):
    """What every event of a breach carries."""

    breach_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    certificate: CertificateRef | None = None
    source: BreachSource
    grounds: list[Ground]


class BreachOpenedV1(BreachFacts, type="vn.ocop.registry.breach.opened.v1", topic=TOPIC, key="breach_id", planned=True):
    """An office took up a breach: from a finding, another agency's report, a citizen's report or data."""

    severity: Severity
    what: str
    inspection_id: str | None = None
    agency_report_id: str | None = None
    citizen_report_id: str | None = None
    opened_on: date


class BreachMeasureTakenV1(
    BreachFacts,
    type="vn.ocop.registry.breach.measure-taken.v1",
    topic=TOPIC,
    key="breach_id",
    key_facts=("measure", "until"),
    planned=True,
):
    """A measure in the order the law knows; with `until`, the producer has to prove the correction by that day."""

    measure: Measure
    until: date | None = None
    article: str | None = None
    paper: OfficialPaper | None = None
    taken_on: date


class BreachProofReceivedV1(
    BreachFacts, type="vn.ocop.registry.breach.proof-received.v1", topic=TOPIC, key="breach_id", planned=True
):
    """The producer sent proof of the correction; an officer is to look."""

    received_on: date


class BreachObjectedV1(
    BreachFacts, type="vn.ocop.registry.breach.objected.v1", topic=TOPIC, key="breach_id", planned=True
):
    """The producer objects to the breach or to a measure."""

    why: str
    objected_on: date


class BreachHeardV1(BreachFacts, type="vn.ocop.registry.breach.heard.v1", topic=TOPIC, key="breach_id", planned=True):
    """An objection was heard and answered."""

    accepted: bool
    answer: str
    heard_on: date


class BreachOverdueV1(
    BreachFacts, type="vn.ocop.registry.breach.overdue.v1", topic=TOPIC, key="breach_id", planned=True
):
    """A day set for a correction or for the office's own step passed."""

    step: str
    was_due_on: date


class BreachClosedV1(
    BreachFacts,
    type="vn.ocop.registry.breach.closed.v1",
    topic=TOPIC,
    key="breach_id",
    key_facts=("result", "closed_on"),
    planned=True,
):
    """A breach was closed with its result."""

    result: BreachResult
    measures: list[Measure] = []
    closed_on: date
