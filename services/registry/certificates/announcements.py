"""Events about certificates: one mapping from the aggregate to the contract."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateExtendedV1,
    CertificateFacts,
    CertificateGivenUpV1,
    CertificateIssuedV1,
    CertificateMarkChangedV1,
    CertificateMovedV1,
    CertificatePaperReplacedV1,
    CertificateRecognitionCorrectedV1,
    CertificateReinstatedV1,
    CertificateRenewalWindowOpenedV1,
    CertificateRevokedAfterEndV1,
    CertificateRevokedV1,
    CertificateStateV1,
    CertificateStruckV1,
    CertificateSupersededV1,
    CertificateSuspendedV1,
)
from ocop_events.registry.mark import MarkUseReinstatedV1, MarkUseSuspendedV1
from ocop_events.registry.product import ProductCertifiedV1
from ocop_events.vocabulary import CertificateRef, DecisionRef, OfficialPaper
from ocop_events.vocabulary import Ground as GroundRef

from kit.mapped import mapped
from kit.work import Unit
from services.registry.certificates.certificate import Certificate, DecisionCited, Ground, PaperCited, Suspension
from services.registry.certificates.lifecycle import State
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


def mark_suspended(unit: Unit, certificate: Certificate, suspension: Suspension) -> None:
    """Announces that the use of the mark on a product is suspended, and the certificate's state."""
    fact = mapped(MarkUseSuspendedV1, suspension, **_mark(certificate))
    unit.announce(fact, place=certificate.place.path)
    _mark_changed(unit, certificate)


def mark_reinstated(unit: Unit, certificate: Certificate, reason: str, cited: PaperCited | None) -> None:
    """Announces that the mark may be used on a product again: no fact of the certificate."""
    fact = MarkUseReinstatedV1(**_mark(certificate), reason=reason, paper=paper(cited), reinstated_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _mark_changed(unit, certificate)


def suspended(unit: Unit, certificate: Certificate, suspension: Suspension) -> None:
    """Announces that a certificate itself is suspended, and with it the mark, and its state."""
    said = {"suspended_on": suspension.suspended_on, "until": suspension.until, "grounds": grounds(suspension.grounds)}
    unit.announce(of(CertificateSuspendedV1, certificate, **said), place=certificate.place.path)
    _mark_changed(unit, certificate)


def lifted(unit: Unit, certificate: Certificate) -> None:
    """Announces that a certificate that was suspended is in force again, its mark too, and its state."""
    fact = of(CertificateReinstatedV1, certificate, reinstated_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _mark_changed(unit, certificate)


def _mark_changed(unit: Unit, certificate: Certificate) -> None:
    """What readers of certificates alone are told of the mark, and the certificate's state."""
    fact = of(CertificateMarkChangedV1, certificate, mark=certificate.mark.value, changed_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def revoked(unit: Unit, certificate: Certificate) -> None:
    """Announces a revocation: the end of the certificate, or a later fact on one that had ended; and its state."""
    what = certificate.revoked
    assert what is not None, "what is announced as revoked was revoked"
    words = [one.words for one in what.grounds]
    said = {
        "revoked_on": what.revoked_on,
        "grounds": words,
        "revocation_decision": what.decision.number,
        "decision": decision(what.decision),
    }
    fact: CertificateFacts
    if certificate.state is State.REVOKED:
        more = {"articles": grounds(what.grounds), **what.model_dump(include={"recognition_line", "collected_by"})}
        fact = of(CertificateRevokedV1, certificate, **said, **more)
    else:
        fact = of(CertificateRevokedAfterEndV1, certificate, ended_on=certificate.ended_on, **said)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def restored(unit: Unit, certificate: Certificate) -> None:
    """Announces that a certificate is in force again, its revocation being annulled; and its state."""
    fact = of(CertificateReinstatedV1, certificate, reinstated_on=unit.today)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def given_up(unit: Unit, certificate: Certificate) -> None:
    """Announces that the producer gave the certificate up, and its state."""
    what = certificate.given_up
    assert what is not None, "what is announced as given up was given up"
    fact = of(CertificateGivenUpV1, certificate, **dict(what))
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def extended(unit: Unit, certificate: Certificate) -> None:
    """Announces a later last day, and the certificate's state."""
    what = certificate.extensions[-1]
    said = dict(what) | {"decision": decision(what.decision) if what.decision else None}
    fact = of(CertificateExtendedV1, certificate, **said)
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def paper_replaced(unit: Unit, certificate: Certificate) -> None:
    """Announces that the paper was replaced, and the certificate's state."""
    fact = of(CertificatePaperReplacedV1, certificate, **dict(certificate.papers[-1]))
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def decision_corrected(unit: Unit, certificate: Certificate) -> None:
    """Announces that its decision's number or day was put right, and the certificate's state."""
    fact = of(CertificateRecognitionCorrectedV1, certificate, **dict(certificate.decision_corrections[-1]))
    unit.announce(fact, place=certificate.place.path)
    _state(unit, certificate)


def reference(certificate: Certificate) -> CertificateRef:
    """A certificate as events of other things name it."""
    return mapped(CertificateRef, certificate)


def grounds(some: Iterable[Ground]) -> list[GroundRef]:
    """Grounds in law as events carry them."""
    return [mapped(GroundRef, one) for one in some]


def decision(cited: DecisionCited) -> DecisionRef:
    """A line of a decision as events carry it."""
    return mapped(DecisionRef, cited)


def paper(cited: PaperCited | None) -> OfficialPaper | None:
    """A cited paper as events carry it; its kind is in the symbol of its number."""
    return OfficialPaper(number=cited.number, signed_on=cited.signed_on, kind="-") if cited else None


def _mark(certificate: Certificate) -> dict[str, Any]:
    who = subject(certificate)
    return {"product_id": certificate.product_id, "certificate": reference(certificate), **who}


def _state(unit: Unit, certificate: Certificate) -> None:
    state = of(CertificateStateV1, certificate, status=certificate.state.value, mark=certificate.mark.value)
    unit.announce_state(state, place=certificate.place.path)
