"""What may be asked about requests to use the mark."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Name
from services.registry.mark_requests.mark_request import AnsweredFields, CodeFields, RequestFields


class RequestCommand(RequestFields, Command):
    """A request of anybody to an office."""

    office: Annotated[Id, Label("Cơ quan trả lời", "Office that answers", example="33")]


class LetterCommand(RequestCommand):
    """A request that came by letter, entered by an officer."""

    letter: Annotated[Name, Label("Số văn bản đến", "Number of the letter", example="15/CV-STPH")] = ""


class CodeCommand(CodeFields, Command):
    """The code a request is followed by; sent in a form, so that it stands in no address."""


class AnswerRequestCommand(AnsweredFields, Command):
    """What an office answers: allowed or not."""

    allowed: Annotated[bool, Label("Trả lời", "Answer", example=True)]
