"""What is said of recognitions, certificates and credentials."""

from __future__ import annotations

from typing import Any

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
from ocop_events.registry.product import ProductCertifiedV1

from kit.messaging.received import Received
from services.notifications.messages import credentials
from services.notifications.messages.news import News, both, place_words, producer


def product_certified(event: Received[ProductCertifiedV1]) -> list[News]:
    """The producer learns of its star; the commune's office learns what was recognised in its territory."""
    fact = event.data
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
        "place": place_words(fact.producer),
        "product_id": fact.product_id,
    }
    return both("product-certified", values, fact.producer)


def window_opened(event: Received[CertificateRenewalWindowOpenedV1]) -> list[News]:
    """The producer may file for re-evaluation."""
    values = {**_of_certificate(event.data), "window_closes_on": event.data.window_closes_on}
    return [News("certificate-window-opened", values, [producer(event.data.producer)])]


def certificate_expiring(event: Received[CertificateExpiringV1]) -> list[News]:
    """A rung of the ladder, for the producer and the commune's office."""
    values = {**_of_certificate(event.data), "days_left": event.data.days_left}
    return both("certificate-expiring", values, event.data.producer)


def certificate_expired(event: Received[CertificateExpiredV1]) -> list[News]:
    """The star may no longer be printed."""
    fact = event.data
    if fact.retrospective:
        return []
    return both("certificate-expired", {**_of_certificate(fact), "expired_on": fact.expired_on}, fact.producer)


def certificate_revoked(event: Received[CertificateRevokedV1]) -> list[News]:
    """The recognition was taken back."""
    fact = event.data
    values = {
        **_of_certificate(fact),
        "revoked_on": fact.revoked_on,
        "revocation_decision": fact.revocation_decision,
        "grounds": fact.grounds,
    }
    return both("certificate-revoked", values, fact.producer)


def certificate_extended(event: Received[CertificateExtendedV1]) -> list[News]:
    """The certificate lasts longer."""
    fact = event.data
    values = {**_of_certificate(fact), "previous_valid_until": fact.previous_valid_until, "reason": fact.reason}
    return [News("certificate-extended", values, [producer(fact.producer)])]


def credential_recorded(event: Received[CredentialRecordedV1]) -> list[News]:
    """The holder learns that it counts here; an office or another agency may have recorded it."""
    values = {**_of_credential(event.data), "recorded_on": event.data.recorded_on}
    return [News("credential-recorded", values, [producer(event.data.producer)])]


def credential_expiring(event: Received[CredentialExpiringV1]) -> list[News]:
    """The holder has time to renew it: a recognition is as healthy as its weakest paper."""
    values = {**_of_credential(event.data), "days_left": event.data.days_left}
    return [News("credential-expiring", values, [producer(event.data.producer)])]


def credential_expired(event: Received[CredentialExpiredV1]) -> list[News]:
    """What it proved is no longer proven: the holder renews it, the commune looks after it."""
    fact = event.data
    return both("credential-expired", {**_of_credential(fact), "expired_on": fact.expired_on}, fact.producer)


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
