"""The advisory team's work on a case: who does what by when, what was asked, seen, received and sent to be tested."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Name, OneOf, Words
from kit.days import Day
from kit.history import Actor, Stateful
from law.agencies import agencies
from services.evaluation.advisory.lifecycle import LIFECYCLE, State
from services.evaluation.advisory_teams.team import StoredFile
from services.evaluation.cases.dossier import Producer, Product
from services.evaluation.councils.person import PersonId

LABORATORIES = tuple(one.id for one in agencies() if "lab-test.reported" in one.reports)
"""The agencies whose word is taken for a laboratory test."""
Laboratory = Annotated[str, OneOf(LABORATORIES or ("",))]


class Task(StrEnum):
    """What somebody is given to do on a case."""

    REVIEW = "review"
    VISIT = "visit"
    SAMPLES = "samples"
    TESTS = "tests"


class Value(BaseModel):
    """A part of the work."""

    model_config = ConfigDict(frozen=True)


class AdviserFields(Fields):
    """Who is given work on the case, and what."""

    person_id: Annotated[PersonId, Label("Người", "Person", example="adviser")]
    tasks: Annotated[
        tuple[Task, ...],
        Field(min_length=1, max_length=len(Task)),
        Label("Việc được giao", "Tasks", example=[Task.REVIEW.value]),
    ]
    despite: (
        Annotated[
            Name,
            Label(
                "Căn cứ giao việc dù có dấu hiệu",
                "Why the signs mean nothing here",
                example="Trùng tên, không cùng người: khác năm sinh",
                why=("nếu hệ thống thấy dấu hiệu xung đột lợi ích", "where the platform found a sign of a conflict"),
            ),
        ]
        | None
    ) = None


class AssignmentFields(Fields):
    """By when the report is to be in, and a word to those who work on it."""

    due_on: (
        Annotated[
            Day,
            Label(
                "Hạn báo cáo",
                "Report due",
                example="2026-08-25",
                why=("nếu khác thời hạn chung", "where it is not the common term"),
            ),
        ]
        | None
    ) = None
    note: Annotated[Words, Label("Lưu ý khi tư vấn", "What to look at")] = ""


class QuestionFields(Fields):
    """What the producer is asked, and by when they are to answer."""

    question: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Câu hỏi cho chủ thể",
            "Question to the producer",
            example="Đề nghị bổ sung hợp đồng thu mua nguyên liệu năm 2026",
            hint=(
                "Viết để chủ thể hiểu và trả lời được. Thời hạn của hồ sơ đánh giá tạm dừng đến khi chủ thể trả lời.",
                "So that the producer can answer. The case's clock stands still until the answer.",
            ),
        ),
    ]
    criterion: Annotated[Id, Label("Về tiêu chí", "About the criterion", example="1.5")] | None = None
    answer_by: (
        Annotated[
            Day,
            Label(
                "Hạn trả lời",
                "Answer by",
                example="2026-08-22",
                why=("nếu khác thời hạn chung", "where it is not the common term"),
            ),
        ]
        | None
    ) = None


class AnswerFields(Fields):
    """What the producer answers."""

    answer: Annotated[
        Words,
        Field(min_length=1),
        Label("Trả lời", "Answer", example="Đã gửi hợp đồng thu mua với 12 hộ, ký ngày 03/01/2026."),
    ]


class VisitFields(Fields):
    """What the team did and saw at the producer's."""

    visited_on: Annotated[Day, Label("Ngày kiểm tra thực tế", "Day of the visit", example="2026-08-20")]
    met: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Đã gặp ai",
            "Whom the team met",
            example="Bà Nguyễn Thị Hương, Giám đốc",
            hint=("Họ tên, chức vụ, mỗi người một dòng.", "Name and post, one a line."),
        ),
    ]
    found: Annotated[
        Words,
        Field(min_length=1),
        Label("Đã thấy gì", "What was found", example="Khu sơ chế tách riêng, có sổ ghi lô."),
    ]


class SampleFields(Fields):
    """How many samples were received, and when."""

    received: Annotated[int, Field(ge=1, le=100), Label("Số mẫu nhận", "Samples received", example=5)]
    sampled_on: Annotated[Day, Label("Ngày nhận mẫu", "Day received", example="2026-08-20")]
    remark: Annotated[
        Words,
        Label(
            "Ghi chú về mẫu",
            "About the samples",
            why=("trừ khi nhận chưa đủ số mẫu", "unless fewer than asked for were received"),
        ),
    ] = ""


class LabTestFields(Fields):
    """What a laboratory is to test, and by when."""

    laboratory: Annotated[Laboratory, Label("Phòng kiểm nghiệm", "Laboratory", example=(LABORATORIES or ("",))[0])]
    parameters: Annotated[
        tuple[Annotated[Name, Field(min_length=1)], ...],
        Field(min_length=1, max_length=50),
        Label(
            "Chỉ tiêu",
            "Parameters",
            example=["Chì (Pb)"],
            hint=("Mỗi dòng một chỉ tiêu.", "One a line."),
        ),
    ]
    due_on: Annotated[Day, Label("Cần kết quả trước ngày", "Result wanted by", example="2026-08-30")] | None = None


class PaperFields(Fields):
    """The report as a signed paper, where there is one."""

    number: Annotated[Id, Label("Số báo cáo", "Number of the report", example="12/BC-TTV")] | None = None
    signed_on: Annotated[Day, Label("Ngày báo cáo", "Day of the report", example="2026-08-28")] | None = None


class Adviser(AdviserFields, Kept):
    """Somebody who was given work, by name."""

    name: str


class Aside(Value):
    """Somebody who stands aside from the case, why, who noted it, and when."""

    person_id: str
    name: str
    reason: str
    by: Actor
    at: datetime


class Question(QuestionFields, Kept):
    """One question. `silent`: its day passed without an answer."""

    id: str
    answer_by: date
    asked_on: date
    by: Actor
    answer: str | None = None
    answered_on: date | None = None
    silent: bool = False
    file: StoredFile | None = None

    @property
    def is_open(self) -> bool:
        """Whether the producer owes the answer."""
        return self.answered_on is None


class Picture(StoredFile):
    """A photograph of a visit, as it is shown: where and when it was taken, and by what, is not in it."""

    id: str
    added_on: date


class Visit(VisitFields, Kept):
    """A visit. `closed`: it is complete, and was announced."""

    id: str
    by: Actor
    pictures: tuple[Picture, ...] = ()
    closed: bool = False


class Sample(SampleFields, Kept):
    """One receipt of samples."""

    id: str
    by: Actor


class LabTestResult(Value):
    """What the laboratory found, as the registry matched its report."""

    result_id: str
    report_id: str
    passed: bool
    sampled_on: date
    reported_on: date


class LabTest(LabTestFields, Kept):
    """A test that was ordered, with its result once the registry has published it."""

    id: str
    ordered_on: date
    by: Actor
    result: LabTestResult | None = None


class AdvisoryAsKept(AssignmentFields):
    """The work on a case as whoever works on it sees it."""

    case_id: str
    dossier_id: str
    office: str
    team_id: str
    product: Product
    producer: Producer
    due_on: date
    advisers: tuple[Adviser, ...] = ()
    aside: tuple[Aside, ...] = ()
    questions: tuple[Question, ...] = ()
    visits: tuple[Visit, ...] = ()
    samples: tuple[Sample, ...] = ()
    samples_asked: int = 0
    tests: tuple[LabTest, ...] = ()
    assigned_at: datetime
    assigned_by: Actor


class Advisory(AdvisoryAsKept, Stateful, lifecycle=LIFECYCLE):
    """The work of a team on one case; its id is the case's."""

    state: State = State.WORKING
    number: str
    """Of the dossier, for lists."""
    people: tuple[str, ...] = ()
    """Whose work it is, by id: who leads the team, who was given it, and who stands in for them."""
    asks: bool = False
    """Whether the producer owes an answer."""

    @property
    def place(self) -> str:
        """The path of the producer's place: what every event carries."""
        return self.producer.place.path

    @property
    def persons(self) -> tuple[str, ...]:
        """Who was given the work, by id."""
        return tuple(one.person_id for one in self.advisers)

    @property
    def recused(self) -> tuple[str, ...]:
        """Who stands aside, by id."""
        return tuple(one.person_id for one in self.aside)

    def given_to(self, advisers: Sequence[Adviser]) -> Advisory:
        """The work as it is given to some people."""
        return self.model_copy(update={"advisers": tuple(advisers)})

    @property
    def samples_received(self) -> int:
        """How many samples there are."""
        return sum(one.received for one in self.samples)

    def question(self, id: str) -> Question | None:
        """A question by its id."""
        return next((one for one in self.questions if one.id == id), None)

    def visit(self, id: str) -> Visit | None:
        """A visit by its id."""
        return next((one for one in self.visits if one.id == id), None)
