"""
Events and in-process facts that messages react to.

A mail for one more event is a row of `NEWS`, a function that says what to whom, and a template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.evaluation.case import (
    CaseEditionAppliedV1,
    CaseForwardedV1,
    CaseOpenedV1,
    CaseOverdueV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseWithdrawnV1,
)
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateExpiringV1,
    CertificateExtendedV1,
    CertificateRenewalWindowOpenedV1,
    CertificateRevokedV1,
)
from ocop_events.registry.credential import CredentialExpiredV1, CredentialExpiringV1, CredentialRecordedV1
from ocop_events.registry.dossier import DossierSubmittedV1, DossierSupplementedV1, DossierWithdrawnV1
from ocop_events.registry.product import ProductCertifiedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.notifications.messages import certificate_news as certificates
from services.notifications.messages import dossier_news as dossiers
from services.notifications.messages import use_cases
from services.notifications.messages.message import Occasion
from services.notifications.messages.news import News
from services.notifications.recipients.use_cases import AddressKnown

subscriptions = Subscriptions("messages")


@dataclass(frozen=True)
class Row:
    """An event that is news to somebody. `handler` is in the inbox of every home: it never changes."""

    handler: str
    event: type[EventData]
    news: Callable[[Received[Any]], list[News]]
    about: str = "dossier_id"
    """The event's field with the id of what it is about."""
    dossier: str | None = None
    """Its field with the dossier's id, where it is about something else that comes of one."""


NEWS = [
    Row(
        "when_a_product_is_certified_tell_producer_and_commune",
        ProductCertifiedV1,
        certificates.product_certified,
        about="certificate_id",
        dossier="dossier_id",
    ),
    Row("when_a_dossier_is_submitted_give_a_receipt", DossierSubmittedV1, dossiers.dossier_submitted),
    Row("when_a_dossier_is_supplemented_give_a_receipt", DossierSupplementedV1, dossiers.dossier_supplemented),
    Row("when_a_dossier_is_withdrawn_confirm_it", DossierWithdrawnV1, dossiers.dossier_withdrawn),
    Row("when_a_case_is_opened_tell_its_office", CaseOpenedV1, dossiers.case_opened),
    Row("when_a_case_is_received_tell_both_offices", CaseReceivedV1, dossiers.case_received),
    Row("when_a_case_is_returned_tell_the_producer_what_is_missing", CaseReturnedV1, dossiers.case_returned),
    Row("when_a_case_is_forwarded_tell_the_producer_where", CaseForwardedV1, dossiers.case_forwarded),
    Row("when_a_case_is_overdue_tell_its_office", CaseOverdueV1, dossiers.case_overdue),
    Row("when_a_case_is_withdrawn_tell_its_office", CaseWithdrawnV1, dossiers.case_withdrawn),
    Row("when_a_council_is_reopened_tell_its_office", CaseEditionAppliedV1, dossiers.edition_applied),
    Row("when_a_ruling_is_issued_tell_what_it_means", RulingIssuedV1, dossiers.ruling_issued),
    Row(
        "when_the_renewal_window_opens_tell_the_producer",
        CertificateRenewalWindowOpenedV1,
        certificates.window_opened,
        about="certificate_id",
    ),
    Row(
        "when_a_certificate_nears_its_end_warn",
        CertificateExpiringV1,
        certificates.certificate_expiring,
        about="certificate_id",
    ),
    Row(
        "when_a_certificate_ends_tell_producer_and_commune",
        CertificateExpiredV1,
        certificates.certificate_expired,
        about="certificate_id",
    ),
    Row(
        "when_a_certificate_is_revoked_tell_producer_and_commune",
        CertificateRevokedV1,
        certificates.certificate_revoked,
        about="certificate_id",
    ),
    Row(
        "when_a_certificate_is_extended_tell_the_producer",
        CertificateExtendedV1,
        certificates.certificate_extended,
        about="certificate_id",
    ),
    Row(
        "when_a_credential_is_recorded_tell_its_holder",
        CredentialRecordedV1,
        certificates.credential_recorded,
        about="credential_id",
    ),
    Row(
        "when_a_credential_nears_its_end_warn_its_holder",
        CredentialExpiringV1,
        certificates.credential_expiring,
        about="credential_id",
    ),
    Row(
        "when_a_credential_ends_tell_holder_and_commune",
        CredentialExpiredV1,
        certificates.credential_expired,
        about="credential_id",
    ),
]


def _subscribe(row: Row) -> None:
    @subscriptions.on(row.event, name=row.handler)
    async def write(unit: Unit, event: Received[Any]) -> None:
        await use_cases.write_messages(unit, _occasion(row, event), row.news(event))


def _occasion(row: Row, event: Received[Any]) -> Occasion:
    return Occasion(
        event_id=event.record.identity,
        cause=event.id,
        type=event.type,
        at=event.time,
        correlation_id=event.correlation_id,
        about=getattr(event.data, row.about),
        dossier_id=getattr(event.data, row.dossier) if row.dossier else None,
    )


for _row in NEWS:
    _subscribe(_row)


@subscriptions.within(AddressKnown)
async def address_what_waited(unit: Unit, fact: AddressKnown) -> None:
    await use_cases.address_waiting(unit, fact.kind, fact.recipient_id)
