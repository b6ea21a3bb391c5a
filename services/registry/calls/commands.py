"""What may be asked about calls."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Label


class PhoneCommand(Command):
    """The telephone by which an office is called."""

    phone: Annotated[
        str, Field(pattern=r"^\+?[0-9][0-9 .]{6,18}[0-9]$"), Label("Điện thoại", "Telephone", example="0221 386 2345")
    ]
