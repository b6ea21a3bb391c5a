"""A photograph, as events refer to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.vocabulary import Part


class Picture(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-000000000b11",
        "sha256": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "media_type": "image/jpeg",
        "url": "https://ocop.example.vn/registry/api/pictures/0198a1b0-0000-7000-8000-000000000b11",
        "taken_on": "2027-03-15",
    },
):
    """A photograph by claim check: fetched from `url` with the reader's own rights, verified by its digest."""

    id: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    media_type: str
    url: str
    taken_on: date | None = None
