"""What a matched report leads to: facts for whoever acts on it, credentials and rights, and what is published of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from kit.command import Reason
from kit.facts import Question
from kit.identity import Principal
from kit.work import Unit
from services.registry.agencies import announcements
from services.registry.agencies.report import Report
from services.registry.credentials import store as held
from services.registry.credentials import use_cases as credentials
from services.registry.credentials.lifecycle import Verb as CredentialVerb
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.rights import use_cases as rights


class DossierInWait(Question):
    """Which dossier of a product is open: each answer is its id, or None."""

    product_id: str


async def act_on(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    """Does what a report matched to these leads to, and publishes whom it concerns."""
    await _ACTS[report.about](unit, report, producer, product)


async def undo_credential(unit: Unit, report: Report, reason: str, by: Principal) -> None:
    """Takes back what was entered by the agency's word alone; a paper the producer had handed in stays on file."""
    data = report.data
    if report.about in ("credential.granted", "ip-right.granted"):
        known = await held.by_number(unit, data["kind"], data["number"])
        made = (
            known and known.recorded_by is None and (known.agency, known.report_id) == (report.agency, report.report_id)
        )
        if known and made and CredentialVerb.WITHDRAW in known.may:
            await credentials.withdraw_credential(unit, known.id, Reason(reason=reason), by=by, expected=known.version)


async def _inspected(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    announcements.inspection_matched(unit, report, producer, product)


async def _tested(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    waiting = await unit.asks(DossierInWait(product_id=product.id)) if product else []
    dossier_id = next((one for one in waiting if one), None)
    announcements.lab_test_matched(unit, report, producer, product, dossier_id)


async def _misused(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    announcements.mark_breach_matched(unit, report, producer, product)


async def _granted(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    credential = await credentials.credential_granted(
        unit, report.data, producer=producer, product=product, report=report
    )
    announcements.credential_matched(unit, report, producer, product, credential.id, granted=True)


async def _withdrawn(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    credential = await credentials.credential_withdrawn_by_agency(
        unit, report.data, producer=producer, product=product, report=report
    )
    if credential is not None:
        announcements.credential_matched(unit, report, producer, product, credential.id, granted=False)


async def _right(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    await credentials.credential_granted(unit, report.data, producer=producer, product=product, report=report)
    right = await rights.right_granted(unit, report.data, producer=producer, product=product, report=report)
    announcements.right_matched(unit, report, producer, product, right.id if right else None)


_ACTS: dict[str, Callable[[Unit, Report, Producer, Product | None], Awaitable[None]]] = {
    "inspection.reported": _inspected,
    "lab-test.reported": _tested,
    "mark-breach.reported": _misused,
    "credential.granted": _granted,
    "credential.withdrawn": _withdrawn,
    "ip-right.granted": _right,
}


async def producer_of(unit: Unit, report: Report) -> Producer:
    """The producer a report was matched to."""
    assert report.match is not None  # only of a matched one
    return await producers.producers.get(unit, report.match.producer_id)


async def product_of(unit: Unit, report: Report) -> Product | None:
    """The product a report was matched to; None where the whole producer is meant."""
    assert report.match is not None  # only of a matched one
    return await products.products.get(unit, report.match.product_id) if report.match.product_id else None
