"""The event of a ruling, which certificates are issued by."""

from __future__ import annotations

from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.vocabulary import Basis as BasisRef

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.editions import use_cases as editions
from services.registry.certificates.decision import Basis, Decision
from services.registry.certificates.use_cases import act_on, follow_merge, move_certificates
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("certificates")


@subscriptions.on(RulingIssuedV1)
async def when_a_ruling_is_issued_certify_the_product(unit: Unit, event: Received[RulingIssuedV1]) -> None:
    ruling = event.data
    for hash in sorted({ruling.rulebook_hash, *(one.from_hash for one in ruling.editions)}):
        await editions.take_up_one(
            unit, ruling.rulebook_id, hash
        )  # another replica may have stamped it with newer files
    if (own := ruling.own_regulation) and own.hash:
        await editions.take_up_one(unit, own.id, own.hash, kind="regulation")
    decision = Decision(
        ruling_id=ruling.ruling_id,
        outcome=ruling.outcome,
        dossier_id=ruling.dossier_id,
        product_id=ruling.product.id,
        producer_id=ruling.producer.id,
        office=ruling.office,
        decision_number=ruling.decision_number or "",
        decided_on=ruling.decided_on,
        basis=_basis(ruling.basis),
        ruling=ruling.model_dump(mode="json"),
        signed_as=tuple(ruling.signed_as),
        signed_by=ruling.signed_by or "",
    )
    await act_on(unit, decision)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_certificates(unit: Unit, fact: ProductMerged) -> None:
    await follow_merge(unit, fact.product, fact.into, reason=fact.reason)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_certificates(unit: Unit, fact: ProductMoved) -> None:
    await move_certificates(unit, fact.product.id, fact.product, reason=fact.reason)


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
