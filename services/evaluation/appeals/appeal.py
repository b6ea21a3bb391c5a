"""The appeal: what a producer contests, by when its office owes which step, and how it was settled."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Words
from kit.days import Day
from kit.history import Stateful
from services.evaluation.appeals.lifecycle import LIFECYCLE, State
from services.evaluation.cases.dossier import Producer, Product
from services.evaluation.rulings.ruling import AppealFields


class Result(StrEnum):
    """How an appeal was settled (`ocop_events.words.APPEAL_RESULT`)."""

    UPHELD = "upheld"
    ANNULLED = "annulled"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What its office owes: to say whether it accepts the appeal, then to settle it."""

    ACCEPTANCE = "acceptance"
    SETTLEMENT = "settlement"


class Passed(BaseModel):
    """A day that passed without its step."""

    model_config = ConfigDict(frozen=True)

    step: Step
    was_due_on: date


class AcceptanceFields(Fields):
    """How an appeal is accepted."""

    complex: Annotated[
        bool,
        Label(
            "Nội dung phức tạp",
            "A complex matter",
            hint=("Thời hạn giải quyết dài hơn.", "The period to settle it is longer."),
        ),
    ] = False
    late_because: (
        Annotated[
            Words,
            Label(
                "Lý do thụ lý đơn nộp quá thời hiệu",
                "Why it is accepted although it came late",
                why=("trừ khi đơn nộp quá thời hiệu", "unless it came late"),
            ),
        ]
        | None
    ) = None


class Acceptance(AcceptanceFields, Kept):
    """That an appeal was accepted."""

    accepted_on: date


class SettlementFields(Fields):
    """How an appeal is settled, why, and by what paper."""

    result: Annotated[Id, Label("Kết quả", "Result", example="upheld")]
    reason: Annotated[Words, Label("Lý do", "Reason", example="Điểm đã được tính đúng quy định.")]
    paper_number: Annotated[Id, Label("Số văn bản giải quyết", "Number of the paper", example="61/QĐ-UBND")] | None = (
        None
    )
    paper_on: Annotated[Day, Label("Ngày văn bản", "Day of the paper", example="2026-10-25")] | None = None
    right_number: (
        Annotated[
            Id,
            Label(
                "Số quyết định đúng",
                "The right decision number",
                example="54/QĐ-UBND",
                why=("chỉ khi sửa đổi", "only where it is corrected"),
            ),
        ]
        | None
    ) = None


class Settlement(SettlementFields, Kept):
    """How an appeal was settled; who did it stands in its steps."""

    settled_on: date


class Refusal(Kept):
    """Why an appeal was not accepted."""

    reason: str
    refused_on: date


class Appeal(AppealFields, Stateful, lifecycle=LIFECYCLE):
    """
    One appeal against one ruling. `office` ruled and settles it. `due_on`: the last day of the step that is owed; None where none
    is. `late`: it came after the last day to lodge one. `lists`: by which edition of the law's list its days are counted.
    """

    ruling_id: str
    case_id: str
    dossier_id: str
    office: str
    place: str
    product: Product
    producer: Producer
    decision_number: str | None = None
    decided_on: date
    lodged_on: date
    lodge_by: date
    lists: dict[str, str] = {}
    state: State = State.LODGED
    due_on: date | None = None
    passed: tuple[Passed, ...] = ()
    acceptance: Acceptance | None = None
    refusal: Refusal | None = None
    settlement: Settlement | None = None

    @property
    def late(self) -> bool:
        """Whether it came after the last day to lodge one."""
        return self.lodged_on > self.lodge_by

    @property
    def owed(self) -> Step | None:
        """What its office owes now."""
        return {State.LODGED: Step.ACCEPTANCE, State.ACCEPTED: Step.SETTLEMENT}.get(self.state)
