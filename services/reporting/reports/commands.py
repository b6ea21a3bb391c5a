"""What may be asked about reports."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label, Words
from services.reporting.reports.report import PublicationFields, ReportFields


class PrepareReportCommand(ReportFields, Command):
    """Count a report as the platform knows the figures now."""


class PublishReportCommand(PublicationFields, Command):
    """Publish a draft, and say to whom."""

    reason: Annotated[
        Words, Label("Lý do thay thế", "Why it replaces the other", why=("nếu là báo cáo mới", "if it is a new report"))
    ] = ""
