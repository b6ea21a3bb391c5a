"""Returns: what every office reports upwards, and reports published from them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Part, PlacePath, SignedPaper

TOPIC = "ocop.reporting.return"


class CellNote(Part):
    """What is said of one figure of a return: a reason beside it, or the platform's own count where the two differ."""

    cell: str
    note: str
    counted: str | None = None


class ReturnFacts(
    EventData,
    key_facts=("form", "office", "period", "edition", "form_hash"),
    example={
        "return_id": "0198a1b0-0000-7000-8000-00000000ab01",
        "form": "annual",
        "office": "33/11977",
        "period": "2026",
        "to_office": "33",
    },
):
    """What every event of a return carries. `edition`: 1, and one more for each correction after locking."""

    return_id: str
    form: str
    office: PlacePath
    period: str
    form_hash: str | None = None
    edition: Annotated[int, Field(ge=1)] = 1
    to_office: PlacePath | None = None
    first: date | None = None
    last: date | None = None


class ReturnDueV1(
    ReturnFacts,
    type="vn.ocop.reporting.return.due.v1",
    topic=TOPIC,
    key="return_id",
    vi="Cơ quan phải nộp báo cáo trước một ngày.",
    example={"due_on": "2026-12-15"},
):
    """An office owes a return by a date; said again (`reminder`) some days before, while it is not handed in."""

    due_on: date
    reminder: bool | None = None


class ReturnSubmittedV1(
    ReturnFacts,
    type="vn.ocop.reporting.return.submitted.v1",
    topic=TOPIC,
    key="return_id",
    key_facts=("figures",),
    vi="Cơ quan đã nộp báo cáo.",
    example={"figures": {"products_4_star": "1"}, "submitted_on": "2026-12-10"},
):
    """An office handed its return in."""

    figures: dict[str, str]
    submitted_on: date
    on_time: bool | None = None
    notes: Annotated[list[CellNote], Field(description="Figures that differ from the platform's count, and why.")] = []
    on_paper: Annotated[bool, Field(description="It came on paper and was entered for the office.")] = False


class ReturnApprovedV1(
    ReturnFacts,
    type="vn.ocop.reporting.return.approved.v1",
    topic=TOPIC,
    key="return_id",
    vi="Cơ quan cấp trên chấp nhận báo cáo.",
    example={"approved_on": "2026-12-14"},
):
    """The office above accepted the return."""

    approved_on: date


class ReturnSentBackV1(
    ReturnFacts,
    type="vn.ocop.reporting.return.sent-back.v1",
    topic=TOPIC,
    key="return_id",
    vi="Cơ quan cấp trên trả lại báo cáo kèm lý do.",
    example={"reason": "Thiếu số liệu đánh giá lại", "sent_back_on": "2026-12-12"},
):
    """The office above sent the return back with a reason."""

    reason: str
    sent_back_on: date
    cells: list[CellNote] = []


class ReturnOverdueV1(
    ReturnFacts,
    type="vn.ocop.reporting.return.overdue.v1",
    topic=TOPIC,
    key="return_id",
    vi="Báo cáo không được nộp đúng hạn.",
    example={"was_due_on": "2026-12-15"},
):
    """A return was not handed in on time."""

    was_due_on: date


class ReportPublishedV1(
    EventData,
    type="vn.ocop.reporting.report.published.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("as_of", "content_sha256", "forms"),
    vi="Một báo cáo được công bố.",
    example={
        "report_id": "0198a1b0-0000-7000-8000-00000000ae01",
        "title": "Kết quả Chương trình năm 2026",
        "period": "2026",
        "url": "https://ocop.example.vn/reporting/reports/2026",
        "published_on": "2027-01-20",
        "recipients": ["33/11977"],
    },
):
    """A report was published."""

    report_id: str
    title: str
    period: str
    url: str
    published_on: date
    office: PlacePath | None = None
    as_of: datetime | None = None
    content_sha256: Annotated[str | None, Field(description="The same again when made again from the same events.")] = (
        None
    )
    query_sha256: str | None = None
    forms: Annotated[dict[str, str], Field(description="Hash of each form's edition, by form.")] = {}
    papers: Annotated[list[SignedPaper], Field(description="Its files: DOCX, PDF, XLSX.")] = []
    recipients: list[str] = []


class ReturnLockedV1(
    ReturnFacts,
    type="vn.ocop.reporting.return.locked.v1",
    topic=TOPIC,
    key="return_id",
    key_facts=("figures",),
    vi="Báo cáo được khóa: sửa sau đó là một bản mới.",
    example={"figures": {"products_4_star": "1"}, "locked_by": "33", "locked_on": "2026-12-20"},
):
    """The office above approved what contains a return: its figures are fixed, a correction is another edition."""

    figures: dict[str, str]
    locked_by: PlacePath
    locked_on: date


class ReturnCorrectedV1(
    ReturnFacts,
    type="vn.ocop.reporting.return.corrected.v1",
    topic=TOPIC,
    key="return_id",
    key_facts=("figures", "was"),
    vi="Một số liệu được sửa sau khi khóa: bản mới bên cạnh bản cũ.",
    example={
        "edition": 2,
        "figures": {"products_4_star": "2"},
        "was": {"products_4_star": "1"},
        "reason": "Bổ sung quyết định tháng 12",
        "corrected_on": "2027-01-10",
    },
):
    """After locking a figure was put right: a new edition beside the old; what changed goes into the next period."""

    figures: dict[str, str]
    was: dict[str, str]
    reason: str
    corrected_on: date


class ReportSupersededV1(
    EventData,
    type="vn.ocop.reporting.report.superseded.v1",
    topic=TOPIC,
    key="report_id",
    vi="Một báo cáo đã công bố được thay bằng báo cáo khác.",
    example={
        "report_id": "0198a1b0-0000-7000-8000-00000000ae01",
        "superseded_by": "0198a1b0-0000-7000-8000-00000000ae02",
        "reason": "Bổ sung số liệu",
        "superseded_on": "2027-02-01",
    },
):
    """A published report was replaced by another; it stays as it was."""

    report_id: str
    superseded_by: str
    reason: str
    superseded_on: date
