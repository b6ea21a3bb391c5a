"""What may be asked about campaigns."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label, Words
from kit.days import Day
from services.evaluation.campaigns.campaign import CampaignFields
from services.evaluation.campaigns.line import ReviewFields


class OpenCampaignCommand(CampaignFields, Command):
    """
    Open a campaign. Where the act in force sets no last day, the office sets its own: `due_by` that day itself, or `due_before` the
    day before which dossiers must be in, as letters write it.
    """

    due_by: (
        Annotated[Day, Label("Nhận hồ sơ đến hết ngày", "Dossiers to be in by the end of", example="2023-06-21")] | None
    ) = None
    due_before: (
        Annotated[
            Day,
            Label(
                "hoặc: nhận hồ sơ trước ngày",
                "or: dossiers to be in before",
                hint=(
                    "Công văn ghi «trước ngày 22/6» nghĩa là nhận đến hết ngày 21/6.",
                    "A letter's “before 22 June” means to the end of 21 June.",
                ),
                example="2023-06-22",
            ),
        ]
        | None
    ) = None


class ReviewCommand(ReviewFields, Command):
    """Record what a review on the spot found."""


class CloseCampaignCommand(Command):
    """Close a campaign; with a reason where lines are not done."""

    note: Annotated[
        Words,
        Label(
            "Lý do kết thúc khi còn sản phẩm chưa xong",
            "Why it is closed with lines that are not done",
            why=("khi mọi sản phẩm đã xong", "if every line is done"),
        ),
    ] = ""
