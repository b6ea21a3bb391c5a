"""What is told of each fact, and to whom: the treaty's words into the fields of templates."""

from __future__ import annotations

from datetime import date
from typing import Any

from ocop_events.evaluation.case import (
    CaseFacts,
    CaseForwardedV1,
    CaseOpenedV1,
    CaseOverdueV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseWithdrawnV1,
)
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateExtendedV1,
    CertificateFacts,
    CertificateRenewalWindowOpenedV1,
    CertificateRevokedV1,
)
from ocop_events.registry.credential import (
    CredentialExpiredV1,
    CredentialExpiringV1,
    CredentialFacts,
    CredentialRecordedV1,
)
from ocop_events.registry.dossier import DossierContent, DossierWithdrawnV1
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import Layer, ProducerRef

from law.kinds import dossier_kind
from services.notifications import territory
from services.notifications.messages import credentials
from services.notifications.messages.use_cases import News
from services.notifications.recipients.recipient import Kind, Recipient


def product_certified(fact: ProductCertifiedV1, on: date) -> list[News]:
    """The producer learns of its star; the commune's office learns what was recognised in its territory."""
    if fact.retrospective:  # of earlier years, entered now from a published list: no news
        return []
    values = {
        "product": fact.product.name,
        "star": fact.star,
        "previous_star": fact.previous_star,
        "decision_number": fact.decision_number,
        "decided_on": fact.decided_on,
        "authority": fact.authority,
        "product_code": fact.product_code,
        "valid_from": fact.valid_from,
        "valid_until": fact.valid_until,
        "place": _place(fact.producer),
        "product_id": fact.product_id,
    }
    commune = {**values, "producer": fact.producer.name}
    return [
        News("product-certified", values, [_producer(fact.producer, on)]),
        News("product-certified-office", commune, [_office_of(fact.producer, on)]),
    ]


def dossier_submitted(dossier: DossierContent, on: date) -> list[News]:
    """The producer's receipt."""
    values = {
        "number": dossier.number,
        "product": dossier.product.name,
        "kind": known.label.model_dump() if (known := dossier_kind(dossier.kind)) else dossier.kind,
        "submitted_on": dossier.submitted_on,
        "evidence": len(dossier.evidence),
        "self_total": dossier.self_assessment.total,
        "dossier_id": dossier.dossier_id,
    }
    return [News("dossier-submitted", values, [_producer(dossier.producer, on)])]


def dossier_supplemented(dossier: DossierContent, on: date) -> list[News]:
    """The producer's receipt for a supplement."""
    values = {
        "number": dossier.number,
        "product": dossier.product.name,
        "supplement": dossier.supplement,
        "supplemented_on": on,
        "dossier_id": dossier.dossier_id,
    }
    return [News("dossier-supplemented", values, [_producer(dossier.producer, on)])]


def dossier_withdrawn(fact: DossierWithdrawnV1, on: date) -> list[News]:
    """The producer's confirmation; somebody else may have acted for it. Offices that had it hear of their own case."""
    values = {
        "product": fact.product.name,
        "reason": fact.reason,
        "withdrawn_on": fact.withdrawn_on,
        "dossier_id": fact.dossier_id,
    }
    return [News("dossier-withdrawn", values, [_producer(fact.producer, on)])]


def case_opened(fact: CaseOpenedV1) -> list[News]:
    """The office has work before it."""
    values = {**_of_case(fact), "number": fact.number, "opened_on": fact.opened_on, "due_on": fact.due_on}
    return [News("case-opened", values, [_office(fact.office, fact.opened_on)])]


def case_received(fact: CaseReceivedV1) -> list[News]:
    """The receiving office has work before it; the sending one is done."""
    on = fact.received_on
    received = {
        **_of_case(fact),
        "opened_on": on,
        "due_on": fact.due_on,
        "from_office": territory.office_words(fact.from_office, on),
    }
    handed = {
        "product": fact.product.name,
        "producer": fact.producer.name,
        "office": territory.office_words(fact.office, on),
        "received_on": on,
        "case_id": fact.from_case_id,
    }
    return [
        News("case-opened", received, [_office(fact.office, on)]),
        News("case-handed-over", handed, [_office(fact.from_office, on)]),
    ]


def case_returned(fact: CaseReturnedV1, on: date) -> list[News]:
    """The producer learns what is missing, and by when."""
    values = {
        "product": fact.product.name,
        "office": territory.office_words(fact.office, fact.returned_on),
        "returned_on": fact.returned_on,
        "supplement_by": fact.supplement_by,
        "missing": fact.missing,
        "dossier_id": fact.dossier_id,
    }
    return [News("case-returned", values, [_producer(fact.producer, on)])]


def case_forwarded(fact: CaseForwardedV1, on: date) -> list[News]:
    """The producer learns where the dossier is now. The office it goes to is told once the case is there."""
    values = {
        "number": fact.dossier.number,
        "product": fact.product.name,
        "office": territory.office_words(fact.office, fact.forwarded_on),
        "to_office": territory.office_words(fact.to_office, fact.forwarded_on),
        "forwarded_on": fact.forwarded_on,
        "dossier_id": fact.dossier_id,
    }
    return [News("case-forwarded", values, [_producer(fact.producer, on)])]


def case_overdue(fact: CaseOverdueV1) -> list[News]:
    """The office learns that its period ended."""
    values = {
        "product": fact.product.name,
        "producer": fact.producer.name,
        "was_due_on": fact.was_due_on,
        "case_id": fact.case_id,
    }
    return [News("case-overdue", values, [_office(fact.office, fact.was_due_on)])]


def case_withdrawn(fact: CaseWithdrawnV1) -> list[News]:
    """The office need not go on with it."""
    values = {
        "number": fact.number,
        "product": fact.product.name,
        "producer": fact.producer.name,
        "reason": fact.reason,
        "withdrawn_on": fact.withdrawn_on,
        "case_id": fact.case_id,
    }
    return [News("case-withdrawn", values, [_office(fact.office, fact.withdrawn_on)])]


def ruling_issued(fact: RulingIssuedV1, on: date) -> list[News]:
    """
    What a ruling means for whom. A recognition is told when the certificate exists (`product.certified`), a forwarding
    when the case moves (`case.forwarded`).
    """
    values = {
        "product": fact.product.name,
        "office": territory.office_words(fact.office, fact.decided_on),
        "total": fact.total,
        "star": fact.star,
        "decided_on": fact.decided_on,
        "case_id": fact.case_id,
    }
    theirs = {**values, "producer": fact.producer.name}
    if fact.outcome == "not-recognised":
        return [
            News("ruling-not-recognised", values, [_producer(fact.producer, on)]),
            News("ruling-not-recognised-office", theirs, [_office_of(fact.producer, on)]),
        ]
    if fact.outcome == "returned":
        below = fact.layers[-1:]
        return [
            News("ruling-returned", values, [_producer(fact.producer, on)]),
            *(
                News("ruling-returned-office", {**theirs, "case_id": layer.case_id}, [_below(layer, fact)])
                for layer in below
            ),
        ]
    return []


def window_opened(fact: CertificateRenewalWindowOpenedV1, on: date) -> list[News]:
    """The producer may file for re-evaluation."""
    values = {**_of_certificate(fact), "window_closes_on": fact.window_closes_on}
    return [News("certificate-window-opened", values, [_producer(fact.producer, on)])]


def certificate_expiring(fact: CertificateExpiringV1, on: date) -> list[News]:
    """A rung of the ladder, for the producer and the commune's office."""
    values = {**_of_certificate(fact), "days_left": fact.days_left}
    return _both("certificate-expiring", values, fact.producer, on)


def certificate_expired(fact: CertificateExpiredV1, on: date) -> list[News]:
    """The star may no longer be printed."""
    if fact.retrospective:
        return []
    return _both("certificate-expired", {**_of_certificate(fact), "expired_on": fact.expired_on}, fact.producer, on)


def certificate_revoked(fact: CertificateRevokedV1, on: date) -> list[News]:
    """The recognition was taken back."""
    values = {
        **_of_certificate(fact),
        "revoked_on": fact.revoked_on,
        "revocation_decision": fact.revocation_decision,
        "grounds": fact.grounds,
    }
    return _both("certificate-revoked", values, fact.producer, on)


def certificate_extended(fact: CertificateExtendedV1, on: date) -> list[News]:
    """The certificate lasts longer."""
    values = {
        **_of_certificate(fact),
        "previous_valid_until": fact.previous_valid_until,
        "reason": fact.reason,
    }
    return [News("certificate-extended", values, [_producer(fact.producer, on)])]


def credential_recorded(fact: CredentialRecordedV1, on: date) -> list[News]:
    """The holder learns that it counts here; an office or another agency may have recorded it."""
    values = {**_of_credential(fact), "recorded_on": fact.recorded_on}
    return [News("credential-recorded", values, [_producer(fact.producer, on)])]


def credential_expiring(fact: CredentialExpiringV1, on: date) -> list[News]:
    """The holder has time to renew it: a recognition is as healthy as its weakest paper."""
    values = {**_of_credential(fact), "days_left": fact.days_left}
    return [News("credential-expiring", values, [_producer(fact.producer, on)])]


def credential_expired(fact: CredentialExpiredV1, on: date) -> list[News]:
    """What it proved is no longer proven: the holder renews it, the commune looks after it."""
    return _both("credential-expired", {**_of_credential(fact), "expired_on": fact.expired_on}, fact.producer, on)


def _both(template: str, values: dict[str, Any], producer: ProducerRef, on: date) -> list[News]:
    commune = {**values, "producer": producer.name}
    return [
        News(template, values, [_producer(producer, on)]),
        News(f"{template}-office", commune, [_office_of(producer, on)]),
    ]


def _of_case(fact: CaseFacts) -> dict[str, Any]:
    return {
        "product": fact.product.name,
        "producer": fact.producer.name,
        "place": _place(fact.producer),
        "case_id": fact.case_id,
    }


def _of_certificate(fact: CertificateFacts) -> dict[str, Any]:
    return {
        "product": fact.product.name,
        "star": fact.star,
        "product_code": fact.product_code,
        "decision_number": fact.decision_number,
        "valid_from": fact.valid_from,
        "valid_until": fact.valid_until,
        "product_id": fact.product.id,
    }


def _of_credential(fact: CredentialFacts) -> dict[str, Any]:
    return {
        "credential": credentials.called(fact.kind),
        "held_for": fact.product.name if fact.product else fact.producer.name,
        "number": fact.number,
        "issuer": fact.issuer,
        "issued_on": fact.issued_on,
        "expires_on": fact.expires_on,
        "producer_id": fact.producer.id,
    }


def _producer(producer: ProducerRef, on: date) -> Recipient:
    """The producer, seen by the office that serves its place today."""
    place = territory.office_serving(producer.place.path, producer.place.on, on)
    return Recipient(kind=Kind.PRODUCER, id=producer.id, place=place, name=producer.name)


def _office(path: str, on: date) -> Recipient:
    return Recipient(kind=Kind.OFFICE, id=path, place=path, name=territory.office_words(path, on)["vi"])


def _office_of(producer: ProducerRef, on: date) -> Recipient:
    """The office that serves the producer's place today: a certificate outlives the communes it was issued in."""
    return _office(territory.office_serving(producer.place.path, producer.place.on, on), on)


def _below(layer: Layer, fact: RulingIssuedV1) -> Recipient:
    return _office(layer.office, layer.decided_on or fact.decided_on)


def _place(producer: ProducerRef) -> territory.Words:
    return territory.place_words(producer.place.path, producer.place.on, producer.place.name)
