"""Year plans of communes, districts and provinces: what they mean to enter, and what came of each line. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef, ProductRef, Star
from ocop_events.words import PlanStage

TOPIC = "ocop.registry.plan"


class PlanLine(
    Part,
    example={
        "line_id": "0198a1b0-0000-7000-8000-00000000091a",
        "name": "Nhãn lồng Tân Hưng",
        "product": {},
        "producer": {},
        "set_no": 1,
        "dossier_kind": "upgrade",
        "target_star": 5,
        "quarter": 3,
        "priority": ["Sản phẩm có thế mạnh"],
        "support": ["Thiết kế bao bì"],
    },
):
    """One product that an office means to enter: registered already, or an idea by its name."""

    line_id: str
    name: str
    product: ProductRef | None = None
    producer: ProducerRef | None = None
    set_no: int | None = None
    dossier_kind: Annotated[str, Field(description="`first`, `upgrade` or `re-evaluation`.")] = "first"
    target_star: Star | None = None
    quarter: Annotated[int | None, Field(ge=1, le=4)] = None
    priority: list[str] = []
    support: list[str] = []
    stage: PlanStage = "planned"


class PlanFacts(
    EventData,
    key_facts=("office", "year"),
    example={"plan_id": "0198a1b0-0000-7000-8000-000000000091", "office": "33/11977", "year": 2027},
):
    """What every event of a plan carries."""

    plan_id: str
    office: PlacePath
    year: int


class PlanSubmittedV1(
    PlanFacts,
    type="vn.ocop.registry.plan.submitted.v1",
    topic=TOPIC,
    key="plan_id",
    vi="Cơ quan trình kế hoạch năm lên cấp trên.",
    example={"to_office": "33", "lines": [{}], "submitted_on": "2026-12-01"},
):
    """An office handed its year plan to the office above."""

    to_office: PlacePath
    lines: list[PlanLine]
    submitted_on: date


class PlanApprovedV1(
    PlanFacts,
    type="vn.ocop.registry.plan.approved.v1",
    topic=TOPIC,
    key="plan_id",
    key_facts=("lines",),
    vi="Cấp trên phê duyệt kế hoạch năm; toàn bộ nội dung được duyệt.",
    example={"approved_by": "33", "lines": [{}], "approved_on": "2026-12-20"},
):
    """The office above approved a year plan; the whole of it as approved."""

    approved_by: PlacePath
    paper: OfficialPaper | None = None
    lines: list[PlanLine]
    approved_on: date


class PlanSentBackV1(
    PlanFacts,
    type="vn.ocop.registry.plan.sent-back.v1",
    topic=TOPIC,
    key="plan_id",
    vi="Cấp trên trả lại kế hoạch kèm lý do.",
    example={"reason": "Thiếu chủ thể của hai sản phẩm", "sent_back_on": "2026-12-05"},
):
    """The office above sent a plan back with a reason."""

    reason: str
    sent_back_on: date


class PlanLineAdvancedV1(
    PlanFacts,
    type="vn.ocop.registry.plan.line-advanced.v1",
    topic=TOPIC,
    key="plan_id",
    key_facts=("line", "was"),
    vi="Kết quả của một dòng kế hoạch, theo dữ kiện thực tế.",
    example={"line": {"stage": "dossier"}, "was": "planned", "advanced_on": "2027-07-20"},
):
    """What a plan's line came to, as it follows from facts: registered, dossier, recognised, or dropped."""

    line: PlanLine
    was: PlanStage
    advanced_on: date


class PlanClosedV1(
    PlanFacts,
    type="vn.ocop.registry.plan.closed.v1",
    topic=TOPIC,
    key="plan_id",
    key_facts=("reached",),
    vi="Kết thúc năm kế hoạch; số dòng đạt từng bước.",
    example={"reached": {"recognised": 3, "dropped": 1}, "closed_on": "2027-12-31"},
):
    """A plan's year is over; how many lines reached which stage."""

    reached: dict[str, int]
    closed_on: date
