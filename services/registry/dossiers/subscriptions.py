"""Events and in-process facts that dossiers react to."""

from __future__ import annotations

from ocop_events.evaluation.case import CaseReturnedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.registry.dossiers.use_cases import may_change_set, may_leave, note_return, producer_may_leave
from services.registry.producers.use_cases import ProducerLeaving
from services.registry.products.use_cases import ProductChanging, ProductLeaving

subscriptions = Subscriptions("dossiers")


@subscriptions.on(CaseReturnedV1)
async def when_a_case_is_returned_ask_the_producer(unit: Unit, event: Received[CaseReturnedV1]) -> None:
    told = event.data
    await note_return(
        unit,
        told.dossier_id,
        case_id=told.case_id,
        office=told.office,
        missing=told.missing,
        supplement_by=told.supplement_by,
    )


@subscriptions.within(ProductChanging)
async def when_a_products_set_changes_refuse_while_a_dossier_is_open(unit: Unit, fact: ProductChanging) -> None:
    await may_change_set(unit, fact.before, fact.after)


@subscriptions.within(ProductLeaving)
async def when_a_product_leaves_refuse_while_a_dossier_is_open(unit: Unit, fact: ProductLeaving) -> None:
    await may_leave(unit, fact.product)


@subscriptions.within(ProducerLeaving)
async def when_a_producer_leaves_refuse_while_a_dossier_is_open(unit: Unit, fact: ProducerLeaving) -> None:
    await producer_may_leave(unit, fact.producer)
