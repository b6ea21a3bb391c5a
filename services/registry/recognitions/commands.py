"""What somebody asks for with a list that was sent."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label
from kit.lists.writings import Writing


class EnterCommand(Command):
    """Enter what can be entered, or all of it or nothing."""

    whole: Annotated[
        bool,
        Label(
            "Nhập tất cả hoặc không nhập gì",
            "All lines or none",
            hint=(
                "Nếu có dòng không nhập được thì không dòng nào được giữ.",
                "If one line cannot be entered, none is kept.",
            ),
        ),
    ] = False


class ReadCommand(Command):
    """Read the file again, its letters in another encoding."""

    writing: Annotated[Writing, Label("Bảng mã", "Encoding", example="tcvn3")]
