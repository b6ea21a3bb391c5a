"""What may be asked about returns."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from kit.command import Command, Id, Label, Words
from kit.days import Day
from services.reporting.returns.office_return import Asked

MOST = 10**15


def _as_written(given: Any) -> Any:
    """A whole number as people write it, its thousands apart: `1.250.000`, `1 250 000`."""
    return given.replace(".", "").replace(" ", "") if isinstance(given, str) else given


Number = Annotated[int, BeforeValidator(_as_written), Field(ge=0, le=MOST)]


class AskReturnCommand(Asked, Command):
    """Have an office owe a return of a period, beside those that its form has it owe by itself."""


class FillReturnCommand(Command):
    """What the office writes in its return: the whole of it; what is left out is empty, or as the platform counts it."""

    values: Annotated[
        dict[Id, Number], Field(max_length=500), Label("Số liệu", "Numbers", example={"trainings": 3})
    ] = {}
    words: Annotated[dict[Id, Words], Field(max_length=100), Label("Nội dung", "Words", example={})] = {}
    reasons: Annotated[
        dict[Id, Words],
        Field(max_length=500),
        Label("Lý do, giải trình", "Reasons", example={"breaches": "Một vụ ghi trùng"}),
    ] = {}


class ReturnSentBackCommand(Command):
    """Why a return is sent back, and what is wrong with which cell."""

    reason: Annotated[
        Words, Field(min_length=1), Label("Lý do trả lại", "Reason", example="Thiếu số liệu đánh giá lại")
    ]
    cells: Annotated[
        dict[Id, Words],
        Field(max_length=500),
        Label("Lý do theo từng chỉ tiêu", "Reasons by cell", example={"campaign-lines-late": "Chưa khớp danh sách"}),
    ] = {}


class CorrectReturnCommand(Command):
    """What is put right after locking: the new numbers, with one reason; the edition before stays beside the new one."""

    values: Annotated[
        dict[Id, Number],
        Field(min_length=1, max_length=500),
        Label("Số liệu đúng", "Numbers as they should be", example={"breaches": 2}),
    ]
    reason: Annotated[Words, Field(min_length=1), Label("Lý do sửa", "Reason", example="Bổ sung quyết định tháng 12")]


class PaperReturnCommand(Command):
    """A return came on paper; the scan is sent beside it."""

    received_on: Annotated[Day, Label("Ngày nhận bản giấy", "Received on", example="2023-06-15")]
