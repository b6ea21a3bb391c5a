"""The events that certificates rest on: a ruling, and the regulation of its office by which it is counted again."""

from __future__ import annotations

from ocop_events.evaluation.council import RegulationConfirmedV1
from ocop_events.evaluation.ruling import RulingCorrectedV1, RulingIssuedV1, RulingWithdrawnV1
from ocop_events.vocabulary import Basis as BasisRef

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.editions import use_cases as editions
from services.editions.edition import LawEdition, row_id
from services.registry.agencies.clues import CodeHolder, WhoseCode
from services.registry.certificates.arriving import act_on_line, correct_recognition, withdraw_recognition
from services.registry.certificates.certificate import DecisionCited
from services.registry.certificates.decision import Basis, Decision
from services.registry.certificates.issuing import follow_merge, keep_regulation, move_certificates
from services.registry.certificates.use_cases import whose_code
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("certificates")


@subscriptions.on(RegulationConfirmedV1)
async def when_an_office_confirms_its_regulation_keep_it(unit: Unit, event: Received[RegulationConfirmedV1]) -> None:
    own = event.data
    edition = LawEdition(
        id=row_id(own.text_id, own.text_hash, "regulation"),
        kind="regulation",
        rulebook_id=own.text_id,
        rulebook_hash=own.text_hash,
        text=own.content_gzip,
        kept_at=unit.now,
        published=True,
    )
    await keep_regulation(unit, edition, office=own.office)


@subscriptions.on(RulingIssuedV1)
async def when_a_ruling_is_issued_certify_the_product(unit: Unit, event: Received[RulingIssuedV1]) -> None:
    ruling = event.data
    for hash in sorted({ruling.rulebook_hash, *(one.from_hash for one in ruling.editions)}):
        await editions.take_up_one(
            unit, ruling.rulebook_id, hash
        )  # another replica may have stamped it with newer files
    if (own := ruling.own_regulation) and own.hash:
        await editions.take_up_one(unit, own.id, own.hash, kind="regulation")
    decision = mapped(
        Decision,
        ruling,
        product_id=ruling.product.id,
        producer_id=ruling.producer.id,
        decision_number=ruling.decision_number or "",
        signed_by=ruling.signed_by or "",
        decision_line=ruling.decision.line if ruling.decision else None,
        basis=_basis(ruling.basis),
        ruling=ruling.model_dump(mode="json"),
    )
    await act_on_line(unit, decision, mapped(DecisionCited, ruling.decision) if ruling.decision else None)


@subscriptions.on(RulingCorrectedV1)
async def when_a_ruling_is_corrected_name_its_decision_rightly(unit: Unit, event: Received[RulingCorrectedV1]) -> None:
    told = event.data
    await correct_recognition(unit, told.ruling_id, told.decision_number, told.decided_on, told.what, told.corrected_on)


@subscriptions.on(RulingWithdrawnV1)
async def when_a_ruling_is_withdrawn_let_its_recognition_be_looked_at(
    unit: Unit, event: Received[RulingWithdrawnV1]
) -> None:
    told = event.data
    if told.decision is not None:
        cited = mapped(DecisionCited, told.decision)
        await withdraw_recognition(unit, told.ruling_id, cited, office=told.office, reason=told.reason)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_certificates(unit: Unit, fact: ProductMerged) -> None:
    await follow_merge(unit, fact.product, fact.into, reason=fact.reason)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_certificates(unit: Unit, fact: ProductMoved) -> None:
    await move_certificates(unit, fact.product.id, fact.product, reason=fact.reason)


@subscriptions.within(WhoseCode)
async def when_a_report_names_a_code_say_whose_it_is(unit: Unit, asked: WhoseCode) -> list[CodeHolder]:
    exact, alike = await whose_code(unit, asked.code)
    found = [(one, one in exact) for one in [*exact, *alike]]
    return [
        CodeHolder(product_id=one.product_id, certificate_id=one.id, product_code=one.product_code, exact=known)
        for one, known in found
    ]


def _basis(stated: BasisRef | None) -> Basis:
    """A ruling of an earlier release states none, and has carried its sheets since the first."""
    if stated is None:
        return Basis("sheets")
    paper = stated.paper
    return Basis(
        kind=stated.kind,
        paper=paper.name if paper else "",
        paper_sha256=paper.sha256 if paper else "",
        entered_by=stated.entered_by or "",
        confirmed_by=stated.confirmed_by or "",
    )
