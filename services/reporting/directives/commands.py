"""What may be asked about directives and their tasks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.command import Command, Id, Label, Name, Words
from kit.days import Day
from services.reporting.directives.directive import DirectiveFields, Offices, OrderFields


class DirectiveCommand(DirectiveFields, Command):
    """What is written of a directive."""


class NewDirectiveCommand(DirectiveCommand):
    """A directive written on a page. `office`: whose it is."""

    office: Annotated[Id, Label("Cơ quan ban hành", "Issued by", example="33")]


class LetterCommand(Command):
    """A directive drafted from a file of `law/data/directives` or of the installation, which says whose it is."""

    letter: Annotated[Id, Label("Soạn theo tệp", "Draft from the file", example="2023-snn-ocop")]


class OrderCommand(OrderFields, Command):
    """One order of a draft."""


class CloseDirectiveCommand(Command):
    """Why a directive is closed. `replaced_by`: the number of the one that takes its place."""

    reason: Annotated[Words, Field(min_length=1), Label("Lý do kết thúc", "Why it is closed", example="Đã thực hiện")]
    replaced_by: Annotated[Name, Label("Được thay thế bởi văn bản số", "Replaced by number")] = ""


class PassDownCommand(Command):
    """To whom an office passes its task down, by when, and what it adds."""

    recipients: Offices
    due_on: (
        Annotated[
            Day,
            Label(
                "Hạn của cấp dưới",
                "Their last day",
                hint=(
                    "Không muộn hơn hạn của mình. Bỏ trống: như hạn của mình.",
                    "No later than your own. Left empty: your own.",
                ),
            ),
        ]
        | None
    ) = None
    note: Annotated[Words, Label("Yêu cầu thêm", "What is added")] = ""


class AnswerTaskCommand(Command):
    """What an office says was done; the figures fill themselves."""

    words: Annotated[
        Words,
        Field(min_length=1),
        Label("Kết quả thực hiện", "What was done", example="Đã rà soát 12 sản phẩm, hướng dẫn lập 9 hồ sơ."),
    ]


class ReviewTaskCommand(Command):
    """What who gave the task says to an answer. `due_on`: a new last day where more is asked for."""

    answer: Annotated[Literal["accepted", "sent-back"], Label("Kết quả xem xét", "The answer is")]
    reason: Annotated[
        Words,
        Label(
            "Ý kiến",
            "What is said to it",
            hint=("Phải ghi khi yêu cầu bổ sung.", "Needed where more is asked for."),
        ),
    ] = ""
    due_on: Annotated[Day, Label("Hạn mới", "New last day")] | None = None


class UrgeTaskCommand(Command):
    """What is said when a task is urged."""

    words: Annotated[
        Words, Label("Nội dung đôn đốc", "What is said", example="Đề nghị báo cáo kết quả trong tuần này.")
    ] = ""
