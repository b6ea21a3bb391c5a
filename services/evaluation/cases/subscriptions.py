"""What a case hears: dossiers from the registry, and other offices' cases and rulings."""

from __future__ import annotations

from ocop_events.evaluation.case import CaseForwardedV1, CaseReceivedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.dossier import DossierSubmittedV1, DossierSupplementedV1, DossierWithdrawnV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.evaluation import legal
from services.evaluation.cases import rules, store, use_cases
from services.evaluation.cases.announcements import dossier_from, layer_of_ruling, layers_from
from services.evaluation.cases.lifecycle import State
from services.evaluation.cases.use_cases import Serves


def hearing(serves: Serves) -> Subscriptions:
    """The handlers of a deployment: what concerns an office it does not serve is another deployment's."""
    heard = Subscriptions("cases")

    @heard.on(DossierSubmittedV1)
    async def when_a_dossier_is_submitted_open_a_case(unit: Unit, event: Received[DossierSubmittedV1]) -> None:
        await use_cases.open_case(unit, dossier_from(event.data.dossier), serves=serves)

    @heard.on(DossierSupplementedV1)
    async def when_a_dossier_is_supplemented_resume_its_case(
        unit: Unit, event: Received[DossierSupplementedV1]
    ) -> None:
        for case in await store.of_dossier(unit, event.data.dossier_id):
            named = event.data.case_id in (None, case.id)
            if named and case.state is State.RETURNED:
                await use_cases.resume_case(unit, case, dossier_from(event.data.dossier))

    @heard.on(DossierWithdrawnV1)
    async def when_a_dossier_is_withdrawn_end_its_cases(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
        for case in await store.of_dossier(unit, event.data.dossier_id):
            if case.state not in rules.ENDED and case.state is not State.FORWARDED:
                await use_cases.withdraw_case(unit, case, reason=event.data.reason)

    @heard.on(CaseForwardedV1)
    async def when_a_case_is_forwarded_here_open_our_own(unit: Unit, event: Received[CaseForwardedV1]) -> None:
        told = event.data
        if not serves(told.to_office):
            return
        dossier = dossier_from(told.dossier)
        rulebook = legal.rulebook_of(dossier)
        await use_cases.receive_case(
            unit,
            dossier,
            to=legal.Desk(told.to_tier, told.to_office, legal.screens(rulebook, told.to_tier)),
            from_case=told.case_id,
            from_desk=legal.Desk(told.tier, told.office, legal.screens(rulebook, told.tier)),
            layers=layers_from(told.layers),
        )

    @heard.on(CaseReceivedV1)
    async def when_our_case_is_received_hand_it_over(unit: Unit, event: Received[CaseReceivedV1]) -> None:
        sent = await store.cases.find(unit, event.data.from_case_id)
        if sent is not None:
            await use_cases.hand_over_case(unit, sent, to_case_id=event.data.case_id, office=event.data.office)

    @heard.on(RulingIssuedV1)
    async def when_a_higher_office_sends_a_case_back_take_it(unit: Unit, event: Received[RulingIssuedV1]) -> None:
        told = event.data
        if told.outcome != "returned":
            return
        for case in await store.of_dossier(unit, told.dossier_id):
            if case.to_office == told.office and case.state in (State.FORWARDED, State.HANDED_OVER):
                layers = (*layers_from(told.layers), layer_of_ruling(told))
                await use_cases.take_back_case(unit, case, layers=layers, office=told.office)

    return heard
