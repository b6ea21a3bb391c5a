"""Which editions of the law something rests on, beside its rulebook."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ocop_events.vocabulary import Part


class LawEditions(
    Part,
    example={
        "lists": {"offices": "9f2d1c7a5e3b8f604de01d70f74bc31886e969e8bc0be37d558f94409847f004"},
        "calendar": ["70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d"],
    },
):
    """Which editions of the lists beside the rulebooks something rests on: published whole as `law-text.published`."""

    lists: Annotated[dict[str, str], Field(description="List → the hash of its edition.")] = {}
    calendar: Annotated[
        list[str],
        Field(description="Hashes of the editions days were counted by, oldest first: each adds to those before."),
    ] = []
