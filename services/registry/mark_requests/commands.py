"""What may be asked about requests to use the mark."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Name, Words
from kit.days import Day
from services.registry.mark_requests.mark_request import RequestFields


class RequestCommand(RequestFields, Command):
    """A request of anybody to an office."""

    office: Annotated[Id, Label("Cơ quan trả lời", "Office that answers", example="33")]


class LetterCommand(RequestCommand):
    """A request that came by letter, entered by an officer."""

    letter: Annotated[Name, Label("Số văn bản đến", "Number of the letter", example="15/CV-STPH")] = ""


class AnswerRequestCommand(Command):
    """What an office answers: allowed, until a day, or not, with the reason; by which paper."""

    allowed: Annotated[bool, Label("Trả lời", "Answer", example=True)]
    until: Annotated[Day, Label("Được dùng đến hết ngày", "Allowed until", example="2027-02-28")] | None = None
    reason: Annotated[Words, Label("Lý do, điều kiện", "Reason, conditions")] = ""
    number: Annotated[Name, Label("Số văn bản trả lời", "Number of the answer", example="12/TB-VPĐP")] = ""
    signed_on: Annotated[Day, Label("Ngày ký", "Signed on", example="2026-12-10")] | None = None
