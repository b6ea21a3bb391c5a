"""A pack of artwork: the files of the mark for products of a star, and each time it was handed out."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label, Name, Words
from kit.history import Actor, Stateful
from services.registry.artwork.lifecycle import LIFECYCLE, State


class PackFields(Fields):
    """What a pack holds, and for products of which star; without a star for all that may use the mark."""

    office: Annotated[Id, Label("Cơ quan giao", "Office that hands it out", example="33")]
    name: Annotated[Name, Field(min_length=1), Label("Tên bộ tệp", "Name of the pack", example="Bộ nhận diện 4 sao")]
    description: Annotated[
        Words,
        Label(
            "Dùng thế nào",
            "How to use it",
            hint=("Phiên bản, cỡ nhỏ nhất, màu.", "Edition, smallest size, colours."),
        ),
    ] = ""
    star: (
        Annotated[
            int, Field(ge=1, le=9), Label("Cho sản phẩm hạng sao", "For products of so many stars", type="numeric")
        ]
        | None
    ) = None


class PackFile(BaseModel):
    """A file of a pack, found in the store by its digest."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class ArtworkPack(PackFields, Stateful, lifecycle=LIFECYCLE):
    """One pack of one office."""

    state: State = State.DRAFT
    files: tuple[PackFile, ...] = ()
    entered_on: date
    handed_out: int = 0

    @property
    def sha256(self) -> str:
        """The digest of the whole: of its files' digests, in their order."""
        return hashlib.sha256("\n".join(one.sha256 for one in self.files).encode()).hexdigest()


class HandOut(Aggregate):
    """A pack handed out for a product; the use of the mark that is to be expected began with it."""

    pack_id: str
    product_id: str
    product_name: str
    producer_id: str
    certificate_id: str
    use_id: str
    handed_out_on: date
    by: Actor
