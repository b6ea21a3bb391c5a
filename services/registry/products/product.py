"""The product itself, with what is publicly known of its recognition."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Label, Name, Words
from kit.history import Stateful
from kit.mapped import mapped
from programme.places import Where
from services.registry.producers.producer import Producer
from services.registry.products.lifecycle import LIFECYCLE, State


class Certified(BaseModel):
    """The recognition a product is found by, as the public may see it."""

    model_config = ConfigDict(frozen=True)

    certificate_id: str
    product_code: str
    star: int
    valid_from: date
    valid_until: date
    ended: str | None = None
    """How it ended before its last day: revoked, given up; None while it holds or lapsed."""
    ended_on: date | None = None


class Published(BaseModel):
    """
    What one published source says of a product of earlier years: as printed, blanks left blank.

    `as_of` is the day or year the source speaks of, in its own form.
    """

    model_config = ConfigDict(frozen=True)

    stage: str
    star: int | None = None
    decision: str | None = None
    decided_on: date | None = None
    as_of: str | None = None
    confidence: str
    source: str


class ProductionEnd(BaseModel):
    """That a product is no longer made, as the commune confirmed: a ground to look at its certificate, and no more."""

    model_config = ConfigDict(frozen=True)

    ended_on: date | None = None
    confirmed_by: str
    confirmed_on: date
    note: str = ""


class ProductFields(Fields):
    """A product's particulars. `set_no`: the product set of the classification, which decides the score sheet."""

    name: Annotated[
        Name,
        Label(
            "Tên sản phẩm",
            "Product's name",
            example="Nhãn lồng sấy khô",
            hint=("Ghi tên như in trên bao bì.", "As printed on the package."),
        ),
    ]
    set_no: Annotated[int, Field(ge=1, le=999), Label("Bộ sản phẩm", "Product set", example=7)]
    description: Annotated[
        Words,
        Label(
            "Mô tả ngắn",
            "Short description",
            hint=(
                "Nguyên liệu, cách làm, điểm đặc trưng. Công khai khi sản phẩm được công nhận.",
                "Materials, how it is made, what is special. Public once the product is recognised.",
            ),
        ),
    ] = ""


class Product(ProductFields, Stateful, lifecycle=LIFECYCLE):
    """
    One product of one producer.

    `listed`: the public may see it. `listed_star`: the star it is found under.
    """

    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where
    state: State = State.REGISTERED
    registered_on: date
    certified: Certified | None = None
    published: tuple[Published, ...] = ()
    listed: bool = False
    listed_star: int | None = None
    credentials: tuple[str, ...] = ()
    """The kinds of credential everybody may find it by: alive and verified, its own and its producer's."""
    sort_key: str = ""
    search_text: str = ""
    likeness: tuple[str, ...] | None = None
    """By which products of a name like its own, of its producer or its place, are found; None: not looked at yet."""
    production_ended: ProductionEnd | None = None
    merged_into: str | None = None
    """The record it was merged into: what is asked of it is asked of that."""


class Concern(Kept):
    """
    Whom and what a record is about, as they were called when it was made: a producer, or one product of it; of an office's
    own, neither. `place`: whose officers see it.
    """

    model_config = ConfigDict(frozen=True)

    producer_id: str = ""
    producer_name: str = ""
    producer_kind: str = ""
    product_id: str | None = None
    product_name: str | None = None
    set_no: int | None = None
    place: Where

    @classmethod
    def of(cls, producer: Producer | None, product: Product | None, place: Where) -> Concern:
        """Of a producer and a product of it, at a place."""
        if product is not None:
            return mapped(Concern, product, product_id=product.id, product_name=product.name, place=place)
        if producer is None:
            return Concern(place=place)
        named = {"producer_id": producer.id, "producer_name": producer.name, "producer_kind": producer.kind}
        return Concern(**named, place=place)

    @property
    def named(self) -> str:
        """What it is about in one name."""
        return self.product_name or self.producer_name
