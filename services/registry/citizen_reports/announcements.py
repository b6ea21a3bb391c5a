"""Events about citizens' reports: without what the citizen wrote."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.registry.citizen_report import (
    CitizenReportAnsweredV1,
    CitizenReportFacts,
    CitizenReportOverdueV1,
    CitizenReportReceivedV1,
)

from kit.mapped import mapped
from kit.work import Unit
from services.registry.citizen_reports.citizen_report import CitizenReport
from services.registry.dossiers.announcements import subject

F = TypeVar("F", bound=CitizenReportFacts)


def of(kind: type[F], report: CitizenReport, **own: object) -> F:
    """An event of a report: fields of the same name are the report's own."""
    return mapped(kind, report, citizen_report_id=report.id, **subject(report), **own)


def received(unit: Unit, report: CitizenReport) -> None:
    """Announces that a citizen reported something."""
    fact = of(CitizenReportReceivedV1, report, photographs=len(report.photographs))
    unit.announce(fact, place=report.place.path)


def answered(unit: Unit, report: CitizenReport) -> None:
    """Announces that the office answered."""
    unit.announce(of(CitizenReportAnsweredV1, report), place=report.place.path)


def overdue(unit: Unit, report: CitizenReport, climbs_to: str | None) -> None:
    """Announces that the day for the answer passed."""
    fact = of(CitizenReportOverdueV1, report, was_due_on=report.answer_by, climbs_to=climbs_to)
    unit.announce(fact, place=report.place.path)
