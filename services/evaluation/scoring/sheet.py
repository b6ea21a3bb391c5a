"""A member's score sheet: secret while it is filled, immutable once sealed, open when all are."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from kit.command import Fields, Label, Words
from kit.history import Stateful
from kit.mapped import mapped
from kit.text import Line
from law.scoring import Sealed, points_text, seal_of
from services.evaluation.cases.dossier import FilledSheet
from services.evaluation.scoring.sheet_lifecycle import LIFECYCLE, State

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


def _written(notes: dict[str, str]) -> dict[str, str]:
    """Notes without the fields that were left empty."""
    return {id: note for id, note in notes.items() if note}


class SheetFields(Fields):
    """
    A sheet as far as it is filled: an option per criterion, points (decimal text) per part where the rulebook knows
    only parts, the situation of criteria that tell two apart, the lines raised by hand, and remarks: by criterion, or by
    part where only parts are scored, and on the whole.
    """

    answers: Annotated[Ticks, Label("Phương án từng tiêu chí", "Answers", example={"1.1": "1.1.c"})] = {}
    parts: Annotated[
        dict[Code, Points], Field(max_length=20), Label("Điểm từng phần", "Points of a part", example={"A": "28.5"})
    ] = {}
    case_of: Annotated[Ticks, Label("Trường hợp của tiêu chí", "Situation of a criterion")] = {}
    raised: Annotated[
        tuple[Code, ...], Field(max_length=100), Label("Trường hợp loại hoặc dừng chấm", "Lines raised by hand")
    ] = ()
    notes: Annotated[
        dict[Code, Words],
        Field(max_length=200),
        AfterValidator(_written),
        Label("Ghi chú của tiêu chí", "Note on a criterion", example={"1.1": "Đã xem hợp đồng thu mua của 12 hộ."}),
    ] = {}
    note: (
        Annotated[
            Words,
            Label(
                "Nhận xét",
                "Remark",
                hint=(
                    "Công khai cùng phiếu, như ghi chú của tiêu chí.",
                    "Revealed with the sheet, as notes on criteria are.",
                ),
            ),
        ]
        | None
    ) = None

    @property
    def filled(self) -> FilledSheet:
        """What was judged, as the law reads it."""
        return FilledSheet(
            answers=self.answers, parts=self.parts, case_of=self.case_of, raised=tuple(sorted(set(self.raised)))
        )


class Sheet(SheetFields, Stateful, lifecycle=LIFECYCLE):
    """One member's sheet of one round."""

    case_id: str
    office: str
    round: int
    member_id: str
    member_name: str
    state: State = State.DRAFT
    rulebook_id: str
    rulebook_hash: str
    parts: dict[str, str] = {}
    """As they were sealed, to the letter: the digest is made of it, also of what an earlier release wrote as `28.50`."""
    saved_at: datetime
    sealed_at: datetime | None = None
    nonce: str | None = None
    digest: str | None = None


def digest_of(sheet: Sheet) -> str:
    """The digest of the sheet's seal, as `law.scoring.seal_of` makes it."""
    return seal_of(sheet.filled.for_law(), mapped(Sealed, sheet))


def is_genuine(sheet: Sheet) -> bool:
    """Whether a sealed sheet is still what was sealed."""
    return sheet.digest is not None and digest_of(sheet) == sheet.digest
