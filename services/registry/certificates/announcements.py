"""Events about certificates: one mapping from the aggregate to the contract."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateIssuedV1,
    CertificateMovedV1,
    CertificateRenewalWindowOpenedV1,
    CertificateStateV1,
    CertificateStruckV1,
    CertificateSupersededV1,
)
from ocop_events.registry.product import ProductCertifiedV1

from kit.work import Unit
from services.registry.certificates.certificate import Certificate
from services.registry.producers.announcements import producer_ref
from services.registry.products.announcements import product_ref


def issued(unit: Unit, certificate: Certificate) -> None:
    """Announces a certificate, and its state."""
    fact = CertificateIssuedV1(
        **facts(certificate),
        authority=certificate.authority,
        dossier_id=certificate.dossier_id,
        ruling_id=certificate.ruling_id,
        supersedes=certificate.supersedes,
        retrospective=certificate.retrospective,
        lists=certificate.lists,
    )
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def moved(unit: Unit, certificate: Certificate, reason: str) -> None:
    """Announces that a certificate belongs to another record of the same product or producer, and its state."""
    fact = CertificateMovedV1(**facts(certificate), reason=reason, moved_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def certified(unit: Unit, certificate: Certificate, previous_star: int | None) -> None:
    """Announces that the product is recognised: what most consumers wait for."""
    fact = ProductCertifiedV1(
        product_id=certificate.product_id,
        **facts(certificate),
        previous_star=previous_star,
        authority=certificate.authority,
        dossier_id=certificate.dossier_id,
        ruling_id=certificate.ruling_id,
        retrospective=certificate.retrospective,
    )
    unit.announce(fact, place=certificate.place.path)


def superseded(unit: Unit, certificate: Certificate, by: str) -> None:
    """Announces that another certificate took its place, and its state."""
    fact = CertificateSupersededV1(**facts(certificate), superseded_by=by, superseded_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def window_opened(unit: Unit, certificate: Certificate, closes_days_before: int) -> None:
    """Announces that the time to ask for a new evaluation began."""
    closes = certificate.valid_until - timedelta(days=closes_days_before)
    fact = CertificateRenewalWindowOpenedV1(**facts(certificate), window_closes_on=closes)
    unit.announce(fact, place=certificate.place.path)


def expiring(unit: Unit, certificate: Certificate, days_left: int) -> None:
    """Announces that a certificate ends soon."""
    unit.announce(CertificateExpiringV1(**facts(certificate), days_left=days_left), place=certificate.place.path)


def expired(unit: Unit, certificate: Certificate, on: date) -> None:
    """Announces the end. One that ended on an earlier day than it is announced was loaded dead: no news to anybody."""
    fact = CertificateExpiredV1(
        **facts(certificate), expired_on=on, retrospective=certificate.retrospective and on < unit.today
    )
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def struck(unit: Unit, certificate: Certificate, reason: str) -> None:
    """Announces that a certificate of a list was struck; nothing of it stays on the state topic."""
    fact = CertificateStruckV1(**facts(certificate), reason=reason, struck_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    unit.announce_gone(CertificateStateV1, certificate.id, place=certificate.place.path)


def facts(certificate: Certificate) -> dict[str, Any]:
    """What every event of a certificate carries."""
    return {
        "certificate_id": certificate.id,
        "product_code": certificate.product_code,
        "star": certificate.star,
        "product": product_ref(certificate.product_id, certificate.product_name, certificate.set_no),
        "producer": producer_ref(
            certificate.producer_id, certificate.producer_name, certificate.producer_kind, certificate.place
        ),
        "decision_number": certificate.decision_number,
        "decided_on": certificate.decided_on,
        "valid_from": certificate.valid_from,
        "valid_until": certificate.valid_until,
    }


def _state(unit: Unit, certificate: Certificate) -> None:
    state = CertificateStateV1(**facts(certificate), status=certificate.state.value)
    unit.announce_state(state, place=certificate.place.path)
