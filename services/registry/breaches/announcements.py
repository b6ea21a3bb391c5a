"""Events about breaches: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.registry.breach import (
    BreachClosedV1,
    BreachCorrectionDueV1,
    BreachFacts,
    BreachHeardV1,
    BreachMeasureTakenV1,
    BreachObjectedV1,
    BreachOpenedV1,
    BreachOverdueV1,
    BreachProofAnsweredV1,
    BreachProofReceivedV1,
)
from ocop_events.registry.mark import MarkBreachReportedV1, MarkBreachResolvedV1
from ocop_events.vocabulary import CertificateRef, OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.registry.breaches.breach import Breach, Passed, Proof
from services.registry.producers.announcements import producer_ref
from services.registry.products.announcements import product_ref

F = TypeVar("F", bound=BreachFacts)
_MEASURE = {"measure", "until", "why", "taken_on"}
_OBJECTED, _REPLIED = {"why", "objected_on"}, {"accepted", "answer", "heard_on"}
_ANSWERED = {"accepted", "answer", "answered_on"}


def of(kind: type[F], breach: Breach, **own: object) -> F:
    """An event of a breach: fields of the same name are the breach's own."""
    product = breach.product_id and product_ref(breach.product_id, breach.product_name or "", breach.set_no or 0)
    refs = {
        "breach_id": breach.id,
        "producer": producer_ref(breach.producer_id, breach.producer_name, breach.producer_kind, breach.place),
        "product": product or None,
        "certificate": mapped(CertificateRef, breach.certificate) if breach.certificate else None,
        "source": breach.source.value,
    }
    return mapped(kind, breach, **refs, **own)


def opened(unit: Unit, breach: Breach, *, of_mark: bool) -> None:
    """Announces a breach that an office took up; of the mark, to its owner too."""
    unit.announce(of(BreachOpenedV1, breach), place=breach.place.path)
    if of_mark and breach.product_id:
        reporter = breach.agency or breach.source.value
        fact = mapped(MarkBreachReportedV1, breach, breach_id=breach.id, reported_by=reporter)
        unit.announce(fact, place=breach.place.path)


def measure_taken(unit: Unit, breach: Breach) -> None:
    """Announces the last measure of a breach."""
    last = breach.measures[-1]
    paper = None
    if last.paper_number and last.paper_on:
        paper = OfficialPaper(number=last.paper_number, signed_on=last.paper_on, kind="-", office=last.office)
    fact = of(
        BreachMeasureTakenV1, breach, **last.model_dump(include=_MEASURE), article=last.article or None, paper=paper
    )
    unit.announce(fact, place=breach.place.path)


def correction_due(unit: Unit, breach: Breach) -> None:
    """Announces that the last day of a correction is near."""
    assert breach.until
    fact = of(BreachCorrectionDueV1, breach, until=breach.until, days_left=(breach.until - unit.today).days)
    unit.announce(fact, place=breach.place.path)


def proof_received(unit: Unit, breach: Breach) -> None:
    """Announces that the producer sent proof."""
    unit.announce(of(BreachProofReceivedV1, breach, received_on=unit.today), place=breach.place.path)


def proof_answered(unit: Unit, breach: Breach, proof: Proof) -> None:
    """Announces what the office answered to a proof."""
    until = None if proof.accepted else breach.until
    fact = of(BreachProofAnsweredV1, breach, **proof.model_dump(include=_ANSWERED), until=until)
    unit.announce(fact, place=breach.place.path)


def objected(unit: Unit, breach: Breach) -> None:
    """Announces the last objection."""
    said = breach.objections[-1].model_dump(include=_OBJECTED)
    unit.announce(of(BreachObjectedV1, breach, **said), place=breach.place.path)


def replied(unit: Unit, breach: Breach) -> None:
    """Announces what was answered to the last objection."""
    said = breach.objections[-1].model_dump(include=_REPLIED)
    unit.announce(of(BreachHeardV1, breach, **said), place=breach.place.path)


def overdue(unit: Unit, breach: Breach, passed: Passed, climbs_to: str | None) -> None:
    """Announces that a day passed; `climbs_to`: the office above, where the step was the office's own."""
    fact = of(BreachOverdueV1, breach, step=passed.step, was_due_on=passed.was_due_on, climbs_to=climbs_to)
    unit.announce(fact, place=breach.place.path)


def closed(unit: Unit, breach: Breach, *, of_mark: bool) -> None:
    """Announces how a breach ended; of the mark, to its owner too."""
    taken = [one.measure for one in breach.measures]
    fact = of(BreachClosedV1, breach, measures=taken, because=breach.closed_because)
    unit.announce(fact, place=breach.place.path)
    if of_mark and breach.product_id:
        resolved = mapped(
            MarkBreachResolvedV1,
            breach,
            breach_id=breach.id,
            resolution=breach.result,
            resolved_on=breach.closed_on,
        )
        unit.announce(resolved, place=breach.place.path)
