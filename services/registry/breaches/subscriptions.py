"""In-process facts that breaches react to: what agencies report, how certificates end, merged records."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.agencies.use_cases import MatchWithdrawn, ReportMatched
from services.registry.breaches import following, taking_up
from services.registry.certificates.use_cases import CertificateEnded, MarkReinstated
from services.registry.inspections.use_cases import InspectionCompleted
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import ProductMerged, ProductMoved
from services.registry.revocations.use_cases import RevocationDecided, RevocationDropped

subscriptions = Subscriptions("breaches")


@subscriptions.within(ReportMatched)
async def when_a_report_is_matched_take_up_what_it_found(unit: Unit, fact: ReportMatched) -> None:
    await taking_up.from_agency(unit, fact.report, fact.producer, fact.product)


@subscriptions.within(InspectionCompleted)
async def when_an_inspection_is_over_take_up_what_it_found(unit: Unit, fact: InspectionCompleted) -> None:
    await taking_up.from_inspection(unit, fact.inspection)


@subscriptions.within(MatchWithdrawn)
async def when_a_match_is_withdrawn_end_what_rested_on_it(unit: Unit, fact: MatchWithdrawn) -> None:
    await following.retract(unit, fact.report.id, "Báo cáo của cơ quan khác đã gắn nhầm đối tượng.")


@subscriptions.within(CertificateEnded)
async def when_a_certificate_ends_note_it_on_its_breaches(unit: Unit, fact: CertificateEnded) -> None:
    await following.end_with_certificate(unit, fact.certificate, fact.how)


@subscriptions.within(MarkReinstated)
async def when_the_mark_is_reinstated_note_it_on_its_breaches(unit: Unit, fact: MarkReinstated) -> None:
    await following.note_reinstated(unit, fact.certificate)


@subscriptions.within(RevocationDecided)
async def when_a_revocation_is_decided_close_its_breaches(unit: Unit, fact: RevocationDecided) -> None:
    await following.end_by_revocation(unit, fact.revocation.id)


@subscriptions.within(RevocationDropped)
async def when_a_revocation_is_dropped_ask_the_offices_of_its_breaches(unit: Unit, fact: RevocationDropped) -> None:
    await following.drop_proposal(unit, fact.revocation.id)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_breaches(unit: Unit, fact: ProductMerged) -> None:
    await following.follow_product(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_breaches(unit: Unit, fact: ProductMoved) -> None:
    await following.follow_product(unit, fact.product.id, fact.product)


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_breaches(unit: Unit, fact: ProducerMerged) -> None:
    await following.follow_producer(unit, fact.producer.id, fact.into)
