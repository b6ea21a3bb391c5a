"""Events of the registry: every certificate as it is now, and what changes what a case says of an earlier recognition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop_events.registry.certificate import (
    CertificateFacts,
    CertificateGivenUpV1,
    CertificateMarkChangedV1,
    CertificateMovedV1,
    CertificateReinstatedV1,
    CertificateRevokedV1,
    CertificateStateV1,
)

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from programme.decisions import decision_of
from programme.places import Where
from services.evaluation.recognitions import store
from services.evaluation.recognitions.certificate import Certificate
from services.evaluation.recognitions.use_cases import keep_as_they_are, known, note, strike

subscriptions = Subscriptions("recognitions")


@subscriptions.batch(CertificateStateV1, idempotent=True, rebuilds=(store.certificates.name,))
async def when_certificates_are_described_keep_them_as_they_are(
    unit: Unit, events: Sequence[Received[CertificateStateV1]]
) -> None:
    await keep_as_they_are(
        unit, [certificate_from(event.data, event.subject_version) for event in events if not event.gone]
    )
    for event in events:
        if event.gone:
            await strike(unit, event.subject, event.subject_version)


@subscriptions.on(CertificateRevokedV1)
async def when_a_certificate_is_revoked_note_it(unit: Unit, event: Received[CertificateRevokedV1]) -> None:
    data = event.data
    said = {"on": data.revoked_on, "decision": data.revocation_decision, "grounds": tuple(data.grounds)}
    await _note(unit, data, event.subject_version, how="revoked", **said)


@subscriptions.on(CertificateGivenUpV1)
async def when_a_certificate_is_given_up_note_it(unit: Unit, event: Received[CertificateGivenUpV1]) -> None:
    await _note(unit, event.data, event.subject_version, how="given-up", on=event.data.given_up_on)


@subscriptions.on(CertificateReinstatedV1)
async def when_a_certificate_is_reinstated_forget_its_end(unit: Unit, event: Received[CertificateReinstatedV1]) -> None:
    await _note(unit, event.data, event.subject_version, how=None, on=None, decision=None, grounds=())


@subscriptions.on(CertificateMarkChangedV1)
async def when_the_right_to_the_mark_changes_note_it(unit: Unit, event: Received[CertificateMarkChangedV1]) -> None:
    await _note(unit, event.data, event.subject_version, mark=event.data.mark)


@subscriptions.on(CertificateMovedV1)
async def when_a_certificate_moves_follow_it(unit: Unit, event: Received[CertificateMovedV1]) -> None:
    await _note(unit, event.data, event.subject_version)


async def _note(unit: Unit, data: CertificateFacts, version: int, **said: Any) -> None:
    before = await known(unit, data.certificate_id, data.product.id)
    of_it = {"product_id": data.product.id, "product_code": data.product_code, "version": version}
    await note(unit, before, before.model_copy(update=of_it | said))


def certificate_from(data: CertificateStateV1, version: int) -> Certificate:
    """A certificate as it is kept here, of the registry's word on it."""
    return mapped(
        Certificate,
        data,
        id=data.certificate_id,
        version=version,
        number=data.product_code,
        product_id=data.product.id,
        product_name=data.product.name,
        set_no=data.product.set_no,
        producer_id=data.producer.id,
        producer_name=data.producer.name,
        producer_kind=data.producer.kind,
        place=mapped(Where, data.producer.place),
        decided=decision_of(data.decision_number, data.decided_on),
        line=data.decision_line,
    )
