"""Events that cases react to: dossiers of the registry, and other offices' cases and rulings."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.case import CaseForwardedV1, CaseReceivedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.dossier import (
    DossierContent,
    DossierMovedV1,
    DossierSubmittedV1,
    DossierSupplementedV1,
    DossierWithdrawnV1,
)
from ocop_events.vocabulary import Layer as ContractLayer

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.editions import use_cases as editions
from services.evaluation.cases import use_cases
from services.evaluation.cases.dossier import Dossier, Layer, Moved

subscriptions = Subscriptions("cases")


@subscriptions.on(DossierSubmittedV1)
async def when_a_dossier_is_submitted_open_a_case(unit: Unit, event: Received[DossierSubmittedV1]) -> None:
    dossier = dossier_from(event.data.dossier)
    await editions.take_up_one(unit, dossier.rulebook_id, dossier.rulebook_hash)
    await use_cases.open_case(unit, dossier)


@subscriptions.on(DossierSupplementedV1)
async def when_a_dossier_is_supplemented_resume_its_case(unit: Unit, event: Received[DossierSupplementedV1]) -> None:
    fact = event.data
    await use_cases.resume_cases(unit, dossier_from(fact.dossier), named=fact.case_id, done=fact.done)


@subscriptions.on(DossierWithdrawnV1)
async def when_a_dossier_is_withdrawn_end_its_cases(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
    await use_cases.withdraw_cases(unit, event.data.dossier_id, reason=event.data.reason)


@subscriptions.on(DossierMovedV1)
async def when_a_dossier_moves_have_its_cases_follow(unit: Unit, event: Received[DossierMovedV1]) -> None:
    await use_cases.follow_dossier(unit, event.data.dossier_id, Moved.model_validate(event.data.model_dump()))


@subscriptions.on(CaseForwardedV1)
async def when_a_case_is_forwarded_here_open_our_own(unit: Unit, event: Received[CaseForwardedV1]) -> None:
    fact = event.data
    dossier = dossier_from(fact.dossier)
    await editions.take_up_one(unit, dossier.rulebook_id, dossier.rulebook_hash)
    await use_cases.receive_case(
        unit,
        dossier,
        from_case=fact.case_id,
        from_office=fact.office,
        from_tier=fact.tier,
        to_office=fact.to_office,
        to_tier=fact.to_tier,
        layers=layers_from(fact.layers),
    )


@subscriptions.on(CaseReceivedV1)
async def when_our_case_is_received_hand_it_over(unit: Unit, event: Received[CaseReceivedV1]) -> None:
    fact = event.data
    await use_cases.hand_over_case(unit, fact.from_case_id, to_case_id=fact.case_id, office=fact.office)


@subscriptions.on(RulingIssuedV1)
async def when_a_higher_office_sends_a_case_back_take_it(unit: Unit, event: Received[RulingIssuedV1]) -> None:
    fact = event.data
    await use_cases.take_back_cases(unit, fact.dossier_id, finding=finding_from(fact), before=layers_from(fact.layers))


def dossier_from(content: DossierContent) -> Dossier:
    """The dossier as we keep it, from the contract's form."""
    return Dossier.model_validate(content.model_dump())


def layers_from(layers: Sequence[ContractLayer]) -> tuple[Layer, ...]:
    """Layers as we keep them, from the contract's form."""
    return tuple(Layer.model_validate(layer.model_dump()) for layer in layers)


def finding_from(fact: RulingIssuedV1) -> Layer:
    """What another office found, out of its ruling."""
    return Layer.model_validate(fact.model_dump(include=_FINDING))


_FINDING = {"office", "tier", "case_id", "outcome", "total", "star", "rulebook_id", "decided_on", "ruling_id", "sheets"}
