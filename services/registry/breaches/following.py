"""What becomes of breaches when what they rest on changes: certificates, revocations, reports, merged records."""

from __future__ import annotations

from kit.history import SYSTEM
from kit.work import Unit
from law.measures import measures
from services.registry.breaches import rules, store
from services.registry.breaches.breach import Breach, Result
from services.registry.breaches.commands import CloseCommand
from services.registry.breaches.lifecycle import State, Verb
from services.registry.breaches.use_cases import close, keep
from services.registry.certificates.certificate import Certificate
from services.registry.certificates.lifecycle import State as CertificateState
from services.registry.producers.producer import Producer
from services.registry.products.product import Product


async def end_with_certificate(unit: Unit, certificate: Certificate, how: CertificateState) -> None:
    """
    Notes that the certificate of open breaches ended. One whose recognition was revoked is closed so; the others wait for
    a person to say what follows.
    """
    for breach in await store.open_on_certificate(unit, certificate.id):
        ended = breach.model_copy(update={"certificate_ended": how.value, "suspends": False})
        if how is CertificateState.REVOKED and breach.revocation_id:
            await _close_by_revocation(unit, ended)
        else:
            await keep(unit, ended)


async def _close_by_revocation(unit: Unit, breach: Breach) -> Breach:
    """Closes a breach that was revoked for."""
    why = "Quyết định thu hồi công nhận đã ban hành."
    return await close(unit, breach, CloseCommand(result=Result.REVOKED.value, why=why), by=SYSTEM)


async def end_by_revocation(unit: Unit, revocation_id: str) -> None:
    """Closes the breaches for which a revocation was proposed that is decided now."""
    for breach in await store.by_revocation(unit, revocation_id):
        await _close_by_revocation(
            unit, breach.model_copy(update={"certificate_ended": CertificateState.REVOKED.value})
        )


async def drop_proposal(unit: Unit, revocation_id: str) -> None:
    """Has breaches wait for their office again, because the revocation proposed for them was dropped."""
    for breach in await store.by_revocation(unit, revocation_id):
        if Verb.DROP in breach.may:
            reason = "Thủ tục thu hồi kết thúc mà không thu hồi."
            await keep(unit, rules.dropped(breach, reason, measures(), at=unit.now))


async def note_reinstated(unit: Unit, certificate: Certificate) -> None:
    """Notes that the mark may be used again, whoever said so."""
    for breach in await store.open_on_certificate(unit, certificate.id):
        if breach.suspends:
            await store.breaches.keep(unit, breach.model_copy(update={"suspends": False}))


async def retract(unit: Unit, agency_report_id: str, reason: str) -> None:
    """
    A report was matched to the wrong one. A breach on which nothing was done yet is closed as unfounded; another keeps
    a note, for its office to end it.
    """
    for breach in await store.by_report(unit, agency_report_id):
        noted = breach.model_copy(update={"retracted": reason})
        if breach.state is State.OPEN and not breach.measures:
            await close(unit, noted, CloseCommand(result=Result.UNFOUNDED.value, why=reason), by=SYSTEM)
        else:
            await store.breaches.keep(unit, noted)


async def follow_product(unit: Unit, product_id: str, product: Product) -> None:
    """Has the breaches of a product name it, and its producer, as they are now."""
    for breach in await store.all_of_product(unit, product_id):
        moved = breach.model_copy(
            update={
                "product_id": product.id,
                "product_name": product.name,
                "producer_id": product.producer_id,
                "producer_name": product.producer_name,
                "producer_kind": product.producer_kind,
            }
        )
        await store.breaches.keep(unit, moved)


async def follow_producer(unit: Unit, producer_id: str, into: Producer) -> None:
    """Has the breaches of a merged producer as a whole belong to the record that is kept."""
    for breach in await store.all_of_producer(unit, producer_id):
        if breach.product_id is None:
            update = {"producer_id": into.id, "producer_name": into.name, "producer_kind": into.kind}
            await store.breaches.keep(unit, breach.model_copy(update=update))
