"""Events, in-process facts and questions that dossiers react to."""

from __future__ import annotations

from ocop_events.evaluation.case import CaseReturnedV1, CaseScreenedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.agencies.use_cases import DossierInWait
from services.registry.dossiers.dossier import Return
from services.registry.dossiers.store import open_one, records_behind
from services.registry.dossiers.use_cases import (
    end_unproposed_dossier,
    follow_merge,
    may_change_set,
    may_leave,
    move_dossiers,
    producer_may_leave,
    return_dossier,
)
from services.registry.producers.use_cases import ProducerLeaving
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


@subscriptions.within(RecordsBehind)
async def when_asked_name_the_records_behind_dossiers(unit: Unit, question: RecordsBehind) -> Closed:
    return await records_behind(unit, question.dossiers)


@subscriptions.within(DossierInWait)
async def when_a_report_concerns_a_product_name_its_open_dossier(unit: Unit, asked: DossierInWait) -> str | None:
    found = await open_one(unit, asked.product_id)
    return found.id if found else None
