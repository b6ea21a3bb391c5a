"""What may be asked about a pending case's edition of the law."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Label, Words


class EditionCommand(Command):
    """Which later edition a pending case goes on under, and why."""

    hash: Annotated[
        str, Field(pattern=r"^[0-9a-f]{64}$"), Label("Bản áp dụng", "Edition to apply", example="0a1b" * 16)
    ]
    reason: Annotated[Words, Label("Lý do", "Reason", example="Đính chính mức tối thiểu của một tiêu chí.")]
