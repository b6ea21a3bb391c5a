"""What may be asked about cases."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label, Words
from services.evaluation.cases.case import ReturnFields, ScreeningFields


class ScreeningCommand(ScreeningFields, Command):
    """What the commune found, by finding id, and whether it proposes the product."""


class ReturnCommand(ReturnFields, Command):
    """What is missing, and by when the producer is to supply it."""


class ForwardingCommand(Command):
    """A word to the next office."""

    note: Annotated[Words, Label("Ý kiến gửi cấp trên", "Note to the higher office")] | None = None
