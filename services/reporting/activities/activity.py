"""An activity that an office held: what, when, with which figures and papers, in every edition it was recorded in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label, Name, Words
from kit.days import Day
from kit.history import Actor, Stateful
from services.reporting.activities.lifecycle import LIFECYCLE, State


class ActivityFields(Fields):
    """What an office says of an activity; `figures` by the fields of its kind (`law.activities`), numbers as text."""

    name: Annotated[
        Name, Field(min_length=1), Label("Tên hoạt động", "Name of the activity", example="Tập huấn chu trình OCOP")
    ]
    first: Annotated[Day, Label("Ngày", "Day", example="2027-03-01")]
    last: (
        Annotated[
            Day,
            Label(
                "Đến hết ngày",
                "To the end of",
                hint=("Để trống nếu chỉ trong một ngày.", "Left empty where it took one day."),
                example="2027-03-02",
            ),
        ]
        | None
    ) = None
    figures: Annotated[
        dict[Id, Name],
        Field(max_length=30),
        Label("Số liệu", "Figures", example={"subject": "Chu trình OCOP", "participants": "45"}),
    ] = {}
    design_ids: Annotated[
        tuple[Id, ...], Field(max_length=50), Label("Mẫu thiết kế được hỗ trợ", "Designs supported")
    ] = ()
    note: Annotated[Words, Label("Ghi chú", "Remark")] = ""
    public: Annotated[bool, Label("Công khai cho mọi người", "Open to everybody")] = False


class OfOffice(Fields):
    """Whose activity, of which kind."""

    office: Annotated[Id, Label("Cơ quan", "Office", example="33/11977")]
    kind: Annotated[Id, Label("Loại hoạt động", "Kind of activity", example="training")]


class Paper(BaseModel):
    """A photograph or paper of an activity; `sha256` of its bytes, `size` in bytes."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class Edition(BaseModel):
    """What was recorded before a correction, until when and by whom it was replaced."""

    model_config = ConfigDict(frozen=True)

    number: int
    said: ActivityFields
    until: datetime
    by: Actor
    why: str


class Activity(OfOffice, ActivityFields, Stateful, lifecycle=LIFECYCLE):
    """
    An activity. `edition` counts from 1; `earlier` ones stay. `agency_report_id`: of one that another agency reported, as
    `agency`; `imported`: SHA-256 of the list it came with. `recorded_at`: when it was entered, or the draft came. `lists`: list of the law → hash of the edition of its kind.
    """

    last: date
    state: State = State.RECORDED
    edition: int = 1
    earlier: tuple[Edition, ...] = ()
    papers: tuple[Paper, ...] = ()
    product_ids: tuple[str, ...] = ()
    agency: str | None = None
    agency_report_id: str | None = None
    imported: str | None = None
    recorded_at: datetime | None = None
    recorded_by: Actor | None = None
    lists: dict[str, str] = {}


class RefusedRow(BaseModel):
    """A row of a list that was not taken: its line, its cells as sent, and why, in both languages."""

    model_config = ConfigDict(frozen=True)

    number: int
    cells: dict[str, str]
    vi: str
    en: str


class Import(Aggregate):
    """A list of activities as it was sent: how many rows were recorded, and those that were not. Its id is new each time."""

    office: str
    kind: str
    sha256: str
    name: str
    at: datetime
    by: Actor
    recorded: int = 0
    known: int = 0
    refused: tuple[RefusedRow, ...] = ()
