"""What may be asked about agencies' reports."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Label


class MatchCommand(Command):
    """Whom a report concerns, as an officer says; `remember`: the next report of this agency with the same codes goes there by itself."""

    whom: Annotated[
        str,
        Field(pattern=r"^(product|producer):[0-9A-Za-z._-]{1,100}$"),
        Label("Báo cáo nói về ai", "Whom the report concerns", example="product:0198a1b0-0000-7000-8000-0000000000b1"),
    ]
    remember: Annotated[
        bool,
        Label(
            "Nhớ cho lần sau",
            "Remember for next time",
            hint=(
                "Báo cáo sau của cơ quan này có cùng mã sẽ tự gắn vào đây.",
                "The next report of this agency with the same codes is matched so by itself.",
            ),
        ),
    ] = False

    @property
    def product_id(self) -> str | None:
        """The product's id; None where a producer is meant."""
        kind, _, id = self.whom.partition(":")
        return id if kind == "product" else None

    @property
    def producer_id(self) -> str | None:
        """The producer's id; None where a product is meant."""
        kind, _, id = self.whom.partition(":")
        return id if kind == "producer" else None
