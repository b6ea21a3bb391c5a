"""Dossiers: what a producer asks to be judged by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import EditionApplied, EvidenceRef, FilledSheet, Part, ProducerRef, ProductRef, Recognition
from ocop_events.words import PaperChange

TOPIC = "ocop.registry.dossier"

DECIDED = tuple(
    f"dossier.{name}"
    for name in ("kind", "number", "submitted_on", "self_assessment", "previous", "supplement", "lists")
)
"""The key facts of an event that carries a whole dossier."""


class DossierContent(
    Part,
    example={
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "number": "1/PĐK-33-11977-2026",
        "kind": "first",
        "submitted_on": "2026-08-03",
        "submitted_at": "2026-08-03T02:15:00Z",
        "rulebook_id": "R26",
        "rulebook_hash": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "evidence": [{}],
        "written_by": ["seller.1"],
        "lists": {"evidence": "9f2d1c7a5e3b8f604de01d70f74bc31886e969e8bc0be37d558f94409847f004"},
    },
):
    """The whole dossier as submitted: a council can work from it without calling back."""

    dossier_id: str
    number: str
    kind: str
    product: ProductRef
    producer: ProducerRef
    submitted_on: date
    submitted_at: datetime
    rulebook_id: str
    rulebook_hash: str
    self_assessment: FilledSheet
    evidence: list[EvidenceRef] = []
    previous: Recognition | None = None
    note: str | None = None
    supplement: int = 0
    written_by: list[str] = []
    """Ids, at the identity provider, of everybody who wrote in it: whoever helped write a dossier does not judge it."""
    editions: Annotated[
        list[EditionApplied],
        Field(description="Later editions of its rulebook applied since; `rulebook_hash` is the last one's."),
    ] = []
    lists: Annotated[
        dict[str, str],
        Field(description="List → the hash of the edition by which it was found in order when it was handed in."),
    ] = {}
    known_by: Annotated[
        dict[str, str] | None,
        Field(
            description="By what the services of one deployment recognise whoever stands behind the producer (tax code, telephone, "
            "e-mail, representative) without being told it: keyed hashes, which nobody outside can make or read."
        ),
    ] = None


class DossierOpenedV1(
    EventData,
    type="vn.ocop.registry.dossier.opened.v1",
    topic=TOPIC,
    key="dossier_id",
    key_facts=("kind",),
    vi="Chủ thể bắt đầu lập hồ sơ.",
    example={"dossier_id": "0198a1b0-0000-7000-8000-0000000000d1", "kind": "first", "opened_on": "2026-07-20"},
):
    """A producer began a dossier."""

    dossier_id: str
    kind: str
    product: ProductRef
    producer: ProducerRef
    opened_on: date


class DossierSubmittedV1(
    EventData,
    type="vn.ocop.registry.dossier.submitted.v1",
    topic=TOPIC,
    key="dossier_id",
    key_facts=DECIDED,
    vi="Hồ sơ được nộp; từ ngày này quy định áp dụng cho hồ sơ được cố định.",
    example={"dossier_id": "0198a1b0-0000-7000-8000-0000000000d1"},
):
    """A dossier was handed in; from this day its rulebook is fixed."""

    dossier_id: str
    dossier: DossierContent


class DossierSupplementedV1(
    EventData,
    type="vn.ocop.registry.dossier.supplemented.v1",
    topic=TOPIC,
    key="dossier_id",
    key_facts=DECIDED,
    vi="Hồ sơ bị trả lại được bổ sung và nộp lại; toàn bộ hồ sơ hiện tại.",
    example={
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "dossier": {"supplement": 1},
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "done": ["Phiếu kiểm nghiệm còn hiệu lực"],
    },
):
    """A returned dossier was handed in again; the whole of it as it is now."""

    dossier_id: str
    dossier: DossierContent
    case_id: str | None = None
    done: Annotated[
        list[str],
        Field(description="Of what the office asked for, in its words, what the producer says is supplied."),
    ] = []


class DossierWithdrawnV1(
    EventData,
    type="vn.ocop.registry.dossier.withdrawn.v1",
    topic=TOPIC,
    key="dossier_id",
    vi="Chủ thể rút hồ sơ.",
    example={
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "reason": "Chưa đủ minh chứng",
        "withdrawn_on": "2026-08-10",
    },
):
    """The producer took a dossier back."""

    dossier_id: str
    product: ProductRef
    producer: ProducerRef
    reason: str
    withdrawn_on: date


class DossierMovedV1(
    EventData,
    type="vn.ocop.registry.dossier.moved.v1",
    topic=TOPIC,
    key="dossier_id",
    vi="Hồ sơ thuộc về bản ghi khác của cùng sản phẩm hoặc chủ thể, vì hai bản ghi trùng được gộp.",
    example={
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "reason": "Cùng một hợp tác xã, ghi hai lần",
        "moved_on": "2026-08-03",
    },
):
    """A dossier belongs to another record of the same product or producer: two of them were merged. `product`, `producer`: as now."""

    dossier_id: str
    product: ProductRef
    producer: ProducerRef
    reason: str
    moved_on: date


class DossierPaperChangedV1(
    EventData,
    type="vn.ocop.registry.dossier.paper-changed.v1",
    topic=TOPIC,
    key="dossier_id",
    key_facts=("credential_id", "change"),
    vi="Một chứng nhận liên quan đến hồ sơ được cấp, thay hoặc thu hồi trong lúc cơ quan đang giữ hồ sơ; nội dung đã nộp không đổi.",
    example={
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "credential_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "kind": "vietgap",
        "number": "VietGAP-TT-12-05-33-0077",
        "evidence_kind": "quality-system",
        "change": "withdrawn",
        "changed_on": "2026-09-01",
    },
):
    """
    A credential changed while an office had the dossier: what was handed in stays as it was, and whoever judges it should
    know. `kind`: of the credential; `evidence_kind`: what it is evidence of there.
    """

    dossier_id: str
    number_of_dossier: str | None = None
    product: ProductRef
    producer: ProducerRef
    credential_id: str
    kind: str
    number: str
    evidence_kind: str
    change: PaperChange
    expires_on: date | None = None
    changed_on: date
