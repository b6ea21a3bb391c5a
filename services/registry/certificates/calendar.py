"""The deadline that walks down a certificate's ladder, rung by rung."""

from __future__ import annotations

from kit.storage import Due, Unit
from law.rulebooks import shelf
from services.registry.certificates import rules
from services.registry.certificates.certificate import Certificate

CALENDAR = "certificate-calendar"


def await_next_rung(unit: Unit, certificate: Certificate) -> None:
    """This will set the deadline of the next rung, if there is one."""
    rulebook = shelf().get(certificate.rulebook_id, certificate.rulebook_hash)
    rung = rules.next_rung(certificate.valid_until, rulebook, unit.today)
    if rung is not None:
        unit.defer(
            Due(
                what=CALENDAR,
                subject=certificate.id,
                due_at=rules.midnight(rung.on),
                place=certificate.place.path,
                data={"opens_window": rung.opens_window},
            )
        )


def forget_rungs(unit: Unit, certificate: Certificate) -> None:
    """This will take the deadline back."""
    unit.settle(CALENDAR, certificate.id)
