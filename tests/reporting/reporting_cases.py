"""Cases as evaluation publishes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.evaluation.case import CaseOpenedV1
from ocop_events.evaluation.council import CouncilReseatedV1, CouncilSeat
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.evaluation.scoring import ScoringOpenedV1
from ocop_events.registry.dossier import DossierContent
from ocop_events.vocabulary import FilledSheet, PlaceRef, ProducerRef, ProductRef

from law.calendar import working_days_between
from tests.records import record_of
from tests.reporting.reporting_harness import COMMUNE, Reporting


def of(case: str, office: str = COMMUNE, tier: str = "commune") -> dict[str, Any]:
    """What every event of a case carries."""
    place = PlaceRef(code="11977", path=COMMUNE, name="Xã Tân Hưng", on=date(2026, 7, 1))
    return {
        "case_id": case,
        "dossier_id": case.partition("-")[0],
        "product": ProductRef(id="s", name=f"Mật ong {case}", set_no=7),
        "producer": ProducerRef(id="p", name="HTX Tân Hưng", kind="cooperative", place=place),
        "office": office,
        "tier": tier,
    }


def opened(case: str, on: date, due: date | None, **more: Any) -> CaseOpenedV1:
    days = working_days_between(on, due) if due else None
    return CaseOpenedV1(
        **of(case, **more), number=f"{case}/PĐK", opened_on=on, due_on=due, period_days=days, period_counted="working"
    )


def content(case: str) -> DossierContent:
    announced = of(case)
    return DossierContent(
        dossier_id=announced["dossier_id"],
        number=f"{case}/PĐK",
        kind="first",
        product=announced["product"],
        producer=announced["producer"],
        submitted_on=date(2026, 7, 1),
        submitted_at=datetime(2026, 7, 1, tzinfo=UTC),
        rulebook_id="R26",
        rulebook_hash="0" * 64,
        self_assessment=FilledSheet(),
    )


def scored(case: str, *recused: str) -> ScoringOpenedV1:
    return ScoringOpenedV1(
        case_id=case,
        dossier_id=case.partition("-")[0],
        office="33",
        council_id="k",
        members=["a"],
        recused=list(recused),
        rulebook_id="R26",
        opened_at=datetime(2026, 7, 20, tzinfo=UTC),
    )


def seated(case: str, *recused: str) -> CouncilReseatedV1:
    """A council on which others sit than those who stood aside."""
    return CouncilReseatedV1(
        case_id=case,
        dossier_id=case.partition("-")[0],
        office="33",
        council_id="k",
        seats=[CouncilSeat(person_id="a", part="chair")],
        recused=list(recused),
        reseated_at=datetime(2026, 7, 15, tzinfo=UTC),
    )


def ruled(case: str, outcome: str, on: date) -> RulingIssuedV1:
    return RulingIssuedV1(
        **of(case, "33", "province"),
        ruling_id=f"r-{case}",
        outcome=outcome,
        star=4,
        total="80",
        rulebook_id="R26",
        rulebook_hash="0" * 64,
        decided_on=on,
    )


async def publish(reporting: Reporting, *scenario: tuple[date, EventData]) -> None:
    """Publishes each fact on its day."""
    await reporting.consume(
        *(record_of(event, datetime(on.year, on.month, on.day, 3, tzinfo=UTC)) for on, event in scenario)
    )
