"""What is said of dossiers, cases and rulings."""

from __future__ import annotations

from typing import Any

from ocop_events.evaluation.case import (
    CaseEditionAppliedV1,
    CaseFacts,
    CaseForwardedV1,
    CaseOpenedV1,
    CaseOverdueV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseWithdrawnV1,
)
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.dossier import DossierSubmittedV1, DossierSupplementedV1, DossierWithdrawnV1

from kit.clock import local_date
from kit.messaging.received import Received
from programme import names
from services.notifications.messages.news import News, office, office_of, office_words, place_words, producer, words


def dossier_submitted(event: Received[DossierSubmittedV1]) -> list[News]:
    """The producer's receipt."""
    dossier = event.data.dossier
    values = {
        "number": dossier.number,
        "product": dossier.product.name,
        "kind": words(names.both(names.dossier_kind, dossier.kind)),
        "submitted_on": dossier.submitted_on,
        "evidence": len(dossier.evidence),
        "self_total": dossier.self_assessment.total,
        "dossier_id": dossier.dossier_id,
    }
    return [News("dossier-submitted", values, [producer(dossier.producer)])]


def dossier_supplemented(event: Received[DossierSupplementedV1]) -> list[News]:
    """The producer's receipt for a supplement."""
    dossier = event.data.dossier
    values = {
        "number": dossier.number,
        "product": dossier.product.name,
        "supplement": dossier.supplement,
        "supplemented_on": local_date(event.time),
        "dossier_id": dossier.dossier_id,
    }
    return [News("dossier-supplemented", values, [producer(dossier.producer)])]


def dossier_withdrawn(event: Received[DossierWithdrawnV1]) -> list[News]:
    """The producer's confirmation; somebody else may have acted for it. Offices that had it hear of their own case."""
    fact = event.data
    values = {
        "product": fact.product.name,
        "reason": fact.reason,
        "withdrawn_on": fact.withdrawn_on,
        "dossier_id": fact.dossier_id,
    }
    return [News("dossier-withdrawn", values, [producer(fact.producer)])]


def case_opened(event: Received[CaseOpenedV1]) -> list[News]:
    """The office has work before it."""
    fact = event.data
    values = {**_of_case(fact), "number": fact.number, "opened_on": fact.opened_on, "due_on": fact.due_on}
    return [News("case-opened", values, [office(fact.office, fact.opened_on)])]


def case_received(event: Received[CaseReceivedV1]) -> list[News]:
    """The receiving office has work before it; the sending one is done."""
    fact, on = event.data, event.data.received_on
    received = {
        **_of_case(fact),
        "opened_on": on,
        "due_on": fact.due_on,
        "from_office": office_words(fact.from_office, on),
    }
    handed = {
        "product": fact.product.name,
        "producer": fact.producer.name,
        "office": office_words(fact.office, on),
        "received_on": on,
        "case_id": fact.from_case_id,
    }
    return [
        News("case-opened", received, [office(fact.office, on)]),
        News("case-handed-over", handed, [office(fact.from_office, on)]),
    ]


def case_returned(event: Received[CaseReturnedV1]) -> list[News]:
    """The producer learns what is missing, and by when."""
    fact = event.data
    values = {
        "product": fact.product.name,
        "office": office_words(fact.office, fact.returned_on),
        "returned_on": fact.returned_on,
        "supplement_by": fact.supplement_by,
        "missing": fact.missing,
        "dossier_id": fact.dossier_id,
    }
    return [News("case-returned", values, [producer(fact.producer)])]


def case_forwarded(event: Received[CaseForwardedV1]) -> list[News]:
    """The producer learns where the dossier is now. The office it goes to hears once the case is there."""
    fact = event.data
    values = {
        "number": fact.dossier.number,
        "product": fact.product.name,
        "office": office_words(fact.office, fact.forwarded_on),
        "to_office": office_words(fact.to_office, fact.forwarded_on),
        "forwarded_on": fact.forwarded_on,
        "dossier_id": fact.dossier_id,
    }
    return [News("case-forwarded", values, [producer(fact.producer)])]


def case_overdue(event: Received[CaseOverdueV1]) -> list[News]:
    """The office learns that its period ended."""
    fact = event.data
    values = {
        "product": fact.product.name,
        "producer": fact.producer.name,
        "was_due_on": fact.was_due_on,
        "case_id": fact.case_id,
    }
    return [News("case-overdue", values, [office(fact.office, fact.was_due_on)])]


def case_withdrawn(event: Received[CaseWithdrawnV1]) -> list[News]:
    """The office need not go on with it."""
    fact = event.data
    values = {
        "number": fact.number,
        "product": fact.product.name,
        "producer": fact.producer.name,
        "reason": fact.reason,
        "withdrawn_on": fact.withdrawn_on,
        "case_id": fact.case_id,
    }
    return [News("case-withdrawn", values, [office(fact.office, fact.withdrawn_on)])]


def edition_applied(event: Received[CaseEditionAppliedV1]) -> list[News]:
    """The office whose council is re-opened, with all who read its mail; before the first seal it is no news to anybody."""
    fact, applied = event.data, event.data.applied
    if applied.round is None:
        return []
    values = {
        "product": fact.product.name,
        "producer": fact.producer.name,
        "rulebook": fact.rulebook_id,
        "round": applied.round,
        "reason": applied.reason,
        "reopened_on": applied.on,
        "case_id": fact.case_id,
    }
    return [News("council-reopened", values, [office(fact.office, applied.on)])]


def ruling_issued(event: Received[RulingIssuedV1]) -> list[News]:
    """
    What a ruling means for whom. A recognition is news when the certificate exists (`product.certified`), a forwarding
    when the case moves (`case.forwarded`).
    """
    fact = event.data
    values = {
        "product": fact.product.name,
        "office": office_words(fact.office, fact.decided_on),
        "total": fact.total,
        "star": fact.star,
        "decided_on": fact.decided_on,
        "case_id": fact.case_id,
    }
    theirs = {**values, "producer": fact.producer.name}
    if fact.outcome == "not-recognised":
        return [
            News("ruling-not-recognised", values, [producer(fact.producer)]),
            News("ruling-not-recognised-office", theirs, [office_of(fact.producer)]),
        ]
    if fact.outcome == "returned":
        below = [
            News(
                "ruling-returned-office",
                {**theirs, "case_id": layer.case_id},
                [office(layer.office, layer.decided_on or fact.decided_on)],
            )
            for layer in fact.layers[-1:]
        ]
        return [News("ruling-returned", values, [producer(fact.producer)]), *below]
    return []


def _of_case(fact: CaseFacts) -> dict[str, Any]:
    return {
        "product": fact.product.name,
        "producer": fact.producer.name,
        "place": place_words(fact.producer),
        "case_id": fact.case_id,
    }
