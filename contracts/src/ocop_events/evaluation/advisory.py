"""The advisory team at work on a case: tasks, questions, visits, samples, tests. What it proposes is told when sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import FilledSheet, OfficialPaper, PlacePath, ProducerRef, ProductRef

TOPIC = "ocop.evaluation.advisory"


class AdvisoryFacts(
    EventData,
    key_facts=("office",),
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "office": "33",
        "team_id": "0198a1b0-0000-7000-8000-000000000aa2",
    },
):
    """What every event of the team's work on a case carries."""

    case_id: str
    dossier_id: str
    office: PlacePath
    team_id: str
    product: ProductRef
    producer: ProducerRef


class AdvisoryAssignedV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.assigned.v1",
    topic=TOPIC,
    key="case_id",
    vi="Tổ trưởng phân công người tư vấn một hồ sơ đánh giá.",
    example={
        "persons": ["adviser.1"],
        "given": ["adviser.1"],
        "due_on": "2026-08-25",
        "assigned_at": "2026-08-14T02:00:00Z",
    },
):
    """
    The head gave out the work on a case, by person: the whole of it as it is now, so that the latest alone says who may see.
    Nobody once the work was stopped without a report.
    """

    persons: list[str]
    recused: Annotated[
        list[str], Field(description="Everybody who stood aside from it: the dossier is closed to them.")
    ] = []
    given: Annotated[list[str], Field(description="Of `persons`, who did not have the work before.")] = []
    due_on: date | None = None
    assigned_at: datetime


class AdvisoryAskedV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.asked.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("question", "answer_by"),
    vi="Tổ tư vấn hỏi chủ thể; thời hạn của hồ sơ đánh giá tạm dừng.",
    example={
        "question_id": "q1",
        "question": "Đề nghị bổ sung hợp đồng thu mua",
        "criterion": "1.5",
        "answer_by": "2026-08-22",
        "asked_on": "2026-08-15",
    },
):
    """The team asked the producer something: the case's clock stands still until the answer, or until its day passed."""

    question_id: str
    question: str
    criterion: str | None = None
    answer_by: date | None = None
    asked_on: date


class AdvisoryAnsweredV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.answered.v1",
    topic=TOPIC,
    key="case_id",
    vi="Chủ thể đã trả lời, hoặc hết hạn trả lời; thời hạn tiếp tục.",
    example={"question_id": "q1", "paused_days": 4, "answered_on": "2026-08-19", "persons": ["adviser.1"]},
):
    """The producer answered, or the day passed in silence: the clock goes on."""

    question_id: str
    silent: bool = False
    paused_days: int = 0
    answered_on: date
    persons: Annotated[list[str], Field(description="Whose work it is, by id.")] = []


class AdvisoryVisitedV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.visited.v1",
    topic=TOPIC,
    key="case_id",
    vi="Tổ tư vấn đã kiểm tra thực tế.",
    example={"visit_id": "v1", "pictures": 6, "visited_on": "2026-08-20"},
):
    """The team was at the producer's; what it found stands in its report."""

    visit_id: str
    pictures: int = 0
    record: OfficialPaper | None = None
    visited_on: date


class AdvisorySampledV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.sampled.v1",
    topic=TOPIC,
    key="case_id",
    vi="Đã nhận mẫu sản phẩm.",
    example={"received": 5, "asked_for": 5, "sampled_on": "2026-08-20"},
):
    """Samples were received, as many as the rulebook asks for or fewer."""

    received: int
    asked_for: int
    sampled_on: date


class AdvisoryTestOrderedV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.test-ordered.v1",
    topic=TOPIC,
    key="case_id",
    vi="Yêu cầu kiểm nghiệm mẫu.",
    example={
        "test_id": "t1",
        "laboratory": "quality-laboratory",
        "parameters": ["Chì (Pb)"],
        "due_on": "2026-08-30",
        "ordered_on": "2026-08-21",
    },
):
    """A laboratory test was ordered; its result comes as the registry's `agency-report.lab-test-matched`."""

    test_id: str
    laboratory: str
    parameters: list[str] = []
    due_on: date | None = None
    ordered_on: date


class AdvisoryReportedV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.reported.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("sheet", "proposed_star"),
    vi="Tổ trưởng niêm phong báo cáo tư vấn; từ nay là một lớp của hồ sơ đánh giá.",
    example={
        "proposed_star": 4,
        "summary": "Đề nghị Hội đồng xem xét",
        "sealed_by": "adviser.1",
        "reported_at": "2026-08-28T02:00:00Z",
    },
):
    """The head sealed the team's one report: a layer of the case from now on, beside self, commune and council."""

    sheet: FilledSheet
    proposed_star: int | None = None
    summary: str | None = None
    report: OfficialPaper | None = None
    sealed_by: Annotated[str, Field(description="The head, by id.")]
    reported_at: datetime
