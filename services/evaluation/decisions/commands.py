"""What may be asked of decisions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words
from kit.days import Day
from kit.decisions.decision import MOST_LINES
from services.evaluation.decisions.decision import Kind
from services.evaluation.documents.document import Called, SigningFields

DecisionNumber = Annotated[Id, Label("Số quyết định", "Decision number", example="45/QĐ-UBND")]


class DraftDecisionCommand(SigningFields, Command):
    """Draft one decision over some cases, or draft it anew; what stands in it follows from the cases."""

    decides: Annotated[Kind, Label("Quyết định về", "Decides on", example="recognition")] = Kind.RECOGNITION
    cases: Annotated[
        list[Id],
        Field(min_length=1, max_length=MOST_LINES),
        Label("Hồ sơ đánh giá", "Cases", example=["0198a1b0-0000-7000-8000-0000000000e1"]),
    ]
    signatory: Annotated[
        Called,
        Label("Người ký", "Who signs", example="Nguyễn Văn An", why=("ghi sau được", "can follow"), autocomplete="off"),
    ] = ""
    submission_number: (
        Annotated[
            Id,
            Label(
                "Số tờ trình đã ký",
                "Number of the signed submission",
                example="120/TTr-SNNMT",
                why=("ghi sau được", "can follow"),
            ),
        ]
        | None
    ) = None
    submission_on: (
        Annotated[
            Day,
            Label("Ngày tờ trình", "Day of the submission", example="2026-12-28", why=("ghi sau được", "can follow")),
        ]
        | None
    ) = None


class CorrectDecisionCommand(Command):
    """Number and day as the correcting paper has them; what was decided stays."""

    number: Annotated[DecisionNumber, Label("Số quyết định đúng", "The right number", example="54/QĐ-UBND")]
    on: (
        Annotated[
            Day,
            Label(
                "Ngày ký đúng", "The right day", example="2026-12-30", why=("nếu ngày đã đúng", "if the day was right")
            ),
        ]
        | None
    ) = None
    reason: Annotated[Words, Label("Lý do đính chính", "Why it is corrected", example="Ghi nhầm số quyết định.")]


class WithdrawLineCommand(Command):
    """Why a line is withdrawn, and by which signed paper."""

    reason: Annotated[Words, Label("Lý do rút", "Why it is withdrawn", example="Giấy tờ trong hồ sơ không hợp lệ.")]
    paper_number: Annotated[
        Id,
        Field(min_length=1),
        Label("Số văn bản rút", "Number of the withdrawing paper", example="77/QĐ-UBND"),
    ]
    paper_on: Annotated[Day, Label("Ngày văn bản rút", "Day of that paper", example="2027-01-15")]
