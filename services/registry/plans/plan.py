"""A year plan of an office, and its lines: one product each, registered already or an idea by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Name, Words
from kit.history import Stateful
from law.kinds import usual_kind
from services.registry.plans.lifecycle import LIFECYCLE, State
from services.registry.plans.lifecycle import Stage as Reached
from services.registry.products.product import Concern


class OfOffice(Fields):
    """Whose plan."""

    office: Annotated[Id, Label("Cơ quan lập kế hoạch", "Office", example="33/11977")]


class PlanFields(OfOffice):
    """Whose plan, for which year."""

    year: Annotated[int, Field(ge=2000, le=2100), Label("Năm", "Year", example=2027, type="numeric")]


class PlanLineFields(Fields):
    """One product that an office means to enter."""

    product_id: (
        Annotated[
            Id,
            Label(
                "Sản phẩm đã đăng ký",
                "Registered product",
                hint=("Để trống nếu mới là ý tưởng.", "Leave it empty if it is an idea so far."),
            ),
        ]
        | None
    ) = None
    name: (
        Annotated[
            Name,
            Label(
                "Tên sản phẩm dự kiến",
                "Name of the product",
                example="Nhãn lồng Tân Hưng",
                hint=("Không cần ghi nếu đã chọn sản phẩm ở trên.", "Not needed if a product is chosen above."),
            ),
        ]
        | None
    ) = None
    producer_id: Annotated[Id, Label("Chủ thể", "Producer")] | None = None
    producer_name: (
        Annotated[
            Name,
            Label(
                "Chủ thể dự kiến",
                "Producer to be",
                example="Tổ hợp tác nhãn Hồng Nam",
                hint=("Ghi tên nếu chủ thể chưa đăng ký.", "Its name, if it is not registered yet."),
            ),
        ]
        | None
    ) = None
    set_no: Annotated[int, Field(ge=1, le=999), Label("Bộ sản phẩm", "Product set", example=7)] | None = None
    dossier_kind: Annotated[Id, Label("Loại hồ sơ", "Kind of dossier", example="first")] = Field(
        default_factory=lambda: usual_kind(while_valid=False).id
    )
    target_star: Annotated[int, Field(ge=1, le=9), Label("Hạng sao phấn đấu", "Star aimed at", example=4)] | None = None
    quarter: Annotated[int, Field(ge=1, le=4), Label("Quý đánh giá", "Quarter", example=3)] | None = None
    priority: Annotated[
        tuple[Id, ...], Field(max_length=20), Label("Lý do ưu tiên", "Reasons of priority", example=["local-strength"])
    ] = ()
    support: Annotated[
        tuple[Id, ...], Field(max_length=20), Label("Hỗ trợ cần có", "Support needed", example=["packaging"])
    ] = ()
    remark: Annotated[Words, Label("Ghi chú", "Remark")] = ""


class PlanLine(PlanLineFields, Kept):
    """A line: whom and what it is about as far as they are registered, and how far it has come."""

    model_config = ConfigDict(frozen=True)

    id: str
    concern: Concern | None = None
    stage: Reached = Reached.PLANNED
    advanced_on: date | None = None
    star: int | None = None
    """The star it was recognised with."""

    @property
    def called(self) -> str:
        """The product's name, or the idea's."""
        return (self.concern.product_name if self.concern else None) or self.name or ""

    @property
    def maker(self) -> str:
        """Its producer's name, or that of the producer to be."""
        return (self.concern.producer_name if self.concern else "") or self.producer_name or ""


class Plan(PlanFields, Stateful, lifecycle=LIFECYCLE):
    """
    `lines`: as they are being written; `approved`: as they were approved last, with what became of each. `to_office`: who
    approves; `due_on`: by when.
    """

    to_office: str
    state: State = State.DRAFT
    lines: tuple[PlanLine, ...] = ()
    approved: tuple[PlanLine, ...] = ()
    edition: int = 0
    """How often it was approved."""
    submitted_on: date | None = None
    due_on: date | None = None
    approved_on: date | None = None
    paper_number: str | None = None
    paper_signed_on: date | None = None
    reason: str | None = None
    closed_on: date | None = None
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition by which it was approved."""

    @property
    def reached(self) -> dict[str, int]:
        """How many approved lines are at which stage."""
        return dict(Counter(one.stage.value for one in self.approved))

    @property
    def shown(self) -> tuple[PlanLine, ...]:
        """The lines a reader should know: those being written, or as approved."""
        return self.approved if self.state in (State.APPROVED, State.CLOSED) and self.edition else self.lines


def line_of(lines: Iterable[PlanLine], line_id: str) -> PlanLine | None:
    """A line by its id."""
    return next((one for one in lines if one.id == line_id), None)
