"""Events that campaigns react to: dossiers, cases, rulings and certificates, of every deployment."""

from __future__ import annotations

from ocop_events.evaluation.case import CaseOpenedV1, CaseReceivedV1, CaseScreenedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExtendedV1,
    CertificateGivenUpV1,
    CertificateIssuedV1,
    CertificateMovedV1,
    CertificateReinstatedV1,
    CertificateRevokedV1,
    CertificateStruckV1,
)
from ocop_events.registry.dossier import DossierOpenedV1, DossierSubmittedV1, DossierWithdrawnV1

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from programme.places import Where
from services.evaluation.campaigns import following
from services.evaluation.campaigns.line_lifecycle import Step

subscriptions = Subscriptions("campaigns")
NOT_PROPOSED = "Không được đề nghị đánh giá"


@subscriptions.on(DossierOpenedV1)
async def when_a_dossier_is_opened_note_it_on_its_line(unit: Unit, event: Received[DossierOpenedV1]) -> None:
    await following.open_dossier(unit, event.data.product.id, event.data.dossier_id)


@subscriptions.on(DossierSubmittedV1)
async def when_a_dossier_is_submitted_note_it_on_its_line(unit: Unit, event: Received[DossierSubmittedV1]) -> None:
    dossier = event.data.dossier
    await following.submit(unit, dossier.product.id, dossier.dossier_id, dossier.submitted_on)


@subscriptions.on(DossierWithdrawnV1)
async def when_a_dossier_is_withdrawn_its_line_waits_again(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
    await following.take_back(unit, event.data.product.id, event.data.dossier_id, event.data.reason)


@subscriptions.on(CaseOpenedV1)
async def when_a_case_is_opened_its_line_is_evaluated(unit: Unit, event: Received[CaseOpenedV1]) -> None:
    await following.evaluate(unit, event.data.product.id, event.data.dossier_id, event.data.office)


@subscriptions.on(CaseReceivedV1)
async def when_a_case_is_received_its_line_is_evaluated(unit: Unit, event: Received[CaseReceivedV1]) -> None:
    await following.evaluate(unit, event.data.product.id, event.data.dossier_id, event.data.office)


@subscriptions.on(CaseScreenedV1)
async def when_a_case_is_not_proposed_its_line_waits_again(unit: Unit, event: Received[CaseScreenedV1]) -> None:
    if not event.data.proposes:
        because = event.data.note or NOT_PROPOSED
        await following.take_back(unit, event.data.product.id, event.data.dossier_id, because)


@subscriptions.on(RulingIssuedV1)
async def when_a_ruling_is_issued_its_line_is_done(unit: Unit, event: Received[RulingIssuedV1]) -> None:
    fact = event.data
    await following.rule(
        unit, fact.product.id, fact.dossier_id, outcome=fact.outcome, star=fact.star, office=fact.office
    )


@subscriptions.on(CertificateIssuedV1)
async def when_a_certificate_is_issued_its_line_is_done(unit: Unit, event: Received[CertificateIssuedV1]) -> None:
    await following.certify(unit, event.data.product.id, star=event.data.star, valid_from=event.data.valid_from)


@subscriptions.on(CertificateExpiredV1)
async def when_a_certificate_expires_its_line_lapses(unit: Unit, event: Received[CertificateExpiredV1]) -> None:
    await following.expire(unit, event.data.certificate_id, event.data.expired_on)


@subscriptions.on(CertificateGivenUpV1)
async def when_a_certificate_is_given_up_its_line_ends(unit: Unit, event: Received[CertificateGivenUpV1]) -> None:
    fact = event.data
    await following.end(unit, fact.certificate_id, Step.GIVE_UP, on=fact.given_up_on, because=fact.reason)


@subscriptions.on(CertificateRevokedV1)
async def when_a_certificate_is_revoked_its_line_ends(unit: Unit, event: Received[CertificateRevokedV1]) -> None:
    fact = event.data
    because = f"{fact.revocation_decision}: {'; '.join(fact.grounds)}"
    await following.end(unit, fact.certificate_id, Step.REVOKE, on=fact.revoked_on, because=because)


@subscriptions.on(CertificateStruckV1)
async def when_a_certificate_is_struck_its_line_ends(unit: Unit, event: Received[CertificateStruckV1]) -> None:
    fact = event.data
    await following.end(unit, fact.certificate_id, Step.STRIKE, on=fact.struck_on, because=fact.reason)


@subscriptions.on(CertificateReinstatedV1)
async def when_a_certificate_is_reinstated_its_line_waits_again(
    unit: Unit, event: Received[CertificateReinstatedV1]
) -> None:
    await following.restore(unit, event.data.certificate_id)


@subscriptions.on(CertificateExtendedV1)
async def when_a_certificate_is_extended_its_line_says_so(unit: Unit, event: Received[CertificateExtendedV1]) -> None:
    await following.extend(unit, event.data.certificate_id, event.data.valid_until)


@subscriptions.on(CertificateMovedV1)
async def when_a_certificate_moves_its_line_follows(unit: Unit, event: Received[CertificateMovedV1]) -> None:
    fact = event.data
    product, producer = (fact.product.id, fact.product.name), (fact.producer.id, fact.producer.name)
    await following.move(unit, fact.certificate_id, product, producer, mapped(Where, fact.producer.place))
