"""Events that the standings react to: products recognised, and what became of their certificates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExtendedV1,
    CertificateFacts,
    CertificateGivenUpV1,
    CertificateIssuedV1,
    CertificateRecognitionCorrectedV1,
    CertificateReinstatedV1,
    CertificateRevokedAfterEndV1,
    CertificateRevokedV1,
    CertificateStruckV1,
    CertificateSupersededV1,
)
from ocop_events.registry.product import ProductCertifiedV1, ProductMergedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.reporting.standings import store, use_cases
from services.reporting.standings.recognition import Certificate

subscriptions = Subscriptions("standings")


@subscriptions.batch(
    ProductCertifiedV1,
    CertificateIssuedV1,
    CertificateRecognitionCorrectedV1,
    CertificateExtendedV1,
    CertificateExpiredV1,
    CertificateGivenUpV1,
    CertificateReinstatedV1,
    CertificateRevokedAfterEndV1,
    CertificateRevokedV1,
    CertificateStruckV1,
    CertificateSupersededV1,
    ProductMergedV1,
    idempotent=True,
    rebuilds=(store.histories.name, store.recognitions.name, store.ledgers.name),
)
async def when_recognitions_change_count_them_anew(unit: Unit, events: Sequence[Received[Any]]) -> None:
    await use_cases.record_certificates(unit, [(event.data.product.id, _said(event)) for event in events])


def _said(event: Received[Any]) -> Certificate | str:
    return event.data.into_id if isinstance(event.data, ProductMergedV1) else _certificate(event)


def _certificate(event: Received[ProductCertifiedV1 | CertificateFacts]) -> Certificate:
    data = event.data
    return Certificate(
        version=0 if isinstance(data, ProductCertifiedV1) else event.subject_version,
        certificate_id=data.certificate_id,
        product_code=data.product_code,
        product_name=data.product.name,
        set_no=data.product.set_no,
        producer_name=data.producer.name,
        producer_kind=data.producer.kind,
        place=data.producer.place.path,
        place_name=data.producer.place.name,
        place_on=data.producer.place.on,
        star=data.star,
        decision_number=data.decision_number,
        decided_on=data.decided_on,
        valid_from=data.valid_from,
        valid_until=data.valid_until,
        **_end(data, 0 if isinstance(data, ProductCertifiedV1) else event.subject_version),
        struck=isinstance(data, CertificateStruckV1),
    )


def _end(data: ProductCertifiedV1 | CertificateFacts, version: int) -> dict[str, Any]:
    """What an event says of a certificate's end, or of a revocation that is annulled or came after it."""
    match data:
        case CertificateRevokedV1():
            return {"ended_on": data.revoked_on, "how": "revoked", "ended_version": version}
        case CertificateGivenUpV1():
            return {"ended_on": data.given_up_on, "how": "given-up", "ended_version": version}
        case CertificateSupersededV1():
            return {"ended_on": data.superseded_on, "how": "superseded", "ended_version": version}
        case CertificateRevokedAfterEndV1():
            return {"revoked_after_end": data.revoked_on}
        case CertificateReinstatedV1():
            return {"restored_version": version}
    return {}
