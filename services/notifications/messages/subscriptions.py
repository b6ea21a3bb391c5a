"""What messages hear: everything that a producer or an office must be told."""

from __future__ import annotations

from ocop_events.evaluation.case import (
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

from kit.clock import local_date
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.notifications.messages import telling
from services.notifications.messages.message import Occasion
from services.notifications.messages.use_cases import News, Serves, tell


def hearing(serves: Serves) -> Subscriptions:
    """The handlers of a deployment: who belongs to an office it does not serve is told by another deployment."""
    heard = Subscriptions("messages")

    async def say(
        unit: Unit,
        event: Received,  # type: ignore[type-arg]
        about: str,
        news: list[News],
        dossier_id: str | None = None,
    ) -> None:
        occasion = Occasion(
            event_id=event.record.identity,
            cause=event.id,
            type=event.type,
            at=event.time,
            correlation_id=event.correlation_id,
            about=about,
            dossier_id=dossier_id,
        )
        await tell(unit, occasion, news, serves=serves)

    @heard.on(ProductCertifiedV1)
    async def when_a_product_is_certified_tell_producer_and_commune(
        unit: Unit, event: Received[ProductCertifiedV1]
    ) -> None:
        told = event.data
        news = telling.product_certified(told, unit.today)
        await say(unit, event, told.certificate_id, news, dossier_id=told.dossier_id)

    @heard.on(DossierSubmittedV1)
    async def when_a_dossier_is_submitted_give_a_receipt(unit: Unit, event: Received[DossierSubmittedV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.dossier_submitted(event.data.dossier, unit.today))

    @heard.on(DossierSupplementedV1)
    async def when_a_dossier_is_supplemented_give_a_receipt(unit: Unit, event: Received[DossierSupplementedV1]) -> None:
        on = local_date(event.time)
        await say(unit, event, event.data.dossier_id, telling.dossier_supplemented(event.data.dossier, on))

    @heard.on(DossierWithdrawnV1)
    async def when_a_dossier_is_withdrawn_confirm_it(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.dossier_withdrawn(event.data, unit.today))

    @heard.on(CaseOpenedV1)
    async def when_a_case_is_opened_tell_its_office(unit: Unit, event: Received[CaseOpenedV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.case_opened(event.data))

    @heard.on(CaseReceivedV1)
    async def when_a_case_is_received_tell_both_offices(unit: Unit, event: Received[CaseReceivedV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.case_received(event.data))

    @heard.on(CaseReturnedV1)
    async def when_a_case_is_returned_tell_the_producer_what_is_missing(
        unit: Unit, event: Received[CaseReturnedV1]
    ) -> None:
        await say(unit, event, event.data.dossier_id, telling.case_returned(event.data, unit.today))

    @heard.on(CaseForwardedV1)
    async def when_a_case_is_forwarded_tell_the_producer_where(unit: Unit, event: Received[CaseForwardedV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.case_forwarded(event.data, unit.today))

    @heard.on(CaseOverdueV1)
    async def when_a_case_is_overdue_tell_its_office(unit: Unit, event: Received[CaseOverdueV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.case_overdue(event.data))

    @heard.on(CaseWithdrawnV1)
    async def when_a_case_is_withdrawn_tell_its_office(unit: Unit, event: Received[CaseWithdrawnV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.case_withdrawn(event.data))

    @heard.on(RulingIssuedV1)
    async def when_a_ruling_is_issued_tell_what_it_means(unit: Unit, event: Received[RulingIssuedV1]) -> None:
        await say(unit, event, event.data.dossier_id, telling.ruling_issued(event.data, unit.today))

    @heard.on(CertificateRenewalWindowOpenedV1)
    async def when_the_renewal_window_opens_tell_the_producer(
        unit: Unit, event: Received[CertificateRenewalWindowOpenedV1]
    ) -> None:
        await say(unit, event, event.data.certificate_id, telling.window_opened(event.data, unit.today))

    @heard.on(CertificateExpiringV1)
    async def when_a_certificate_nears_its_end_warn(unit: Unit, event: Received[CertificateExpiringV1]) -> None:
        await say(unit, event, event.data.certificate_id, telling.certificate_expiring(event.data, unit.today))

    @heard.on(CertificateExpiredV1)
    async def when_a_certificate_ends_tell_producer_and_commune(
        unit: Unit, event: Received[CertificateExpiredV1]
    ) -> None:
        await say(unit, event, event.data.certificate_id, telling.certificate_expired(event.data, unit.today))

    @heard.on(CertificateRevokedV1)
    async def when_a_certificate_is_revoked_tell_producer_and_commune(
        unit: Unit, event: Received[CertificateRevokedV1]
    ) -> None:
        await say(unit, event, event.data.certificate_id, telling.certificate_revoked(event.data, unit.today))

    @heard.on(CertificateExtendedV1)
    async def when_a_certificate_is_extended_tell_the_producer(
        unit: Unit, event: Received[CertificateExtendedV1]
    ) -> None:
        await say(unit, event, event.data.certificate_id, telling.certificate_extended(event.data, unit.today))

    @heard.on(CredentialRecordedV1)
    async def when_a_credential_is_recorded_tell_its_holder(unit: Unit, event: Received[CredentialRecordedV1]) -> None:
        await say(unit, event, event.data.credential_id, telling.credential_recorded(event.data, unit.today))

    @heard.on(CredentialExpiringV1)
    async def when_a_credential_nears_its_end_warn_its_holder(
        unit: Unit, event: Received[CredentialExpiringV1]
    ) -> None:
        await say(unit, event, event.data.credential_id, telling.credential_expiring(event.data, unit.today))

    @heard.on(CredentialExpiredV1)
    async def when_a_credential_ends_tell_holder_and_commune(unit: Unit, event: Received[CredentialExpiredV1]) -> None:
        await say(unit, event, event.data.credential_id, telling.credential_expired(event.data, unit.today))

    return heard
