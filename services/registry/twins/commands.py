"""What may be asked about likely twins."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Id, Label, Words

Version = Annotated[int, Field(ge=1)]


class MergeTwinsCommand(Command):
    """Which of the two is kept, and why they are one; with the version of each that was looked at."""

    keep: Annotated[Id, Label("Bản ghi được giữ lại", "The record that is kept")]
    one_version: Annotated[Version, Label("Phiên bản của bản ghi thứ nhất", "Version of the first record")]
    other_version: Annotated[Version, Label("Phiên bản của bản ghi thứ hai", "Version of the second record")]
    reason: Annotated[Words, Label("Lý do gộp", "Reason", example="Cùng một hợp tác xã, ghi hai lần.")]
