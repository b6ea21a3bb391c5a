"""What may be asked about score sheets."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from kit.command import Command, Label, Words
from kit.text import Line
from law.scoring import points_text
from services.evaluation.cases.dossier import FilledSheet

_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


def _with_a_point(given: Any) -> Any:
    """Vietnamese writes a comma: both it and the point are taken."""
    if not isinstance(given, str):
        return given
    written = given.strip().replace(",", ".")
    if not _NUMBER.fullmatch(written):
        raise PydanticCustomError("decimal_parsing", "Should be points, such as 28 or 28.5")
    return written


Points = Annotated[
    str,
    Field(pattern=r"^\d{1,3}(\.\d{1,4})?$"),
    BeforeValidator(_with_a_point),
    AfterValidator(lambda given: points_text(Decimal(given))),
]
"""Points out of 100 as decimal text, kept without needless zeros: `28.5`."""
Code = Annotated[str, Field(max_length=60), Line]
"""The id of a criterion, an option, a part or a line of the rulebook."""
Ticks = Annotated[dict[Code, Code], Field(max_length=200)]


class UnsealingCommand(Command):
    """Why a member takes back the sheet they sealed."""

    reason: Annotated[Words, Label("Lý do", "Reason", example="Niêm phong nhầm khi chưa xem hết minh chứng")]


class SheetCommand(Command):
    """
    A sheet as far as it is filled: an option per criterion, points (decimal text) per part where the rulebook knows
    only parts, the situation of criteria that tell two apart, and the lines raised by hand.
    """

    answers: Annotated[Ticks, Label("Phương án từng tiêu chí", "Answers", example={"1.1": "1.1.c"})] = {}
    parts: Annotated[
        dict[Code, Points], Field(max_length=20), Label("Điểm từng phần", "Points of a part", example={"A": "28.5"})
    ] = {}
    case_of: Annotated[Ticks, Label("Trường hợp của tiêu chí", "Situation of a criterion")] = {}
    raised: Annotated[
        list[Code], Field(max_length=100), Label("Trường hợp loại hoặc dừng chấm", "Lines raised by hand")
    ] = []
    note: Annotated[Words, Label("Nhận xét", "Remark")] | None = None

    @property
    def filled(self) -> FilledSheet:
        """What was judged."""
        return FilledSheet(
            answers=self.answers, parts=self.parts, case_of=self.case_of, raised=tuple(sorted(set(self.raised)))
        )
