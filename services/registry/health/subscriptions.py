"""In-process facts that the health of papers reacts to: what became of certificates, and of credentials."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.certificates.contradiction import Contradiction, WhatContradicts
from services.registry.certificates.use_cases import (
    CertificateEnded,
    CertificateEntered,
    CertificateExtended,
    CertificateIssued,
    CertificateRestored,
    CertificateStruck,
)
from services.registry.credentials.use_cases import (
    CredentialEnded,
    CredentialMoved,
    CredentialRecorded,
    CredentialVerified,
)
from services.registry.health import store, views
from services.registry.health.use_cases import look_at, look_at_one, look_at_those_of
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("health")


@subscriptions.within(CertificateIssued)
async def when_a_certificate_is_issued_look_at_its_papers(unit: Unit, fact: CertificateIssued) -> None:
    await look_at(unit, fact.certificate)


@subscriptions.within(CertificateEnded)
async def when_a_certificate_ends_forget_its_papers(unit: Unit, fact: CertificateEnded) -> None:
    await look_at(unit, fact.certificate)


@subscriptions.within(CertificateExtended)
async def when_a_certificate_is_extended_look_at_its_papers(unit: Unit, fact: CertificateExtended) -> None:
    await look_at(unit, fact.certificate)


@subscriptions.within(CertificateRestored)
async def when_a_certificate_is_restored_look_at_its_papers(unit: Unit, fact: CertificateRestored) -> None:
    await look_at(unit, fact.certificate)


@subscriptions.within(CertificateEntered)
async def when_a_certificate_is_entered_look_at_its_papers(unit: Unit, fact: CertificateEntered) -> None:
    await look_at(unit, fact.certificate)


@subscriptions.within(CertificateStruck)
async def when_a_certificate_is_struck_forget_its_papers(unit: Unit, fact: CertificateStruck) -> None:
    await look_at_one(unit, fact.certificate_id)


@subscriptions.within(CredentialRecorded)
async def when_a_credential_is_recorded_look_at_what_leans_on_it(unit: Unit, fact: CredentialRecorded) -> None:
    await look_at_those_of(unit, fact.credential.producer_id, fact.credential.product_id)


@subscriptions.within(CredentialVerified)
async def when_a_credential_is_verified_look_at_what_leans_on_it(unit: Unit, fact: CredentialVerified) -> None:
    await look_at_those_of(unit, fact.credential.producer_id, fact.credential.product_id)


@subscriptions.within(CredentialEnded)
async def when_a_credential_ends_look_at_what_leans_on_it(unit: Unit, fact: CredentialEnded) -> None:
    await look_at_those_of(unit, fact.credential.producer_id, fact.credential.product_id)


@subscriptions.within(CredentialMoved)
async def when_a_credential_moves_look_at_what_leans_on_it(unit: Unit, fact: CredentialMoved) -> None:
    await look_at_those_of(unit, fact.credential.producer_id, fact.credential.product_id)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_look_at_its_papers(unit: Unit, fact: ProductMerged) -> None:
    await look_at_those_of(unit, fact.into.producer_id, fact.into.id)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_look_at_its_papers(unit: Unit, fact: ProductMoved) -> None:
    await look_at_those_of(unit, fact.product.producer_id, fact.product.id)


@subscriptions.within(WhatContradicts)
async def when_a_certificate_is_doubted_say_which_papers_ended(
    unit: Unit, asked: WhatContradicts
) -> list[Contradiction]:
    found = await store.of_product(unit, asked.certificate.product_id, asked.by)
    return views.contradictions(found, unit.today) if found and found.id == asked.certificate.id else []
