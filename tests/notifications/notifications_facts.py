"""Facts as the other services publish them, and how they lie on their topics."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.evaluation.case import (
    CaseEditionAppliedV1,
    CaseForwardedV1,
    CaseOpenedV1,
    CaseOverdueV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseScreenedV1,
    CaseWithdrawnV1,
)
from ocop_events.evaluation.ruling import RulingIssuedV1, RulingWithdrawnV1
from ocop_events.examples import example
from ocop_events.registry.agency_report import LabTestMatchedV1
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateExtendedV1,
    CertificateRecognitionCorrectedV1,
    CertificateRenewalWindowOpenedV1,
    CertificateRevokedV1,
)
from ocop_events.registry.credential import (
    CredentialExpiredV1,
    CredentialExpiringV1,
    CredentialRecordedV1,
    HeldCredentialWithdrawnV1,
)
from ocop_events.registry.dossier import (
    DossierContent,
    DossierSubmittedV1,
    DossierSupplementedV1,
    DossierWithdrawnV1,
)
from ocop_events.registry.producer import ProducerStateV1
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import (
    DecisionRef,
    EditionApplied,
    FilledSheet,
    Layer,
    Personal,
    PlaceRef,
    ProducerRef,
    ProductRef,
)

COMMUNE, NEIGHBOUR = "33/11977", "33/12004"


def place(path: str = COMMUNE, on: date = date(2026, 8, 3), name: str = "Xã Tân Hưng") -> PlaceRef:
    return PlaceRef(code=path.rpartition("/")[2], path=path, name=name, province_name="Hưng Yên", on=on)


def producer(id: str = "p-1", where: PlaceRef | None = None, **more: Any) -> ProducerRef:
    return ProducerRef(id=id, name="HTX Nhãn lồng Tân Hưng", kind="cooperative", place=where or place(), **more)


LONGAN = ProductRef(id="s-1", name="Long nhãn sấy Tân Hưng", set_no=7)


def known(id: str = "p-1", *, address: str | None = "huong@htx.example", **more: Any) -> ProducerStateV1:
    """The registry's word on a producer."""
    said = Personal(representative="Nguyễn Thị Hương", email=address, phone="0912345678")
    return ProducerStateV1(producer_id=id, producer=producer(id, personal=said, **more), status="active")


def certified(**changes: Any) -> ProductCertifiedV1:
    facts: dict[str, Any] = {
        "product_id": "s-1",
        "product": LONGAN,
        "producer": producer(),
        "certificate_id": "c-1",
        "product_code": "33-11977-1-2026",
        "star": 4,
        "decision_number": "1608/QĐ-UBND",
        "decided_on": date(2026, 8, 3),
        "authority": "Chủ tịch UBND tỉnh Hưng Yên",
        "valid_from": date(2026, 8, 3),
        "valid_until": date(2029, 8, 2),
        "dossier_id": "d-1",
        "ruling_id": "r-1",
    }
    return ProductCertifiedV1(**facts | changes)


def submitted(**changes: Any) -> DossierSubmittedV1:
    content: dict[str, Any] = {
        "dossier_id": "d-1",
        "number": "1/PĐK-33-11977-2026",
        "kind": "first",
        "product": LONGAN,
        "producer": producer(),
        "submitted_on": date(2026, 8, 3),
        "submitted_at": datetime(2026, 8, 3, 2, tzinfo=UTC),
        "rulebook_id": "R26",
        "rulebook_hash": "h",
        "self_assessment": FilledSheet(total="82.5", star=4),
    }
    dossier = DossierContent(**content | changes)
    return DossierSubmittedV1(dossier_id=dossier.dossier_id, dossier=dossier)


def certificate_facts(**changes: Any) -> dict[str, Any]:
    facts = {
        "certificate_id": "c-1",
        "product_code": "33-11977-1-2026",
        "star": 4,
        "product": LONGAN,
        "producer": producer(),
        "decision_number": "1608/QĐ-UBND",
        "decided_on": date(2026, 8, 3),
        "valid_from": date(2026, 8, 3),
        "valid_until": date(2029, 8, 2),
    }
    return facts | changes


def expiring(days_left: int = 30, **changes: Any) -> CertificateExpiringV1:
    return CertificateExpiringV1(**certificate_facts(**changes), days_left=days_left)


def of_case(**changes: Any) -> dict[str, Any]:
    """What every event of the case carries."""
    facts = {
        "case_id": "case-1",
        "dossier_id": "d-1",
        "product": LONGAN,
        "producer": producer(),
        "office": COMMUNE,
        "tier": "commune",
    }
    return facts | changes


def returned() -> CaseReturnedV1:
    missing = ["Phiếu kiểm nghiệm", "Ảnh bao bì"]
    return CaseReturnedV1(**of_case(), missing=missing, returned_on=date(2026, 8, 5), supplement_by=date(2026, 8, 20))


def forwarded() -> CaseForwardedV1:
    return CaseForwardedV1(
        **of_case(),
        to_office="33",
        to_tier="province",
        forwarded_on=date(2026, 8, 10),
        reason="proposed",
        dossier=submitted().dossier,
    )


def case_received() -> CaseReceivedV1:
    return CaseReceivedV1(
        **of_case(office="33", tier="province", case_id="case-2"),
        from_case_id="case-1",
        from_office=COMMUNE,
        received_on=date(2026, 8, 10),
        due_on=date(2026, 9, 10),
    )


def ruled(outcome: str) -> RulingIssuedV1:
    below = Layer(office=COMMUNE, tier="commune", case_id="case-1", outcome="proposed", rulebook_id="R26")
    return RulingIssuedV1(
        **of_case(office="33", tier="province", case_id="case-2"),
        ruling_id="r-1",
        outcome=outcome,
        star=2,
        total="46.5",
        rulebook_id="R26",
        rulebook_hash="h",
        layers=[below],
        decided_on=date(2026, 8, 3),
    )


_BOTH = ("producer:p-1", f"office:{COMMUNE}")


def _of(template: str, *, office_too: bool = True) -> dict[str, str]:
    announced = {_BOTH[0]: template}
    return announced | ({_BOTH[1]: f"{template}-office"} if office_too else {})


def credential(**changes: Any) -> dict[str, Any]:
    """What every event of a credential carries."""
    facts = {
        "credential_id": "v-1",
        "kind": "vietgap",
        "number": "VietGAP-TT-12",
        "issuer": "Trung tâm chứng nhận",
        "producer": producer(),
        "product": LONGAN,
        "issued_on": date(2024, 9, 1),
        "expires_on": date(2026, 8, 31),
    }
    return facts | changes


def lab_test() -> LabTestMatchedV1:
    """A laboratory's result of a product of the producer of all these facts."""
    of_it = {"producer": producer(), "product": LONGAN}
    return LabTestMatchedV1.model_validate(example(LabTestMatchedV1.event_type) | of_it)


OCCASIONS: list[tuple[EventData, dict[str, str]]] = [
    (certified(), _of("product-certified")),
    (submitted(), _of("dossier-submitted", office_too=False)),
    (
        DossierSupplementedV1(dossier_id="d-1", dossier=submitted(supplement=1).dossier, case_id="case-1"),
        _of("dossier-supplemented", office_too=False),
    ),
    (
        DossierWithdrawnV1(
            dossier_id="d-1", product=LONGAN, producer=producer(), reason="Làm lại", withdrawn_on=date(2026, 8, 3)
        ),
        _of("dossier-withdrawn", office_too=False),
    ),
    (
        CaseScreenedV1(
            **of_case(),
            proposes=False,
            note="Đã gọi hai lần",
            screened_on=date(2026, 8, 21),
            unsupplemented=True,
            supplement_was_due_on=date(2026, 8, 20),
        ),
        _of("case-unsupplemented"),
    ),
    (
        CaseScreenedV1(**of_case(), proposes=False, note="Chưa đủ", screened_on=date(2026, 8, 21)),
        _of("case-not-proposed", office_too=False),
    ),
    (
        CaseWithdrawnV1(
            **of_case(office="33", tier="province"), number="1/PĐK", reason="Làm lại", withdrawn_on=date(2026, 8, 3)
        ),
        {"office:33": "case-withdrawn"},
    ),
    (
        CaseEditionAppliedV1(
            **of_case(office="33", tier="province"),
            rulebook_id="R26",
            applied=EditionApplied(
                from_hash="a" * 64,
                to_hash="b" * 64,
                reason="Đính chính",
                on=date(2026, 8, 3),
                by_id="o",
                case_id="c-1",
                round=2,
            ),
        ),
        {"office:33": "council-reopened"},
    ),
    (
        CredentialRecordedV1(**credential(), recorded_on=date(2026, 8, 3)),
        _of("credential-recorded", office_too=False),
    ),
    (lab_test(), _of("lab-test-matched", office_too=False)),
    (CredentialExpiringV1(**credential(), days_left=28), _of("credential-expiring", office_too=False)),
    (CredentialExpiredV1(**credential(), expired_on=date(2026, 8, 3)), _of("credential-expired")),
    (
        HeldCredentialWithdrawnV1(
            **credential(), withdrawn_by="issuer", reason="Không duy trì", withdrawn_on=date(2026, 8, 3)
        ),
        _of("credential-withdrawn"),
    ),
    (
        CaseOpenedV1(**of_case(), number="1/PĐK", opened_on=date(2026, 8, 3), due_on=date(2026, 8, 24)),
        {f"office:{COMMUNE}": "case-opened"},
    ),
    (case_received(), {"office:33": "case-opened", f"office:{COMMUNE}": "case-handed-over"}),
    (returned(), _of("case-returned", office_too=False)),
    (forwarded(), _of("case-forwarded", office_too=False)),
    (
        CaseOverdueV1(
            **of_case(), step="screening", was_due_on=date(2026, 8, 1), noticed_at=datetime(2026, 8, 2, tzinfo=UTC)
        ),
        {f"office:{COMMUNE}": "case-overdue"},
    ),
    (ruled("not-recognised"), _of("ruling-not-recognised")),
    (ruled("returned"), _of("ruling-returned")),
    (
        RulingWithdrawnV1(
            **of_case(ruling_id="r-1", office="33", tier="province"),
            reason="Giấy tờ không hợp lệ.",
            decision=DecisionRef(id="dec-1", number="1608/QĐ-UBND", decided_on=date(2026, 8, 3), line=1, of=2),
            withdrawn_on=date(2026, 8, 3),
        ),
        _of("ruling-withdrawn"),
    ),
    (
        CertificateRecognitionCorrectedV1(
            **certificate_facts(),
            was_number="1680/QĐ-UBND",
            was_decided_on=date(2026, 8, 3),
            what="Ghi nhầm số",
            corrected_on=date(2026, 8, 4),
        ),
        _of("certificate-recognition-corrected"),
    ),
    (
        CertificateRenewalWindowOpenedV1(**certificate_facts(), window_closes_on=date(2029, 4, 4)),
        _of("certificate-window-opened", office_too=False),
    ),
    (expiring(), _of("certificate-expiring")),
    (CertificateExpiredV1(**certificate_facts(), expired_on=date(2029, 8, 3)), _of("certificate-expired")),
    (
        CertificateRevokedV1(
            **certificate_facts(),
            revoked_on=date(2027, 3, 1),
            grounds=["Sử dụng nhãn hiệu sai quy định"],
            revocation_decision="45/QĐ-UBND",
        ),
        _of("certificate-revoked"),
    ),
    (
        CertificateExtendedV1(
            **certificate_facts(), previous_valid_until=date(2029, 2, 2), reason="Điều khoản chuyển tiếp"
        ),
        _of("certificate-extended", office_too=False),
    ),
]
"""Facts, and who is told of each by which template. What needs no word of its own is tested by its example in the contract."""
