"""Events about certificates: one mapping from the aggregate to the contract."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateFacts,
    CertificateIssuedV1,
    CertificateMovedV1,
    CertificateRenewalWindowOpenedV1,
    CertificateStateV1,
    CertificateStruckV1,
    CertificateSupersededV1,
)
from ocop_events.registry.product import ProductCertifiedV1

from kit.mapped import mapped
from kit.work import Unit
from services.registry.certificates.certificate import Certificate
from services.registry.dossiers.announcements import subject

F = TypeVar("F", bound=CertificateFacts | ProductCertifiedV1)


def of(kind: type[F], certificate: Certificate, **own: object) -> F:
    """An event of a certificate: fields of the same name are the certificate's own."""
    return mapped(kind, certificate, certificate_id=certificate.id, **subject(certificate), **own)


def issued(unit: Unit, certificate: Certificate) -> None:
    """Announces a certificate, and its state."""
    unit.announce(of(CertificateIssuedV1, certificate), place=certificate.place.path)
    _state(unit, certificate)


def moved(unit: Unit, certificate: Certificate, reason: str) -> None:
    """Announces that a certificate belongs to another record of the same product or producer, and its state."""
    fact = of(CertificateMovedV1, certificate, reason=reason, moved_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def certified(unit: Unit, certificate: Certificate, previous_star: int | None) -> None:
    """Announces that the product is recognised: what most consumers wait for."""
    fact = of(ProductCertifiedV1, certificate, previous_star=previous_star)
    unit.announce(fact, place=certificate.place.path)


def superseded(unit: Unit, certificate: Certificate, by: str) -> None:
    """Announces that another certificate took its place, and its state."""
    fact = of(CertificateSupersededV1, certificate, superseded_by=by, superseded_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def window_opened(unit: Unit, certificate: Certificate, closes_days_before: int) -> None:
    """Announces that the time to ask for a new evaluation began."""
    closes = certificate.valid_until - timedelta(days=closes_days_before)
    fact = of(CertificateRenewalWindowOpenedV1, certificate, window_closes_on=closes)
    unit.announce(fact, place=certificate.place.path)


def expiring(unit: Unit, certificate: Certificate, days_left: int) -> None:
    """Announces that a certificate ends soon."""
    unit.announce(of(CertificateExpiringV1, certificate, days_left=days_left), place=certificate.place.path)


def expired(unit: Unit, certificate: Certificate, on: date) -> None:
    """Announces the end. One that ended on an earlier day than it is announced was loaded dead: no news to anybody."""
    dead = certificate.retrospective and on < unit.today
    fact = of(CertificateExpiredV1, certificate, expired_on=on, retrospective=dead)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def struck(unit: Unit, certificate: Certificate, reason: str) -> None:
    """Announces that a certificate of a list was struck; nothing of it stays on the state topic."""
    fact = of(CertificateStruckV1, certificate, reason=reason, struck_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    unit.announce_gone(CertificateStateV1, certificate.id, place=certificate.place.path)


def _state(unit: Unit, certificate: Certificate) -> None:
    state = of(CertificateStateV1, certificate, status=certificate.state.value)
    unit.announce_state(state, place=certificate.place.path)
