"""What may be asked about dossiers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words
from kit.days import Day
from law.kinds import usual_kind
from law.scoring import Filled

Points = Annotated[Decimal, Field(ge=0, le=100, max_digits=6, decimal_places=2)]


class OpenCommand(Command):
    """A dossier of a product, of a kind that the list of the law has; unless said, the one that builds on nothing."""

    product_id: Annotated[Id, Label("Sản phẩm", "Product")]
    kind: Annotated[Id, Label("Loại hồ sơ", "Kind of dossier", example="upgrade")] = Field(
        default_factory=lambda: usual_kind(while_valid=False).id
    )


class EvidenceCommand(Command):
    """What is said of a paper that is attached; `criterion` when it speaks for one only."""

    kind: Annotated[Id, Label("Loại minh chứng", "Kind of evidence", example="business-registration")]
    issued_on: Annotated[Day, Label("Ngày cấp", "Day of issue")] | None = None
    expires_on: Annotated[Day, Label("Ngày hết hạn", "Last day")] | None = None
    criterion: Annotated[Id, Label("Tiêu chí", "Criterion", example="1.1")] | None = None


class FilledCommand(Command):
    """The self-assessment: one option per criterion, or points per part where the act's criteria are not known."""

    answers: Annotated[
        dict[Id, Id], Field(max_length=300), Label("Mức chọn theo tiêu chí", "Options by criterion")
    ] = {}
    parts: Annotated[dict[Id, Points], Field(max_length=20), Label("Điểm từng phần", "Points by part")] = {}
    case_of: Annotated[dict[Id, Id], Field(max_length=100), Label("Trường hợp", "Cases by criterion")] = {}

    def filled(self) -> Filled:
        """The sheet as it is scored."""
        return Filled(**dict(self))


class SubmitCommand(Command):
    """A word to the office. `unchanged`: what an office sent back is handed in again as it was, knowingly."""

    note: Annotated[Words, Label("Lời nhắn", "Note to the office")] | None = None
    unchanged: Annotated[bool, Label("Nộp lại nguyên như cũ", "Hand in again unchanged")] = False


class TickCommand(Command):
    """Which of the things an office asked for are supplied, by their place in its list, from 0."""

    done: Annotated[
        list[Annotated[int, Field(ge=0, lt=50)]], Field(max_length=50), Label("Đã bổ sung", "Supplied", example=[0])
    ] = []
