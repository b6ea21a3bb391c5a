"""Facts about certificates, told in the words of the treaty."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateIssuedV1,
    CertificateRenewalWindowOpenedV1,
    CertificateStateV1,
    CertificateSupersededV1,
)
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import ProducerRef, ProductRef

from kit.storage import Unit
from law.classification import classification
from services.registry.certificates.certificate import Certificate
from services.registry.producers.announcements import place_told


def tell_issued(unit: Unit, certificate: Certificate) -> None:
    fact = CertificateIssuedV1(
        **facts(certificate),
        authority=certificate.authority,
        dossier_id=certificate.dossier_id,
        ruling_id=certificate.ruling_id,
        supersedes=certificate.supersedes,
        retrospective=certificate.retrospective,
    )
    unit.announce(fact, place=certificate.place.path)
    _tell_state(unit, certificate)


def tell_certified(unit: Unit, certificate: Certificate, previous_star: int | None) -> None:
    """The product is recognised: what most subscribers wait for."""
    fact = ProductCertifiedV1(
        product_id=certificate.product_id,
        product=_product(certificate),
        producer=_producer(certificate),
        certificate_id=certificate.id,
        product_code=certificate.product_code,
        star=certificate.star,
        previous_star=previous_star,
        decision_number=certificate.decision_number,
        decided_on=certificate.decided_on,
        authority=certificate.authority,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
        dossier_id=certificate.dossier_id,
        ruling_id=certificate.ruling_id,
        retrospective=certificate.retrospective,
    )
    unit.announce(fact, place=certificate.place.path)


def tell_superseded(unit: Unit, certificate: Certificate, by: str) -> None:
    fact = CertificateSupersededV1(**facts(certificate), superseded_by=by, superseded_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _tell_state(unit, certificate)


def tell_window_opened(unit: Unit, certificate: Certificate, closes_days_before: int) -> None:
    closes = certificate.valid_until - timedelta(days=closes_days_before)
    fact = CertificateRenewalWindowOpenedV1(**facts(certificate), window_closes_on=closes)
    unit.announce(fact, place=certificate.place.path)


def tell_expiring(unit: Unit, certificate: Certificate, days_left: int) -> None:
    unit.announce(CertificateExpiringV1(**facts(certificate), days_left=days_left), place=certificate.place.path)


def tell_expired(unit: Unit, certificate: Certificate, on: date) -> None:
    """One that ended on an earlier day than it is told was loaded dead: no news to anybody."""
    fact = CertificateExpiredV1(
        **facts(certificate), expired_on=on, retrospective=certificate.retrospective and on < unit.today
    )
    unit.announce(fact, place=certificate.place.path)
    _tell_state(unit, certificate)


def facts(certificate: Certificate) -> dict[str, Any]:
    """What every event of a certificate carries."""
    return {
        "certificate_id": certificate.id,
        "product_code": certificate.product_code,
        "star": certificate.star,
        "product": _product(certificate),
        "producer": _producer(certificate),
        "decision_number": certificate.decision_number,
        "decided_on": certificate.decided_on,
        "valid_from": certificate.valid_from,
        "valid_until": certificate.valid_until,
    }


def _tell_state(unit: Unit, certificate: Certificate) -> None:
    state = CertificateStateV1(**facts(certificate), status=certificate.state.value)
    unit.announce_state(state, place=certificate.place.path)


def _product(certificate: Certificate) -> ProductRef:
    name = classification().product_set(certificate.set_no).name.vi
    return ProductRef(
        id=certificate.product_id, name=certificate.product_name, set_no=certificate.set_no, set_name=name
    )


def _producer(certificate: Certificate) -> ProducerRef:
    return ProducerRef(
        id=certificate.producer_id,
        name=certificate.producer_name,
        kind=certificate.producer_kind,
        place=place_told(certificate.place),
    )
