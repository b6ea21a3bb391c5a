"""Events about reports: one mapping from the aggregate to the contract."""

from __future__ import annotations

from ocop_events.reporting.office_return import ReportPublishedV1, ReportSupersededV1
from ocop_events.vocabulary import SignedPaper

from kit.mapped import mapped
from kit.work import Unit
from law.reports import report_forms
from services.reporting.reports.report import Report


def published(unit: Unit, report: Report, address: str) -> None:
    """Announces a published report with its files. `address`: where it is shown."""
    assert report.published_on is not None, "what is announced as published was published"
    fact = mapped(
        ReportPublishedV1,
        report,
        report_id=report.id,
        title=report_forms(report.lists["reports"]).report(report.kind).subject.vi,
        period=f"{report.since.isoformat()}/{report.until.isoformat()}",
        url=address,
        content_sha256=report.content,
        query_sha256=report.query,
        forms=report.lists,
        papers=[mapped(SignedPaper, one) for one in report.files],
    )
    unit.announce(fact, place=report.office)


def superseded(unit: Unit, report: Report, reason: str) -> None:
    """Announces that a report was replaced."""
    assert report.superseded_by is not None, "what is announced as superseded was"
    fact = ReportSupersededV1(
        report_id=report.id, superseded_by=report.superseded_by, reason=reason, superseded_on=unit.today
    )
    unit.announce(fact, place=report.office)
