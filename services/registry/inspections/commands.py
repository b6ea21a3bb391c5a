"""What may be asked about inspections and plans of inspection."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words
from kit.days import Day
from services.registry.inspections.inspection import InspectionFields, RecordFields, Severity, Verdict, VisitFields
from services.registry.inspections.inspection_plan import ApprovalFields, LineFields, YearFields

Office = Annotated[
    Id,
    Label(
        "Thay mặt cơ quan",
        "Acting for",
        example="33",
        hint=("Chỉ cần khi bạn làm việc cho nhiều cơ quan.", "Needed only by who works for several offices."),
    ),
]


class ScheduleCommand(InspectionFields, Command):
    """A visit to a producer, or about one product of it: of a line of a plan, or unplanned with a reason."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer")]
    product_id: Annotated[Id, Label("Sản phẩm", "Product")] | None = None
    plan_id: Annotated[Id, Label("Kế hoạch", "Plan")] | None = None
    line_id: Annotated[Id, Label("Dòng của kế hoạch", "Line of the plan")] | None = None
    acting_for: Office | None = None


class RescheduleCommand(Command):
    """Another day."""

    planned_on: Annotated[Day, Label("Ngày kiểm tra mới", "New day of the visit", example="2027-03-20")]


class CheckCommand(VisitFields, Command):
    """The checklist as it was filled in, by the ids of its lines, and what no line names."""

    verdicts: Annotated[dict[Id, Verdict], Field(max_length=200), Label("Kết quả", "Verdicts")] = {}
    found: Annotated[dict[Id, Words], Field(max_length=200), Label("Nội dung phát hiện", "What was found")] = {}
    severities: Annotated[dict[Id, Severity], Field(max_length=200), Label("Mức độ", "Severities")] = {}
    other: Annotated[Words, Label("Phát hiện khác", "Something else that was found")] = ""
    other_severity: Annotated[Severity, Label("Mức độ của phát hiện khác", "How grave that is")] | None = None


class CompletionCommand(RecordFields, Command):
    """The signed record, or that the producer refused to sign it."""


class PlanCommand(YearFields, Command):
    """A plan for a year."""

    acting_for: Office | None = None


class LineCommand(LineFields, Command):
    """A producer for the plan."""

    producer_id: Annotated[Id, Label("Chủ thể", "Producer", hint=("Mã của chủ thể trong hệ thống.", "Its id here."))]


class ApprovalCommand(ApprovalFields, Command):
    """The leader's decision."""
