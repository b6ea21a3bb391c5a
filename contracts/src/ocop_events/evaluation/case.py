"""Cases: one dossier before one office."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from ocop_events.editions import LawEditions
from ocop_events.envelope import EventData
from ocop_events.registry.dossier import DECIDED, DossierContent
from ocop_events.vocabulary import EditionApplied, Layer, OfficialPaper, PlacePath, ProducerRef, ProductRef
from ocop_events.words import Escalation

TOPIC = "ocop.evaluation.case"

Counted = Annotated[
    Literal["working", "calendar"], Field(description="`working`: working days. `calendar`: days of the calendar.")
]


class CaseFacts(
    EventData,
    key_facts=("office", "tier", "law"),
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "office": "33/11977",
        "tier": "commune",
        "law": {},
    },
):
    """What every event of a case carries."""

    case_id: str
    dossier_id: str
    product: ProductRef
    producer: ProducerRef
    office: PlacePath
    tier: str
    law: Annotated[
        LawEditions | None,
        Field(
            description="By which its office and its period were found; absent of a case opened before it was noted."
        ),
    ] = None


class CaseOpenedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.opened.v1",
    topic=TOPIC,
    key="case_id",
    vi="Cơ quan tiếp nhận hồ sơ để xử lý.",
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e0",
        "number": "1/PĐK-33-11977-2026",
        "opened_on": "2026-08-03",
        "due_on": "2026-08-24",
        "period_days": 15,
        "period_counted": "working",
    },
):
    """An office has the dossier before it."""

    number: str
    opened_on: date
    due_on: date | None = None
    period_days: int | None = Field(None, description="How many days the office has; absent where the act sets none.")
    period_counted: Counted | None = None


class CaseReturnedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.returned.v1",
    topic=TOPIC,
    key="case_id",
    vi="Cơ quan trả hồ sơ cho chủ thể: thiếu gì, bổ sung trước ngày nào.",
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e0",
        "missing": ["Phiếu kiểm nghiệm còn hiệu lực"],
        "returned_on": "2026-08-06",
        "supplement_by": "2026-08-20",
    },
):
    """An office sent the dossier back to the producer: what is missing, and by when."""

    missing: list[str]
    returned_on: date
    supplement_by: date | None = None


class CaseScreenedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.screened.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("proposes", "findings", "unsupplemented"),
    vi="Cấp xã thẩm tra hồ sơ và đề nghị, hoặc không đề nghị, đánh giá; hoặc cơ quan kết thúc hồ sơ vì chủ thể không nộp bổ sung trong hạn.",
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e0",
        "proposes": True,
        "findings": {"Sản xuất tại địa bàn": True},
        "screened_on": "2026-08-12",
    },
):
    """
    The commune examined the dossier and proposes it, or does not; or an office that had returned it ended it
    (`unsupplemented`), because the producer let the last day for the supplement pass.
    """

    proposes: bool
    findings: dict[str, bool] = {}
    note: str | None = None
    screened_on: date
    unsupplemented: Annotated[
        bool,
        Field(description="Ended without being examined, for want of the supplement; then `proposes` is false."),
    ] = False
    supplement_was_due_on: Annotated[
        date | None, Field(description="The last day for that supplement; only with `unsupplemented`.")
    ] = None


class CaseAdvisedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.advised.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("proposed_star",),
    vi="Tổ tư vấn báo cáo kết quả.",
    example={
        "office": "33",
        "tier": "province",
        "proposed_star": 4,
        "note": "Đề nghị Hội đồng xem xét",
        "advised_on": "2026-08-28",
    },
):
    """The advisory team gave its report."""

    proposed_star: int | None = None
    note: str | None = None
    advised_on: date
    report: OfficialPaper | None = None


class CaseForwardedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.forwarded.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("to_office", "to_tier", "layers", *DECIDED),
    vi="Cơ quan chuyển hồ sơ lên cấp tiếp theo cùng mọi kết quả đã có.",
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e0",
        "to_office": "33",
        "to_tier": "province",
        "forwarded_on": "2026-08-13",
        "reason": "Đủ điều kiện đề nghị đánh giá",
    },
):
    """An office hands the dossier to the next one, with everything found so far."""

    to_office: PlacePath
    to_tier: str
    forwarded_on: date
    reason: str
    dossier: DossierContent
    layers: list[Layer] = []


class CaseReceivedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.received.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("from_office",),
    vi="Cơ quan tiếp theo đã nhận hồ sơ; phần việc của bên gửi hoàn thành.",
    example={
        "office": "33",
        "tier": "province",
        "from_case_id": "0198a1b0-0000-7000-8000-0000000000e0",
        "from_office": "33/11977",
        "received_on": "2026-08-13",
        "due_on": "2026-10-31",
    },
):
    """The next office has the dossier; the sender's part is done."""

    from_case_id: str
    from_office: PlacePath
    received_on: date
    due_on: date | None = None
    period_days: int | None = Field(None, description="How many days the office has; absent where the act sets none.")
    period_counted: Counted | None = None


class CaseEditionAppliedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.edition-applied.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("rulebook_id", "applied"),
    vi="Một người có tên áp dụng bản đính chính của bộ tiêu chí cho hồ sơ đang xử lý; có `applied.round` là khi Hội đồng được mở lại.",
    example={
        "office": "33",
        "tier": "province",
        "rulebook_id": "R26",
        "applied": {
            "from_hash": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
            "to_hash": "9f2d1c7a5e3b8f604de01d70f74bc31886e969e8bc0be37d558f94409847f004",
            "reason": "Đính chính mức tối thiểu của tiêu chí 2.3, bộ 19",
            "on": "2026-08-20",
            "by_id": "officer.province",
            "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
            "round": 2,
        },
    },
):
    """
    A correction of the rulebook was applied to a pending case: before any sheet was sealed, or with `applied.round` by
    re-opening its council.
    """

    rulebook_id: str
    applied: EditionApplied


class CaseWithdrawnV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.withdrawn.v1",
    topic=TOPIC,
    key="case_id",
    vi="Chủ thể đã rút hồ sơ; cơ quan không phải làm gì thêm với hồ sơ đánh giá.",
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e0",
        "number": "1/PĐK-33-11977-2026",
        "reason": "Cần bổ sung giấy tờ trước khi nộp lại",
        "withdrawn_on": "2026-08-20",
    },
):
    """The producer took the dossier back: nothing more is awaited of the office."""

    number: str
    reason: str
    withdrawn_on: date


class CaseOverdueV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.overdue.v1",
    topic=TOPIC,
    key="case_id",
    vi="Hết thời hạn theo quy định mà cơ quan chưa hoàn thành bước này.",
    example={
        "case_id": "0198a1b0-0000-7000-8000-0000000000e0",
        "step": "screening",
        "was_due_on": "2026-08-24",
        "noticed_at": "2026-08-24T17:00:00Z",
    },
):
    """A statutory period of the office ended without its step."""

    step: str
    was_due_on: date
    noticed_at: datetime


class CasePlacedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.placed.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("round_id", "was_round_id"),
    vi="Hồ sơ đánh giá thuộc một đợt: đợt đang mở, đợt sau nếu đến muộn, hoặc được chuyển tiếp kèm lý do.",
    example={
        "office": "33",
        "tier": "province",
        "round_id": "0198a1b0-0000-7000-8000-00000000ac01",
        "round": "Đợt 2 năm 2026",
        "was_round_id": "0198a1b0-0000-7000-8000-00000000ac00",
        "reason": "Chờ phiếu kiểm nghiệm",
        "proposals_by": "2026-08-31",
        "ends_by": "2026-10-31",
        "placed_on": "2026-08-13",
    },
):
    """A case belongs to a round: the one open at its receipt, the next when it came late, or carried over with a reason."""

    round_id: str
    round: str | None = None
    was_round_id: str | None = None
    late: bool = False
    reason: str | None = None
    proposals_by: date | None = None
    ends_by: date | None = None
    placed_on: date


class CaseEscalatedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.escalated.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("level", "to_office"),
    vi="Hồ sơ đánh giá chậm được báo lên một nấc; mỗi nấc một lần.",
    example={
        "office": "33",
        "tier": "province",
        "level": "head",
        "step": "scoring",
        "percent": 100,
        "due_on": "2026-10-31",
        "to_office": "33",
        "escalated_at": "2026-10-31T17:00:00Z",
    },
):
    """A case that takes its time climbed a rung, each rung once: the clock's share in per cent, and who is told."""

    level: Escalation
    step: str
    percent: int
    due_on: date | None = None
    to_office: PlacePath
    escalated_at: datetime


class CasePackageSealedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.package-sealed.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("sha256", "to_office"),
    planned=True,
    vi="Hồ sơ đánh giá được niêm phong thành gói để gửi nơi không đọc sự kiện của ta.",
    example={
        "office": "33",
        "tier": "province",
        "to_office": "vn",
        "sha256": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "size": 2481152,
        "sealed_at": "2026-09-12T02:00:00Z",
    },
):
    """A case was sealed into a package for an installation that reads no events of ours."""

    to_office: PlacePath
    sha256: str
    size: int
    sealed_at: datetime


class CasePackageImportedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.package-imported.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("sha256", "from_office"),
    planned=True,
    vi="Gói hồ sơ đã được kiểm tra và tiếp nhận.",
    example={
        "office": "vn",
        "tier": "centre",
        "from_office": "33",
        "sha256": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "imported_at": "2026-09-15T02:00:00Z",
    },
):
    """A sealed package was verified and taken in: the case is before this office."""

    from_office: PlacePath
    sha256: str
    imported_at: datetime
