"""Events that laboratory results follow: the registry matched a report, or withdrew its match."""

from __future__ import annotations

from ocop_events.registry.agency_report import AgencyReportMatchWithdrawnV1, LabTestMatchedV1

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.laboratory import use_cases
from services.evaluation.laboratory.result import LabResult, Parameter

subscriptions = Subscriptions("laboratory")


@subscriptions.on(LabTestMatchedV1)
async def when_a_lab_test_is_matched_keep_it(unit: Unit, event: Received[LabTestMatchedV1]) -> None:
    fact = event.data
    if fact.product is not None:
        measured = [Parameter(name=name, value=value) for name, value in fact.parameters.items()]
        own = {"id": fact.agency_report_id, "product_id": fact.product.id, "parameters": measured}
        await use_cases.keep_result(unit, mapped(LabResult, fact, **own))


@subscriptions.on(AgencyReportMatchWithdrawnV1)
async def when_a_match_is_withdrawn_forget_the_result(
    unit: Unit, event: Received[AgencyReportMatchWithdrawnV1]
) -> None:
    await use_cases.forget_result(unit, event.data.agency_report_id)
