"""In-process facts that uses of the mark react to: what becomes of a certificate, and records that were merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.certificates.contradiction import Contradiction, WhatContradicts
from services.registry.certificates.use_cases import (
    CertificateEnded,
    CertificateExtended,
    CertificateIssued,
    CertificateRestored,
    MarkReinstated,
    MarkSuspended,
)
from services.registry.marks import store, views
from services.registry.marks.use_cases import ask_which_stay, lift_take_down, look_again, move_uses, order_take_down
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("marks")


@subscriptions.within(CertificateEnded)
async def when_a_certificate_ends_order_its_mark_down(unit: Unit, fact: CertificateEnded) -> None:
    await order_take_down(unit, fact.certificate)


@subscriptions.within(MarkSuspended)
async def when_the_mark_is_suspended_order_it_down(unit: Unit, fact: MarkSuspended) -> None:
    await order_take_down(unit, fact.certificate)


@subscriptions.within(MarkReinstated)
async def when_the_mark_is_reinstated_lift_the_order(unit: Unit, fact: MarkReinstated) -> None:
    await lift_take_down(unit, fact.certificate)


@subscriptions.within(CertificateRestored)
async def when_a_certificate_is_restored_lift_the_order(unit: Unit, fact: CertificateRestored) -> None:
    await lift_take_down(unit, fact.certificate)


@subscriptions.within(CertificateExtended)
async def when_a_certificate_is_extended_look_at_its_uses_again(unit: Unit, fact: CertificateExtended) -> None:
    await look_again(unit, fact.certificate)


@subscriptions.within(CertificateIssued)
async def when_a_product_is_recognised_again_ask_which_uses_stay(unit: Unit, fact: CertificateIssued) -> None:
    await ask_which_stay(unit, fact.certificate, fact.before)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_uses(unit: Unit, fact: ProductMerged) -> None:
    await move_uses(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_uses(unit: Unit, fact: ProductMoved) -> None:
    await move_uses(unit, fact.product.id, fact.product)


@subscriptions.within(WhatContradicts)
async def when_a_certificate_is_doubted_say_which_uses_are_wrong(
    unit: Unit, asked: WhatContradicts
) -> list[Contradiction]:
    found = await store.seen_of_product(unit, asked.certificate.product_id, asked.by)
    return views.contradictions(found, unit.today)
