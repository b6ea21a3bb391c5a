"""What a decision's events carry, whichever service announces them: the act of an authority over 1 to 500 lines."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, Star
from ocop_events.words import DecisionKind


class DecisionLine(
    Part,
    example={
        "line": 1,
        "subject_id": "0198a1b0-0000-7000-8000-0000000000c1",
        "product_id": "0198a1b0-0000-7000-8000-0000000000b1",
        "product_name": "Nhãn lồng Tân Hưng",
        "producer_name": "Hợp tác xã Nhãn lồng Tân Hưng",
        "star": 4,
    },
):
    """One line of the annex. What it decides in full travels with the line's own subject (ruling, certificate)."""

    line: Annotated[int, Field(ge=1, description="Its own number in the annex; never given to another line.")]
    subject_id: Annotated[str, Field(description="The ruling, certificate, council or team that it decides.")]
    product_id: str | None = None
    product_name: str | None = None
    producer_name: str | None = None
    star: Star | None = None


class DecisionFacts(
    EventData,
    key_facts=("kind", "office", "authority", "number", "decided_on", "effective_on", "lines"),
    example={
        "decision_id": "0198a1b0-0000-7000-8000-000000000dc1",
        "kind": "recognition",
        "office": "33",
        "authority": "Chủ tịch UBND cấp tỉnh",
        "signed_by": "Chủ tịch Nguyễn Văn An",
        "number": "1234/QĐ-UBND",
        "decided_on": "2026-09-10",
        "effective_on": "2026-09-10",
        "paper": {},
        "grounds": ["Quyết định 26/2026/QĐ-TTg"],
        "lines": [{"subject_id": "0198a1b0-0000-7000-8000-0000000000f1"}],
    },
):
    """What every event of a decision carries: the whole of it as it is now, withdrawn lines left out."""

    decision_id: str
    kind: DecisionKind
    office: PlacePath
    authority: Annotated[str, Field(description="Who decides by law, e.g. the chairman of the province.")]
    signed_by: Annotated[str | None, Field(description="Name and post as signed.")] = None
    number: str
    decided_on: date
    effective_on: date | None = None
    paper: OfficialPaper | None = None
    grounds: list[str] = []
    lines: list[DecisionLine] = []


class DecisionCorrection(
    DecisionFacts,
    key_facts=("was_number", "was_decided_on", "corrected_by", "corrected_on"),
    example={
        "what": "Số quyết định",
        "was_number": "1243/QĐ-UBND",
        "was_decided_on": "2026-09-10",
        "corrected_on": "2026-09-12",
    },
):
    """A clerical error put right: the number, the day or the words of a line. What was decided stays."""

    what: str
    was_number: str | None = None
    was_decided_on: date | None = None
    corrected_by: Annotated[OfficialPaper | None, Field(description="The paper that corrects it.")] = None
    corrected_on: date


class DecisionLineWithdrawal(
    DecisionFacts,
    key_facts=("line", "withdrawn_on", "withdrawn_by"),
    example={
        "lines": [],
        "line": {"subject_id": "0198a1b0-0000-7000-8000-0000000000f1"},
        "reason": "Giấy tờ không hợp lệ",
        "withdrawn_on": "2026-10-01",
    },
):
    """A line was taken out of an issued decision; what followed from it is undone by a decision of its own."""

    line: DecisionLine
    reason: str
    withdrawn_by: Annotated[OfficialPaper | None, Field(description="The paper that withdraws it.")] = None
    withdrawn_on: date
