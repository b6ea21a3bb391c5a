"""A design: what it is, who made it and agreed, how it looks, and whose it is."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from kit.command import Fields, Label, Name, OneOf, Words
from kit.days import Day
from kit.history import Stateful
from programme.places import Where
from services.registry.designs.lifecycle import LIFECYCLE, State
from services.registry.marks.mark_use import Picture, PictureFile

KINDS = ("gift-bag", "label")
"""As the contract names them (`DesignKind`)."""


class DesignFields(Fields):
    """What a design is, and that its designer agreed to others using it."""

    name: Annotated[Name, Field(min_length=1), Label("Tên mẫu", "Name of the design", example="Túi quà nhãn lồng")]
    kind: Annotated[str, OneOf(KINDS), Label("Loại", "Kind", example="gift-bag")]
    description: Annotated[
        Words,
        Label(
            "Mô tả",
            "Description",
            hint=("Kích thước, chất liệu, chỗ để tên của chủ thể khác.", "Size, material, where another's name goes."),
        ),
    ] = ""
    designer: Annotated[
        Name,
        Field(min_length=1),
        Label(
            "Người thiết kế",
            "Designer",
            hint=(
                "Chỉ chủ thể và cơ quan thấy; không công bố trong bộ sưu tập.",
                "Seen by the producer and the office only; not shown in the gallery.",
            ),
        ),
    ]
    consented_on: Annotated[Day, Label("Người thiết kế đồng ý ngày", "The designer agreed on", example="2026-11-02")]


class Design(DesignFields, Stateful, lifecycle=LIFECYCLE):
    """One design of one producer. `consent`: the designer's signed paper; `supported_by`: the office that entered it for them."""

    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where
    supported_by: str | None = None
    state: State = State.DRAFT
    pictures: tuple[Picture, ...] = ()
    consent: PictureFile | None = None
    office: str | None = None
    """That put it into the gallery."""
    entered_on: date
    taken_up: int = 0
    """How many uses were made after it."""
