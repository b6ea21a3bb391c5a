"""Breaches of law or of the rules of the mark, from who found them to how they ended. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import CertificateRef, Ground, OfficialPaper, PlacePath, ProducerRef, ProductRef
from ocop_events.words import BreachResult, BreachSource, BreachStep, Measure, Severity

TOPIC = "ocop.registry.breach"


class BreachFacts(
    EventData,
    key_facts=("office", "grounds", "source"),
    example={
        "breach_id": "0198a1b0-0000-7000-8000-000000000ee1",
        "office": "33",
        "product": {},
        "certificate": {},
        "source": "agency",
        "grounds": [{}],
    },
):
    """What every event of a breach carries."""

    breach_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    certificate: CertificateRef | None = None
    source: BreachSource
    grounds: list[Ground]


class BreachOpenedV1(
    BreachFacts,
    type="vn.ocop.registry.breach.opened.v1",
    topic=TOPIC,
    key="breach_id",
    vi="Cơ quan thụ lý một vi phạm.",
    example={
        "kind": "mark",
        "severity": "major",
        "what": "In sao cao hơn hạng được công nhận",
        "agency_report_id": "0198a1b0-0000-7000-8000-00000000a9e1",
        "opened_on": "2027-01-06",
    },
):
    """An office took up a breach: from a finding, another agency's report, a citizen's report or data."""

    kind: Annotated[
        str | None,
        Field(description="What is broken: an id of the list `measures`, as `mark`, `food-safety`, `criteria`."),
    ] = None
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
    vi="Cơ quan áp dụng một biện pháp; nếu có hạn, chủ thể phải chứng minh đã khắc phục trước ngày đó.",
    example={
        "measure": "correction",
        "until": "2027-02-06",
        "why": "Thay toàn bộ nhãn in sai sao",
        "article": "Điều 12",
        "taken_on": "2027-01-10",
    },
):
    """A measure in the order the law knows; with `until`, the producer has to prove the correction by that day."""

    measure: Measure
    until: date | None = None
    why: Annotated[str | None, Field(description="What is asked of the producer, and why.")] = None
    article: str | None = None
    paper: OfficialPaper | None = None
    taken_on: date


class BreachCorrectionDueV1(
    BreachFacts,
    type="vn.ocop.registry.breach.correction-due.v1",
    topic=TOPIC,
    key="breach_id",
    key_facts=("until",),
    vi="Sắp hết hạn khắc phục mà chủ thể chưa gửi bằng chứng.",
    example={"until": "2027-02-06", "days_left": 7},
):
    """The last day of a correction is near, and no proof has come."""

    until: date
    days_left: int


class BreachProofReceivedV1(
    BreachFacts,
    type="vn.ocop.registry.breach.proof-received.v1",
    topic=TOPIC,
    key="breach_id",
    vi="Chủ thể gửi bằng chứng đã khắc phục.",
    example={"received_on": "2027-02-01"},
):
    """The producer sent proof of the correction; an officer is to look."""

    received_on: date


class BreachProofAnsweredV1(
    BreachFacts,
    type="vn.ocop.registry.breach.proof-answered.v1",
    topic=TOPIC,
    key="breach_id",
    key_facts=("accepted", "until"),
    vi="Cơ quan đã xem xét bằng chứng: đạt hoặc chưa đạt, có thể cho thêm thời gian.",
    example={"accepted": False, "answer": "Ảnh chưa rõ nhãn mới", "until": "2027-02-20", "answered_on": "2027-02-05"},
):
    """An officer looked at a proof; `until`: the last day that holds now for another one."""

    accepted: bool
    answer: str
    until: date | None = None
    answered_on: date


class BreachObjectedV1(
    BreachFacts,
    type="vn.ocop.registry.breach.objected.v1",
    topic=TOPIC,
    key="breach_id",
    vi="Chủ thể không đồng ý với vi phạm hoặc biện pháp.",
    example={"why": "Bao bì thuộc lô in cũ", "objected_on": "2027-01-15"},
):
    """The producer objects to the breach or to a measure."""

    why: str
    objected_on: date


class BreachHeardV1(
    BreachFacts,
    type="vn.ocop.registry.breach.heard.v1",
    topic=TOPIC,
    key="breach_id",
    vi="Ý kiến không đồng ý đã được xem xét và trả lời.",
    example={"accepted": False, "answer": "Lô in sau ngày được nhắc nhở", "heard_on": "2027-01-25"},
):
    """An objection was heard and answered."""

    accepted: bool
    answer: str
    heard_on: date


class BreachOverdueV1(
    BreachFacts,
    type="vn.ocop.registry.breach.overdue.v1",
    topic=TOPIC,
    key="breach_id",
    vi="Hết hạn khắc phục hoặc hạn của cơ quan.",
    example={"step": "proof", "was_due_on": "2027-02-06", "climbs_to": "vn"},
):
    """A day set for a correction or for the office's own step passed."""

    step: BreachStep
    was_due_on: date
    climbs_to: Annotated[
        PlacePath | None, Field(description="The office above, where the office's own step is late.")
    ] = None


class BreachClosedV1(
    BreachFacts,
    type="vn.ocop.registry.breach.closed.v1",
    topic=TOPIC,
    key="breach_id",
    key_facts=("result", "closed_on"),
    vi="Vi phạm được kết thúc kèm kết quả.",
    example={
        "result": "corrected",
        "measures": ["warning", "correction"],
        "because": "Đã thay toàn bộ nhãn",
        "closed_on": "2027-02-10",
    },
):
    """A breach was closed with its result."""

    result: BreachResult
    measures: list[Measure] = []
    because: str | None = None
    closed_on: date
