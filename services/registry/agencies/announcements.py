"""Events about agencies' reports, and the answers to them: one mapping from the aggregate to the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from ocop_events.answers.report import AnswerFacts, ReportAnsweredV1, ReportSettledV1
from ocop_events.registry.agency_report import (
    AgencyReportFacts,
    AgencyReportMatchWithdrawnV1,
    AgencyReportWaitingV1,
    CredentialMatchedV1,
    InspectionMatchedV1,
    LabTestMatchedV1,
    MarkBreachMatchedV1,
    MatchedFacts,
    PromotionMatchedV1,
    RightMatchedV1,
)
from ocop_events.vocabulary import BothLanguages, CertificateRef

from kit.mapped import mapped
from kit.work import Unit
from services.registry.agencies.lifecycle import State
from services.registry.agencies.report import Report
from services.registry.producers.announcements import producer_ref
from services.registry.producers.producer import Producer
from services.registry.products.announcements import product_ref
from services.registry.products.product import Product

F = TypeVar("F", bound=AgencyReportFacts)
M = TypeVar("M", bound=MatchedFacts)
A = TypeVar("A", bound=AnswerFacts)


def of(kind: type[F], report: Report, **own: object) -> F:
    """An event of a report: fields of the same name are the report's own, and those of what the agency said."""
    said = {name: value for name, value in report.data.items() if name in kind.model_fields}
    named = {name: getattr(report, name) for name in AgencyReportFacts.model_fields if name != "agency_report_id"}
    return mapped(kind, report, **{**said, **named, "agency_report_id": report.id, **own})


def _matched(kind: type[M], report: Report, producer: Producer, product: Product | None, **own: object) -> M:
    match = report.match
    assert match is not None  # only of a matched one
    how = {"matched_by": match.matched_by, "matched_on": match.matched_on}
    return of(kind, report, **_whom(producer, product), certificate=_certificate(product), **how, **own)


def inspection_matched(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    """Announces whom another agency's inspection was held at."""
    unit.announce(_matched(InspectionMatchedV1, report, producer, product), place=report.office)


def lab_test_matched(
    unit: Unit, report: Report, producer: Producer, product: Product | None, dossier_id: str | None
) -> None:
    """Announces whose sample a laboratory tested, and which open dossier waits for it."""
    fact = _matched(LabTestMatchedV1, report, producer, product, dossier_id=dossier_id)
    unit.announce(fact, place=report.office)


def mark_breach_matched(unit: Unit, report: Report, producer: Producer, product: Product | None) -> None:
    """Announces whose mark an agency found misused."""
    unit.announce(_matched(MarkBreachMatchedV1, report, producer, product), place=report.office)


def credential_matched(
    unit: Unit, report: Report, producer: Producer, product: Product | None, credential_id: str, *, granted: bool
) -> None:
    """Announces whose credential an agency granted or withdrew."""
    data = report.data
    said = {"credential_id": credential_id, "granted": granted, "on": data["issued_on" if granted else "withdrawn_on"]}
    unit.announce(_matched(CredentialMatchedV1, report, producer, product, **said), place=report.office)


def right_matched(
    unit: Unit, report: Report, producer: Producer, product: Product | None, right_id: str | None
) -> None:
    """Announces whose right of industrial property was granted, and which procedure it closed."""
    unit.announce(_matched(RightMatchedV1, report, producer, product, right_id=right_id), place=report.office)


def promotion_matched(unit: Unit, report: Report, shown: Sequence[Product]) -> None:
    """Announces a promotion with the products that are known."""
    refs = [product_ref(one.id, one.name, one.set_no) for one in shown]
    fact = of(PromotionMatchedV1, report, products=refs, unknown_codes=report.unknown_codes, matched_on=unit.today)
    unit.announce(fact, place=report.office)


def waiting(unit: Unit, report: Report) -> None:
    """Announces that a person has to say whom a report concerns."""
    fact = of(AgencyReportWaitingV1, report, candidates=len(report.candidates), waiting_since=unit.today)
    unit.announce(fact, place=report.office)


def match_withdrawn(unit: Unit, report: Report, reason: str, producer: Producer, product: Product | None) -> None:
    """Announces that a report was matched to the wrong one; `report`: as it was matched."""
    whom = _whom(producer, product)
    fact = of(AgencyReportMatchWithdrawnV1, report, **whom, reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=report.office)


def answered(unit: Unit, report: Report) -> None:
    """Answers the agency what became of its report: once."""
    unit.announce(_answer(ReportAnsweredV1, report, answered_on=unit.today))


def settled(unit: Unit, report: Report) -> None:
    """Tells the agency what became of a report that was answered otherwise before: it had waited, or was sent again in order."""
    unit.announce(_answer(ReportSettledV1, report, settled_on=unit.today))


ANSWERS = {
    State.WAITING: "waiting",
    State.MATCHED: "matched",
    State.ACCEPTED: "accepted",
    State.REFUSED: "refused",
}


def _answer(kind: type[A], report: Report, **own: object) -> A:
    match, said = report.match, report.refused
    return mapped(
        kind,
        report,
        answer=ANSWERS[report.state],
        reason=BothLanguages(vi=said.vi, en=said.en) if said else None,
        product_code=match.product_code if match else None,
        producer_name=match.producer_name if match else None,
        **own,
    )


def _whom(producer: Producer, product: Product | None) -> dict[str, Any]:
    return {
        "producer": producer_ref(producer.id, producer.name, producer.kind, producer.place),
        "product": product_ref(product.id, product.name, product.set_no) if product else None,
    }


def _certificate(product: Product | None) -> CertificateRef | None:
    """The recognition by which the product is found now."""
    known = product.certified if product else None
    return mapped(CertificateRef, known, id=known.certificate_id) if known else None
