"""Rulings: what an office decided, with everything needed to compute it again."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.editions import LawEditions
from ocop_events.envelope import EventData
from ocop_events.vocabulary import (
    Basis,
    DecisionRef,
    EditionApplied,
    ExplanationStep,
    Layer,
    MemberSheet,
    OfficialPaper,
    PlacePath,
    Points,
    ProducerRef,
    ProductRef,
    RegulationRef,
)

TOPIC = "ocop.evaluation.ruling"

DECIDED = (
    "outcome", "star", "total", "regulation", "own_regulation", "council_size", "recused", "sheets", "layers", "basis",
    "authority", "decision_number", "decided_on", "validity_months", "decision", "opinion_id", "editions", "law",
)  # fmt: skip
"""The key facts of a ruling: what was decided, and what it rests on."""


class RulingFacts(
    EventData,
    key_facts=("office", "tier"),
    example={
        "ruling_id": "0198a1b0-0000-7000-8000-0000000000f1",
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "office": "33",
        "tier": "province",
    },
):
    """What every event of a ruling carries. One case has one subject: its ruling's id."""

    ruling_id: str
    case_id: str
    dossier_id: str
    product: ProductRef
    producer: ProducerRef
    office: PlacePath
    tier: str


class RulingIssuedV1(
    RulingFacts,
    type="vn.ocop.evaluation.ruling.issued.v1",
    topic=TOPIC,
    key="ruling_id",
    key_facts=DECIDED,
    vi="Cơ quan kết luận: công nhận, chuyển cấp trên, không công nhận hoặc trả lại.",
    example={
        "outcome": "recognised",
        "star": 4,
        "total": "83",
        "rulebook_id": "R26",
        "rulebook_hash": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "regulation": {"spread_limit": "5"},
        "own_regulation": {},
        "council_size": 7,
        "chair_id": "chair",
        "sheets": [{}],
        "explanation": [
            {"code": "star-by-total", "vi": "Tổng điểm 83 đạt hạng 4 sao.", "en": "A total of 83 reaches four stars."}
        ],
        "layers": [{}],
        "authority": "Chủ tịch UBND cấp tỉnh",
        "decision_number": "1234/QĐ-UBND",
        "decided_on": "2026-09-10",
        "validity_months": 36,
        "basis": {},
        "law": {},
    },
):
    """An office ruled: recognised, forwarded, not-recognised or returned."""

    outcome: str
    star: int
    total: Points
    rulebook_id: str
    rulebook_hash: str
    regulation: dict[str, str] = {}
    own_regulation: RegulationRef | None = None
    council_size: int = 0
    chair_id: str | None = None
    recused: list[str] = []
    sheets: list[MemberSheet] = []
    explanation: list[ExplanationStep] = []
    layers: list[Layer] = []
    authority: str | None = None
    decision_number: str | None = None
    decided_on: date
    signed_as: Annotated[
        list[str],
        Field(description="The lines of authority above the signature; empty where no signed copy is on file."),
    ] = []
    signed_by: Annotated[str | None, Field(description="The name under the signature.")] = None
    validity_months: int | None = None
    basis: Annotated[
        Basis | None, Field(description="What the star rests on; absent in rulings of earlier releases: their sheets.")
    ] = None
    decision: Annotated[
        DecisionRef | None,
        Field(description="The decision it is a line of; absent where it has none of several lines."),
    ] = None
    opinion_id: Annotated[str | None, Field(description="The written opinions it rests on.")] = None
    meeting_id: str | None = None
    editions: Annotated[
        list[EditionApplied],
        Field(
            description="Later editions of the rulebook applied since submission; `rulebook_hash` is the last one's."
        ),
    ] = []
    law: Annotated[
        LawEditions | None,
        Field(description="Of the lists beside the rulebook, by which it was ruled; absent of earlier releases."),
    ] = None


class RulingAppealedV1(
    RulingFacts,
    type="vn.ocop.evaluation.ruling.appealed.v1",
    topic=TOPIC,
    key="ruling_id",
    key_facts=("appealed_on",),
    vi="Chủ thể kiến nghị về một kết luận.",
    example={"grounds": "Chưa tính điểm câu chuyện sản phẩm", "appealed_on": "2026-09-18"},
):
    """The producer contests a ruling."""

    grounds: str
    appealed_on: date


class RulingCorrectedV1(
    RulingFacts,
    type="vn.ocop.evaluation.ruling.corrected.v1",
    topic=TOPIC,
    key="ruling_id",
    key_facts=("decision_number", "corrected_on"),
    vi="Đính chính lỗi văn bản của kết luận; hạng sao khác là một kết luận mới, không phải đính chính.",
    example={
        "what": "Tên chủ thể",
        "decision_number": "1301/QĐ-UBND",
        "decided_on": "2026-09-10",
        "corrected_on": "2026-09-25",
    },
):
    """A clerical error in a ruling was put right; a different star is a new ruling, not a correction."""

    what: str
    decision_number: str
    decided_on: Annotated[
        date | None, Field(description="The decision's day as it is now; absent where an earlier release said none.")
    ] = None
    corrected_on: date


class RulingWithdrawnV1(
    RulingFacts,
    type="vn.ocop.evaluation.ruling.withdrawn.v1",
    topic=TOPIC,
    key="ruling_id",
    key_facts=("decision", "withdrawn_on"),
    vi="Kết luận đã ban hành bị rút cùng dòng của quyết định.",
    example={
        "reason": "Giấy tờ không hợp lệ",
        "decision": {
            "id": "0198a1b0-0000-7000-8000-000000000dc1",
            "number": "1234/QĐ-UBND",
            "decided_on": "2026-09-10",
            "line": 1,
            "of": 1,
        },
        "withdrawn_on": "2026-10-01",
    },
):
    """An issued ruling was taken back with its decision's line: the registry opens the revocation, nothing ends by itself."""

    reason: str
    decision: DecisionRef | None = None
    withdrawn_by: OfficialPaper | None = None
    withdrawn_on: date
