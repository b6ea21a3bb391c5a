"""A report: a snapshot of figures as known at an instant, and the files it was published as."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label
from kit.days import Day
from kit.history import Stateful
from services.reporting.reports.lifecycle import LIFECYCLE, State


class ReportFields(Fields):
    """What is asked for: which report, of which office, of which days."""

    kind: Annotated[Id, Label("Mẫu báo cáo", "Form of report", example="programme-year")]
    office: Annotated[Id, Label("Cơ quan báo cáo", "Office that reports", example="33")]
    since: Annotated[Day, Label("Từ ngày", "From", example="2025-12-15")]
    until: Annotated[Day, Label("Đến hết ngày", "To the end of", example="2026-12-14")]


class PublicationFields(Fields):
    """To whom a report is published, and in place of which."""

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


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Figure(_Value):
    """A figure of a section. `before`: on the day before the period; `rows`: SHA-256 of the rows it was counted from."""

    code: str
    value: int
    before: int | None = None
    parts: dict[str, dict[str, int]] = {}
    rows: str


class PlaceRow(_Value):
    """What the figures of a section are at a place below; `path` empty: at the office itself, or undecided."""

    path: str
    name: str
    values: dict[str, int]


class Section(_Value):
    """A section as counted: its figures, the places below, and for a forecast the months that follow."""

    no: str
    figures: tuple[Figure, ...]
    places: tuple[PlaceRow, ...] = ()
    months: tuple[tuple[str, int], ...] = ()


class File(_Value):
    """One of the files it was published as. `sha256` of its bytes, lower-case hexadecimal."""

    name: str
    media_type: str
    sha256: str
    size: int


class Report(ReportFields, PublicationFields, Stateful, lifecycle=LIFECYCLE):
    """
    A report. `lists`: the hash of each list it was made by (forms, figures); `query`: SHA-256 of what was asked; `content`:
    SHA-256 of everything it says, the same again when made again from the same events.
    """

    state: State = State.DRAFT
    as_of: datetime
    lists: dict[str, str]
    sections: tuple[Section, ...]
    query: str
    content: str
    files: tuple[File, ...] = ()
    published_on: date | None = None
    superseded_by: str | None = None


class PublishedFile(Aggregate):
    """The bytes of a published file. Its id is their SHA-256."""

    report_id: str
    name: str
    media_type: str
    base64: Annotated[str, Field(repr=False)]
