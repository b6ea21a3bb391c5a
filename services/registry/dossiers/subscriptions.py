"""Events, in-process facts and questions that dossiers react to."""

from __future__ import annotations

from ocop_events.evaluation.case import CaseReturnedV1, CaseScreenedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.agencies.effects import DossierInWait
from services.registry.credentials.use_cases import (
    CredentialEnded,
    CredentialRecorded,
    CredentialVerified,
    PaperComing,
    PaperKept,
)
from services.registry.dossiers.allowance import Limit
from services.registry.dossiers.dossier import Return
from services.registry.dossiers.store import open_one, records_behind
from services.registry.dossiers.use_cases import (
    count_file,
    end_unproposed_dossier,
    follow_credential,
    follow_merge,
    follow_producer,
    may_change_set,
    may_leave,
    move_dossiers,
    must_have_room,
    producer_may_leave,
    return_dossier,
    take_up_credential,
)
from services.registry.producers.use_cases import ProducerLeaving, ProducerMerged
from services.registry.products.use_cases import ProductChanging, ProductLeaving, ProductMerged, ProductMoved
from services.registry.seats.sight import Closed, RecordsBehind

subscriptions = Subscriptions("dossiers")


@subscriptions.on(CaseReturnedV1)
async def when_a_case_is_returned_ask_the_producer(unit: Unit, event: Received[CaseReturnedV1]) -> None:
    case = event.data
    asked = Return(
        case_id=case.case_id, office=case.office, missing=tuple(case.missing), supplement_by=case.supplement_by
    )
    await return_dossier(unit, case.dossier_id, asked)


@subscriptions.on(CaseScreenedV1)
async def when_a_case_is_not_proposed_end_the_dossier(unit: Unit, event: Received[CaseScreenedV1]) -> None:
    case = event.data
    await end_unproposed_dossier(unit, case.dossier_id, proposes=case.proposes, office=case.office, note=case.note)


@subscriptions.within(PaperComing)
async def when_a_paper_comes_refuse_what_has_no_room(unit: Unit, fact: PaperComing) -> None:
    await must_have_room(unit, fact.producer_id, fact.size, Limit.of(fact.settings))


@subscriptions.within(PaperKept)
async def when_a_paper_is_kept_count_it(unit: Unit, fact: PaperKept) -> None:
    await count_file(unit, fact.producer_id, fact.stored, Limit.of(fact.settings))


@subscriptions.within(CredentialRecorded)
async def when_a_credential_is_recorded_take_it_up(unit: Unit, fact: CredentialRecorded) -> None:
    await take_up_credential(unit, fact.credential, [one.id for one in fact.renews])


@subscriptions.within(CredentialVerified)
async def when_a_credential_is_verified_follow_it(unit: Unit, fact: CredentialVerified) -> None:
    await follow_credential(unit, fact.credential)


@subscriptions.within(CredentialEnded)
async def when_a_credential_ends_follow_it(unit: Unit, fact: CredentialEnded) -> None:
    await follow_credential(unit, fact.credential)


@subscriptions.within(ProductChanging)
async def when_a_products_set_changes_refuse_while_a_dossier_is_open(unit: Unit, fact: ProductChanging) -> None:
    await may_change_set(unit, fact.before, fact.after)


@subscriptions.within(ProductLeaving)
async def when_a_product_leaves_refuse_while_a_dossier_is_open(unit: Unit, fact: ProductLeaving) -> None:
    await may_leave(unit, fact.product)


@subscriptions.within(ProducerLeaving)
async def when_a_producer_leaves_refuse_while_a_dossier_is_open(unit: Unit, fact: ProducerLeaving) -> None:
    await producer_may_leave(unit, fact.producer)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_dossiers(unit: Unit, fact: ProductMerged) -> None:
    await follow_merge(unit, fact.product, fact.into, reason=fact.reason)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_dossiers(unit: Unit, fact: ProductMoved) -> None:
    await move_dossiers(unit, fact.product.id, fact.product, reason=fact.reason)


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_count_what_it_sent_for_the_other(unit: Unit, fact: ProducerMerged) -> None:
    await follow_producer(unit, fact.producer, fact.into)


@subscriptions.within(RecordsBehind)
async def when_asked_name_the_records_behind_dossiers(unit: Unit, question: RecordsBehind) -> Closed:
    return await records_behind(unit, question.dossiers)


@subscriptions.within(DossierInWait)
async def when_a_report_concerns_a_product_name_its_open_dossier(unit: Unit, asked: DossierInWait) -> str | None:
    found = await open_one(unit, asked.product_id)
    return found.id if found else None
