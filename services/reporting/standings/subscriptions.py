"""What the standings hear: that products were recognised, and what became of their certificates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExtendedV1,
    CertificateFacts,
    CertificateIssuedV1,
    CertificateRevokedV1,
    CertificateSupersededV1,
)
from ocop_events.registry.product import ProductCertifiedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.reporting.standings import store, use_cases
from services.reporting.standings.recognition import Heard

subscriptions = Subscriptions("standings")


@subscriptions.batch(
    ProductCertifiedV1,
    CertificateIssuedV1,
    CertificateExtendedV1,
    CertificateExpiredV1,
    CertificateRevokedV1,
    CertificateSupersededV1,
    guarded=True,
    rebuilds=(store.histories.name, store.recognitions.name, store.ledgers.name),
)
async def when_recognitions_change_count_them_anew(unit: Unit, events: Sequence[Received[Any]]) -> None:
    await use_cases.take_in(unit, [(event.data.product.id, _heard(event)) for event in events])


def _heard(event: Received[ProductCertifiedV1 | CertificateFacts]) -> Heard:
    told = event.data
    return Heard(
        version=0 if isinstance(told, ProductCertifiedV1) else event.subject_version,
        certificate_id=told.certificate_id,
        product_code=told.product_code,
        product_name=told.product.name,
        set_no=told.product.set_no,
        producer_name=told.producer.name,
        producer_kind=told.producer.kind,
        place=told.producer.place.path,
        place_name=told.producer.place.name,
        place_on=told.producer.place.on,
        star=told.star,
        decision_number=told.decision_number,
        decided_on=told.decided_on,
        valid_from=told.valid_from,
        valid_until=told.valid_until,
        ended_on=_ended_on(told),
    )


def _ended_on(told: ProductCertifiedV1 | CertificateFacts) -> date | None:
    if isinstance(told, CertificateRevokedV1):
        return told.revoked_on
    return told.superseded_on if isinstance(told, CertificateSupersededV1) else None
