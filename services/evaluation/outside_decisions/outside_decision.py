"""A decision that a higher office made without this platform: what its signed paper says, and the two persons who stand for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Name
from kit.days import Day
from kit.history import Actor, Stateful
from services.evaluation.cases.dossier import Product
from services.evaluation.outside_decisions.lifecycle import LIFECYCLE, State


class Outcome(StrEnum):
    """What the higher office decided."""

    RECOGNISED = "recognised"
    RETURNED = "returned"
    NOT_RECOGNISED = "not-recognised"


class StoredFile(BaseModel):
    """A file as it was kept, found in the store by its digest."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class PaperFields(Fields):
    """How the signed paper is cited."""

    number: Annotated[Id, Field(min_length=1), Label("Số văn bản", "Number of the paper", example="512/QĐ-BNNMT")]
    decided_on: Annotated[Day, Label("Ngày văn bản", "Day of the paper", example="2026-12-01")]


class OutsideDecisionFields(PaperFields):
    """What the signed paper of the higher office says."""

    outcome: Annotated[Outcome, Label("Kết luận của cấp trên", "What was decided", example="recognised")]
    total: Annotated[
        Decimal,
        Field(ge=0, le=100, decimal_places=2, max_digits=6),
        Label("Tổng điểm ghi trên văn bản", "Total in the paper", example="92.5"),
    ]
    star: (
        Annotated[
            int,
            Field(ge=1, le=9),
            Label(
                "Hạng sao ghi trên văn bản",
                "Star in the paper",
                example=5,
                why=("khi không công nhận", "where it was not recognised"),
            ),
        ]
        | None
    ) = None
    decided_by: Annotated[
        Name,
        Field(min_length=1),
        Label("Cơ quan ban hành", "Who decided", example="Bộ Nông nghiệp và Môi trường"),
    ]


class OutsideDecisionAsKept(OutsideDecisionFields, Kept):
    """An outside decision as its office sees it."""

    case_id: str
    dossier_number: str
    office: str
    """The office that entered it: the case's."""
    above: str
    """The office that decided."""
    product_name: str
    producer_name: str
    paper: StoredFile
    entered_on: date
    entered_by: Actor
    settled_on: date | None = None
    settled_by: Actor | None = None
    reason: str | None = None
    """Why it was rejected."""
    ruling_id: str | None = None
    """The ruling that follows; none where the case came back to be ruled here."""


class OutsideDecision(OutsideDecisionAsKept, Stateful, lifecycle=LIFECYCLE):
    """A decision taken elsewhere, on one case."""

    state: State = State.ENTERED
    tier: str
    dossier_id: str
    product: Product
    producer_id: str
