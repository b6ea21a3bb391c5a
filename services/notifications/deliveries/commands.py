"""What may be asked about messages that did not reach somebody."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Label
from kit.text import Paragraphs


class ToldOtherwiseCommand(Command):
    """How the recipient was told."""

    how: Annotated[
        str,
        Field(max_length=1000),
        Paragraphs,
        Label(
            "Báo bằng cách nào",
            "How they were told",
            example="Gọi điện cho bà Hương.",
            hint=(
                "Gọi điện, gặp trực tiếp hoặc gửi văn bản; với ai, lúc nào.",
                "By telephone, in person or by letter; whom you reached and when.",
            ),
        ),
    ]
