"""What other agencies publish, each on its own topic, and records of theirs that had to be set aside."""

from __future__ import annotations

import hashlib
import json

from ocop_events.agencies.reports import (
    AgencyReport,
    CredentialGrantedV1,
    CredentialWithdrawnV1,
    InspectionReportedV1,
    IpRightGrantedV1,
    LabTestReportedV1,
    MarkBreachReportedByAgencyV1,
    PromotionHeldV1,
)

from kit.messaging.parked.dead_letter import RecordParked
from kit.messaging.parked.reasons import FAULT, Reason
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Subscriptions
from kit.text import visible
from kit.work import Unit
from law.agencies import agencies
from services.registry.agencies import use_cases
from services.registry.agencies.refusals import ReportEmpty
from services.registry.agencies.report import Said
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import ProductMerged

subscriptions = Subscriptions("agencies")

REPORTS: tuple[type[AgencyReport], ...] = (
    InspectionReportedV1,
    LabTestReportedV1,
    MarkBreachReportedByAgencyV1,
    CredentialGrantedV1,
    CredentialWithdrawnV1,
    IpRightGrantedV1,
    PromotionHeldV1,
)
OWN = "ocop.agencies."
MOST_SAID = 1_500


# An agency mends a report by sending another: none waits behind one that could not be read.
@subscriptions.on(*REPORTS, ordered=False, topics=[f"{OWN}{one.id}" for one in agencies()])
async def when_an_agency_reports_take_it(unit: Unit, event: Received[AgencyReport]) -> None:
    if event.gone:
        raise ReportEmpty()
    fields = event.data.model_dump(mode="json")
    await use_cases.take_published(unit, event.data.agency, event.id, about(event.type), fields)


@subscriptions.within(RecordParked)
async def when_an_agency_s_record_is_set_aside_answer(unit: Unit, fact: RecordParked) -> None:
    record = fact.record
    # What failed here, or waits for something on its way, is no agency's to mend.
    if record.topic.startswith(OWN) and fact.reason.slug != FAULT.slug and not fact.reason.passes:
        await use_cases.answer_set_aside(
            unit,
            record.topic.removeprefix(OWN),
            event_id=record.header("ce_id") or "",
            number=number_of(record),
            about=about(record.header("ce_type") or ""),
            digest=hashlib.sha256(record.identity.encode()).hexdigest(),
            said=said(fact.reason),
        )


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_reports(unit: Unit, fact: ProductMerged) -> None:
    await use_cases.follow_product(unit, fact.product, fact.into)


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_reports(unit: Unit, fact: ProducerMerged) -> None:
    await use_cases.follow_producer(unit, fact.producer, fact.into)


def about(type_: str) -> str:
    """`inspection.reported` of `vn.ocop.agencies.inspection.reported.v1`."""
    return type_.removeprefix("vn.ocop.agencies.").removesuffix(".v1")


def number_of(record: Record) -> str:
    """What an agency calls its report, as far as it can be read: in the data, in the key, in the envelope."""
    try:
        data = json.loads(record.value or b"null")
        if isinstance(data, dict) and isinstance(number := data.get("report_id"), str):
            return number
    except (ValueError, RecursionError):
        pass
    try:
        return (record.key or b"").decode() or record.header("ce_subject") or ""
    except UnicodeDecodeError:
        return record.header("ce_subject") or ""


def said(reason: Reason) -> Said:
    """Why a record was set aside, with the fields at fault, as its agency is told."""
    vi = " ".join([reason.vi, *(f"{one.at}: {one.vi}" for one in reason.fields)])
    en = " ".join([reason.en, *(f"{one.at}: {one.en}" for one in reason.fields)])
    return Said(slug=reason.slug, vi=visible(vi)[:MOST_SAID], en=visible(en)[:MOST_SAID])
