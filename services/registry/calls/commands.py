"""What may be asked about calls."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label


class PhoneCommand(Command):
    """The telephone by which an office is called."""

    phone: Annotated[Id, Label("Điện thoại", "Telephone", example="0221 386 2345")]
