"""What the events of credentials, contracts, rights, designs and the mark say has happened, as occurrences. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ocop_events.envelope import EventData
from ocop_events.registry.credential import (
    CredentialExpiredV1,
    CredentialFacts,
    CredentialRecordedV1,
    CredentialRenewedV1,
    CredentialVerifiedV1,
    HeldCredentialWithdrawnV1,
)
from ocop_events.registry.design import DesignFacts, DesignOfferedV1, DesignPublishedV1, DesignWithdrawnV1
from ocop_events.registry.linkage import LinkageEndedV1, LinkageFacts, LinkageRecordedV1
from ocop_events.registry.mark import MarkUseRegisteredV1
from ocop_events.registry.right import RightFiledV1, RightGrantedV1

from services.reporting.figures.happenings import happenings, of_producer
from services.reporting.figures.occurrence import Occurrence

_DAY = timedelta(days=1)
HOLDINGS_COUNTED: tuple[type[EventData], ...] = (
    CredentialExpiredV1,
    CredentialRecordedV1,
    CredentialRenewedV1,
    CredentialVerifiedV1,
    DesignOfferedV1,
    DesignPublishedV1,
    DesignWithdrawnV1,
    HeldCredentialWithdrawnV1,
    LinkageEndedV1,
    LinkageRecordedV1,
    MarkUseRegisteredV1,
    RightFiledV1,
    RightGrantedV1,
)
"""The events of what producers hold that are counted."""


def _credential(event: CredentialFacts, version: int, until: date | None, on: date) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"credential:{event.credential_id}",
        version=version,
        kind="credential",
        on=event.issued_on or on,
        until=until,
        page=f"/credentials/{event.credential_id}",
        **of_producer(event.producer, event.product, kind=event.kind),
    )


@happenings.register
def _(event: CredentialRecordedV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on, event.recorded_on)


@happenings.register
def _(event: CredentialVerifiedV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on, event.verified_on)


@happenings.register
def _(event: CredentialRenewedV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on, event.renewed_on)


@happenings.register
def _(event: CredentialExpiredV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on or event.expired_on - _DAY, event.expired_on)


@happenings.register
def _(event: HeldCredentialWithdrawnV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.withdrawn_on - _DAY, event.withdrawn_on)


def _linkage(event: LinkageFacts, version: int, until: date | None) -> Iterator[Occurrence]:
    terms = event.terms
    yield Occurrence(
        id=f"linkage-contract:{event.linkage_id}",
        version=version,
        kind="linkage-contract",
        on=terms.from_on,
        until=until,
        page=f"/linkages/{event.linkage_id}",
        amounts={"households": terms.households or 0},
        **{**of_producer(event.producer, event.product, kind=terms.kind), "title": terms.goods},
    )


@happenings.register
def _(event: LinkageRecordedV1, version: int) -> Iterator[Occurrence]:
    yield from _linkage(event, version, event.terms.until)


@happenings.register
def _(event: LinkageEndedV1, version: int) -> Iterator[Occurrence]:
    yield from _linkage(event, version, event.ended_on)


@happenings.register
def _(event: RightFiledV1, version: int) -> Iterator[Occurrence]:
    yield from _right(event, version, "right-filed", event.filed_on)


@happenings.register
def _(event: RightGrantedV1, version: int) -> Iterator[Occurrence]:
    yield from _right(event, version, "right-granted", event.granted_on)


def _right(event: RightFiledV1 | RightGrantedV1, version: int, kind: str, on: date) -> Iterator[Occurrence]:
    place = event.producer.place.path if event.producer else event.helped_by
    if place is None:  # nobody's place: a right of the whole country is no office's figure
        return
    yield Occurrence(
        id=f"{kind}:{event.right_id}",
        version=version,
        kind=kind,
        on=on,
        place=place,
        title=event.name,
        product=event.product.id if event.product else None,
        producer=event.producer.id if event.producer else None,
        page=f"/rights/{event.right_id}",
        by={"kind": event.kind},
    )


@happenings.register
def _(event: MarkUseRegisteredV1, version: int) -> Iterator[Occurrence]:
    for use in event.uses:
        yield Occurrence(
            id=f"mark-use:{use.id}",
            version=version,
            kind="mark-use",
            on=event.registered_on,
            page=f"/mark-uses/{use.id}",
            amounts={"printed": use.printed or 0},
            **{**of_producer(event.producer, event.product, kind=use.medium), "title": use.what},
        )


def _design(event: DesignFacts, version: int, on: date, *, gone: bool = False) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"design:{event.design_id}",
        version=version,
        kind="design",
        on=on,
        gone=gone,
        page=f"/designs/{event.design_id}",
        **{
            **of_producer(event.producer, kind=event.kind),
            "title": event.name,
            "place": event.supported_by or event.producer.place.path,
        },
    )


@happenings.register
def _(event: DesignOfferedV1, version: int) -> Iterator[Occurrence]:
    yield from _design(event, version, event.offered_on)


@happenings.register
def _(event: DesignPublishedV1, version: int) -> Iterator[Occurrence]:
    yield from _design(event, version, event.published_on)


@happenings.register
def _(event: DesignWithdrawnV1, version: int) -> Iterator[Occurrence]:
    yield from _design(event, version, event.withdrawn_on, gone=True)
