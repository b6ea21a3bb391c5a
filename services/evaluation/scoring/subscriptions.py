"""What scoring reacts to: that a dossier was taken back, that somebody stands aside or is replaced, and that a case is shown."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierWithdrawnV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.cases.use_cases import ClaimSeen
from services.evaluation.councils.use_cases import MemberRecused, MemberReplaced
from services.evaluation.scoring import use_cases

subscriptions = Subscriptions("scoring")


@subscriptions.within(ClaimSeen)
async def when_a_case_is_shown_say_how_much_of_the_claim(unit: Unit, question: ClaimSeen) -> frozenset[str] | None:
    return await use_cases.claim_seen(unit, question.case, question.by)


@subscriptions.on(DossierWithdrawnV1)
async def when_a_dossier_is_withdrawn_break_off_its_scoring(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
    await use_cases.break_off_scorings_of(unit, event.data.dossier_id)


@subscriptions.within(MemberRecused)
async def when_a_member_is_recused_leave_their_sheet_out(unit: Unit, fact: MemberRecused) -> None:
    await use_cases.leave_out(unit, fact.council, fact.person_id)


@subscriptions.within(MemberReplaced)
async def when_a_member_is_replaced_go_on_with_who_took_the_seat(unit: Unit, fact: MemberReplaced) -> None:
    await use_cases.seat_anew(unit, fact.council, fact.left)
