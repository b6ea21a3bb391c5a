"""Events of the registry that priority lists react to: products, and what is held of them. No event of a person is among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocop_events.registry.credential import (
    CredentialExpiredV1,
    CredentialFacts,
    CredentialRecordedV1,
    CredentialRenewedV1,
    CredentialVerifiedV1,
    HeldCredentialWithdrawnV1,
)
from ocop_events.registry.linkage import LinkageEndedV1, LinkageFacts, LinkageRecordedV1
from ocop_events.registry.product import (
    ProductCertifiedV1,
    ProductFacts,
    ProductMergedV1,
    ProductProductionEndedV1,
    ProductRegisteredV1,
    ProductStruckV1,
    ProductUpdatedV1,
    ProductWithdrawnV1,
)
from ocop_events.registry.profile import ProfileChangedV1
from ocop_events.registry.yearly_card import YearlyCardFiledV1, YearlyFigures

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from programme import borders
from services.reporting.priorities import store, use_cases
from services.reporting.priorities.candidate import Candidate, Holding

subscriptions = Subscriptions("priorities")
GONE = (ProductMergedV1, ProductStruckV1, ProductWithdrawnV1)


@subscriptions.batch(
    ProductCertifiedV1,
    ProductMergedV1,
    ProductProductionEndedV1,
    ProductRegisteredV1,
    ProductStruckV1,
    ProductUpdatedV1,
    ProductWithdrawnV1,
    idempotent=True,
    rebuilds=(store.candidates.name,),
)
async def when_products_change_keep_them(unit: Unit, events: Sequence[Received[Any]]) -> None:
    await use_cases.keep_candidates(unit, [_candidate(event) for event in events])


@subscriptions.batch(
    CredentialExpiredV1,
    CredentialRecordedV1,
    CredentialRenewedV1,
    CredentialVerifiedV1,
    HeldCredentialWithdrawnV1,
    LinkageEndedV1,
    LinkageRecordedV1,
    ProfileChangedV1,
    YearlyCardFiledV1,
    idempotent=True,
    rebuilds=(store.holdings.name,),
)
async def when_holdings_change_keep_them(unit: Unit, events: Sequence[Received[Any]]) -> None:
    await use_cases.keep_holdings(unit, [_holding(event) for event in events])


def _candidate(event: Received[ProductFacts]) -> Candidate:
    data = event.data
    place = data.producer.place
    origin = borders.origin_of(place.path, place.on)
    return Candidate(
        id=data.product.id,
        version=event.subject_version,
        name=data.product.name,
        set_no=data.product.set_no,
        producer_id=data.producer.id,
        producer_name=data.producer.name,
        producer_kind=data.producer.kind,
        place=place.path,
        place_name=place.name,
        place_on=place.on,
        origin=origin,
        root=borders.root_of(origin),
        gone=isinstance(data, GONE),
        ended=isinstance(data, ProductProductionEndedV1),
    )


def _holding(event: Received[Any]) -> Holding:
    data, version = event.data, event.subject_version
    match data:
        case CredentialFacts():
            return Holding(
                id=f"credential:{data.credential_id}",
                version=version,
                sort="credential",
                code=data.kind,
                **_whose(data),
                since=data.issued_on,
                until=data.expires_on,
                gone=isinstance(data, HeldCredentialWithdrawnV1),
            )
        case LinkageFacts():
            ended = data.ended_on if isinstance(data, LinkageEndedV1) else data.terms.until
            return Holding(
                id=f"linkage:{data.linkage_id}",
                version=version,
                sort="linkage",
                code=data.terms.kind,
                **_whose(data),
                since=data.terms.from_on,
                until=ended,
            )
        case YearlyCardFiledV1():
            return Holding(
                id=f"card:{data.product.id}:{data.year}",
                version=version,
                sort="card",
                code="yearly-card",
                **_whose(data),
                year=data.year,
                amounts=_amounts(data.figures),
            )
        case ProfileChangedV1():
            return Holding(
                id=f"profile:{data.producer_id}",
                version=version,
                sort="profile",
                code=data.kind,
                producer_id=data.producer_id,
                women_led=data.women_led,
                gone=data.closed,
            )
    raise NotImplementedError(type(data).__name__)


def _whose(data: Any) -> dict[str, str | None]:
    return {"producer_id": data.producer.id, "product_id": data.product.id if data.product else None}


def _amounts(figures: YearlyFigures) -> dict[str, int]:
    said = {
        "revenue": figures.revenue,
        "export": figures.export_value,
        "labour": figures.labour,
        "local-labour": figures.labour_local,
    }
    return {name: amount for name, amount in said.items() if amount is not None}
