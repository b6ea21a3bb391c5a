"""A campaign of re-evaluation: whose, of what, until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from kit.command import Fields, Id, Label, Name
from kit.days import Day
from kit.history import Actor, Stateful
from services.evaluation.campaigns.lifecycle import LIFECYCLE, State


class CampaignFields(Fields):
    """What an office says when it opens a campaign: its name, and either a decision or a window of last days."""

    office: Annotated[Id, Label("Cơ quan mở đợt", "Office", example="33")]
    name: Annotated[
        Name,
        Field(min_length=1),
        Label("Tên đợt", "Name", example="Đánh giá lại sản phẩm của Quyết định 1608/QĐ-UBND"),
    ]
    decision_number: (
        Annotated[
            Id,
            Label(
                "Số quyết định công nhận",
                "Number of the recognition decision",
                example="1608/QĐ-UBND",
                why=("nếu mở theo khoảng ngày hết hạn", "if opened from a window"),
            ),
        ]
        | None
    ) = None
    decided_on: Annotated[Day, Label("Ngày quyết định", "Day of the decision", example="2020-07-22")] | None = None
    window_from: (
        Annotated[Day, Label("Giấy chứng nhận hết hạn từ ngày", "Certificates that end from", example="2029-01-01")]
        | None
    ) = None
    window_to: Annotated[Day, Label("đến ngày", "to", example="2029-06-30")] | None = None
    receiving_office: (
        Annotated[
            Id,
            Label(
                "Cơ quan nhận hồ sơ",
                "Office that receives dossiers",
                hint=("Để trống: cơ quan mở đợt.", "Left empty: the office that opens the campaign."),
                example="33",
            ),
        ]
        | None
    ) = None
    internal_by: (
        Annotated[
            Day,
            Label(
                "Hạn nội bộ của cơ quan",
                "The office's own earlier day",
                hint=("Sớm hơn hạn của quy định.", "Earlier than the law's last day."),
                example="2029-04-30",
            ),
        ]
        | None
    ) = None


class Campaign(CampaignFields, Stateful, lifecycle=LIFECYCLE):
    """
    `due_by`: the last day the office itself set, where the act sets none. `listed`: how many products the decision has by what was
    published; those beyond `lines` have no name here. `elsewhere`: certificates left out, for another campaign has them. `places`:
    of its lines, then and now; `producers`: of its lines. `counts`: how many lines ended in which stage.
    """

    receiving_office: str
    state: State = State.OPEN
    opened_on: date
    opened_at: datetime
    opened_by: Actor
    rulebook_id: str
    lists: dict[str, str] = {}
    due_by: date | None = None
    last_day: date
    """The latest day of any line: the order of lists."""
    lines: int
    listed: int | None = None
    elsewhere: int = 0
    places: tuple[str, ...] = ()
    producers: tuple[str, ...] = ()
    reminded_on: date | None = None
    closed_on: date | None = None
    close_note: str = ""
    counts: dict[str, int] = {}

    @property
    def unnamed(self) -> int:
        """How many products of the decision no record here has."""
        return max(0, (self.listed or 0) - self.lines - self.elsewhere)
