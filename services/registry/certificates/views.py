"""Certificates as the JSON API and the pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from kit.history import Step
from kit.language import gettext as _
from programme import names
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import LIFECYCLE, State

COLOURS = {
    State.VALID: "green",
    State.EXPIRED: "orange",
    State.SUPERSEDED: "grey",
    State.REVOKED: "red",
    State.GIVEN_UP: "grey",
}


class CertificateView(Certificate):
    """One recognition of one product, as everybody may read it; who took its steps or entered it is the register's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    entered_by: str | None = Field(None, exclude=True)


def public(certificate: Certificate) -> CertificateView:
    """What everybody may read of a certificate."""
    return CertificateView.model_validate(certificate.model_dump(exclude={"steps", "entered_by"}))


def state_on(certificate: Certificate, on: date) -> State:
    """The state a reader must know: past its last day a certificate is expired, whether the night's round was or not."""
    late = certificate.state is State.VALID and certificate.valid_until < on
    return State.EXPIRED if late else certificate.state


def line(certificate: Certificate, on: date) -> dict[str, Any]:
    """A certificate as a row of a list."""
    state = state_on(certificate, on)
    return {
        "id": certificate.id,
        "code": certificate.product_code,
        "product": certificate.product_name,
        "product_id": certificate.product_id,
        "producer": certificate.producer_name,
        "place": names.where(certificate.place),
        "star": certificate.star,
        "decision": certificate.decision_number,
        "decided_on": certificate.decided_on,
        "authority": names.authority(certificate.rulebook_id, certificate.star, certificate.authority),
        "retrospective": certificate.retrospective,
        "source": certificate.source,
        "valid_from": certificate.valid_from,
        "valid_until": certificate.valid_until,
        "state": names.state(LIFECYCLE, state),
        "colour": COLOURS[state],
        "alive": state is State.VALID,
        "recognised_again": certificate.superseded_by is not None,
    }


def warning(certificate: Certificate, on: date) -> str | None:
    """What somebody who holds the goods in a shop must be told, if anything."""
    state = state_on(certificate, on)
    if state is State.EXPIRED:
        return _("Giấy chứng nhận đã hết hiệu lực: từ ngày hết hạn không được in hoặc dùng lô-gô hạng sao OCOP.")
    if state is State.REVOKED:
        return _("Giấy chứng nhận đã bị thu hồi: không được in hoặc dùng lô-gô hạng sao OCOP.")
    return None
