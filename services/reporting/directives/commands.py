"""What may be asked about directives and their tasks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.command import Command, Id, Label, Name, Words
from services.reporting.directives.directive import (
    Added,
    DirectiveFields,
    LastDay,
    Offices,
    OrderFields,
    ReplyFields,
    UrgingFields,
)


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


class PassDownCommand(LastDay, Added, Command):
    """To whom an office passes its task down, by when, and what it adds."""

    recipients: Offices


class AnswerTaskCommand(ReplyFields, Command):
    """What an office says was done."""


class ReviewTaskCommand(LastDay, Command):
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


class UrgeTaskCommand(UrgingFields, Command):
    """What is said when a task is urged."""
