"""The plan of inspections of an office for a year: which producers, what about, in which quarter, and why."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.command import Fields, Id, Label, Name, OneOf, Words
from kit.days import Day
from kit.history import Stateful
from programme.places import Where
from services.registry.inspections.inspection import SCOPES
from services.registry.inspections.lifecycle import PLAN_LIFECYCLE, PlanState


class LineFields(Fields):
    """One producer on the plan."""

    scopes: Annotated[
        tuple[Annotated[str, OneOf(SCOPES)], ...],
        Field(min_length=1, max_length=20),
        Label("Nội dung kiểm tra", "What about", example=["mark"]),
    ]
    quarter: Annotated[int, Field(ge=1, le=4), Label("Quý", "Quarter", example=1)] | None = None
    why: Annotated[
        Words,
        Field(max_length=1000),
        Label(
            "Lý do đưa vào kế hoạch",
            "Why it is on the plan",
            example="Chưa kiểm tra lần nào",
            hint=("Mỗi lý do một dòng.", "One reason a line."),
        ),
    ] = ""


class ApprovalFields(Fields):
    """The decision by which the office's leader approved the plan."""

    number: Annotated[
        Id, Field(min_length=1), Label("Số quyết định, văn bản", "Number of the decision", example="12/QĐ-UBND")
    ]
    signed_on: Annotated[Day, Label("Ngày ký", "Day of signature", example="2026-12-28")]
    signed_by: Annotated[Name, Field(min_length=1), Label("Người ký", "Signed by", example="Chủ tịch Trần Văn Bình")]


class PlanLine(LineFields, BaseModel):
    """A producer on the plan, by a number of its own within it."""

    model_config = ConfigDict(frozen=True)

    id: str
    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where


class Approval(ApprovalFields, BaseModel):
    """The decision, and the day on which it was noted."""

    model_config = ConfigDict(frozen=True)

    approved_on: date


class YearFields(Fields):
    """Which year a plan is for."""

    year: Annotated[int, Field(ge=2000, le=2100), Label("Năm", "Year", example=2027, type="numeric")]


class InspectionPlan(YearFields, Stateful, lifecycle=PLAN_LIFECYCLE):
    """An office's plan for a year. `next_line`: the number the next line gets; `held` and `unplanned`: counted when it was closed."""

    office: str
    state: PlanState = PlanState.DRAFT
    lines: tuple[PlanLine, ...] = ()
    next_line: int = 1
    approval: Approval | None = None
    held: int | None = None
    unplanned: int | None = None
    closed_on: date | None = None

    def line(self, id: str) -> PlanLine | None:
        """A line by its number."""
        return next((one for one in self.lines if one.id == id), None)
