"""What may be asked about reports."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words
from services.reporting.reports.report import ReportFields


class PrepareReportCommand(ReportFields, Command):
    """Count a report as the platform knows the figures now."""


class PublishReportCommand(Command):
    """Publish a draft, and say to whom."""

    recipients: Annotated[
        tuple[Id, ...],
        Field(max_length=200),
        Label(
            "Gửi tới",
            "Sent to",
            hint=(
                "Cán bộ của các cơ quan này nhận tin và xem được báo cáo.",
                "Officers of these offices are told and see it.",
            ),
            example=["33/11977"],
        ),
    ] = ()
    public: Annotated[bool, Label("Công khai cho mọi người", "Open to everybody")] = False
    supersedes: (
        Annotated[
            Id,
            Label(
                "Thay thế báo cáo",
                "Replaces the report",
                hint=(
                    "Báo cáo cũ vẫn giữ nguyên, ghi rõ đã được thay thế.",
                    "The old one stays as it was, marked as superseded.",
                ),
                example="0198a1b0-0000-7000-8000-00000000ae01",
                why=("nếu là báo cáo mới", "if it is a new report"),
            ),
        ]
        | None
    ) = None
    reason: Annotated[
        Words, Label("Lý do thay thế", "Why it replaces the other", why=("nếu là báo cáo mới", "if it is a new report"))
    ] = ""
