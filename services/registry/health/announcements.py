"""The event about the health of papers."""

from __future__ import annotations

from ocop_events.registry.health import HealthChangedV1
from ocop_events.vocabulary import CertificateRef

from kit.mapped import mapped
from kit.work import Unit
from services.registry.dossiers.announcements import subject
from services.registry.health.paper_health import Health, PaperHealth


def changed(unit: Unit, health: PaperHealth, was: Health | None) -> None:
    """Announces that the health of a certificate's papers changed."""
    certificate = mapped(CertificateRef, health)
    fact = mapped(
        HealthChangedV1,
        health,
        certificate_id=health.id,
        certificate=certificate,
        was=was.value if was else None,
        **subject(health),
    )
    unit.announce(fact, place=health.place.path)
