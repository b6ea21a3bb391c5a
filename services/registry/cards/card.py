"""The yearly card of a product: output, revenue, export and labour of one year. Business figures: not public."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Name
from kit.history import Stateful
from kit.money import Dong
from services.registry.cards.lifecycle import LIFECYCLE, State
from services.registry.products.product import Concern

_GROUPED = re.compile(r"\d{1,3}([.,\s]\d{3})+")


def ungrouped(given: object) -> object:
    """A whole number without the dots, commas or blanks between its thousands: `850.000.000`."""
    if isinstance(given, str) and _GROUPED.fullmatch(given.strip()):
        return re.sub(r"[.,\s]", "", given)
    return given


People = Annotated[int, BeforeValidator(ungrouped), Field(ge=0, le=1_000_000)]


class CardFields(Fields):
    """The figures of one year; what is left empty was not told."""

    output: (
        Annotated[
            Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=3)],
            Label("Sản lượng cả năm", "Output of the year", example="85"),
        ]
        | None
    ) = None
    output_unit: Annotated[Id, Label("Đơn vị tính", "Unit", example="tấn")] | None = None
    revenue: (
        Annotated[
            Dong,
            Label(
                "Doanh thu cả năm (đồng)",
                "Revenue of the year (VND)",
                example=4250000000,
                type="money",
                hint=(
                    "Của riêng sản phẩm này. Ghi đủ số hoặc kèm đơn vị: 850.000.000; 850 triệu.",
                    "Of this product alone; all the digits or with the unit: 850.000.000; 850 triệu.",
                ),
            ),
        ]
        | None
    ) = None
    export_value: (
        Annotated[
            Dong,
            Label(
                "Trong đó xuất khẩu (đồng)",
                "Of it exported (VND)",
                example=0,
                type="money",
                hint=("Không xuất khẩu thì ghi 0.", "Write 0 if nothing is exported."),
            ),
        ]
        | None
    ) = None
    export_markets: (
        Annotated[Name, Label("Thị trường xuất khẩu", "Export markets", example="Hàn Quốc, Nhật Bản")] | None
    ) = None
    labour: Annotated[People, Label("Số lao động", "People at work on it", example=24)] | None = None
    labour_local: Annotated[People, Label("Trong đó người địa phương", "Of them local", example=22)] | None = None
    labour_women: Annotated[People, Label("Trong đó lao động nữ", "Of them women", example=15)] | None = None


class Figures(CardFields, Kept):
    """The figures of a card that stands no more."""

    model_config = ConfigDict(frozen=True)


class Card(CardFields, Concern, Stateful, lifecycle=LIFECYCLE):
    """The card of one product for one year; `edition` counts how often it was filled in."""

    year: int
    state: State = State.ASKED
    due_on: date
    asked_on: date
    filed_on: date | None = None
    filed_by: str | None = None
    """`producer` or `officer`."""
    edition: int = 0
    of_twins: tuple[Figures, ...] = ()
    """What was told of the same year under records that were merged into this product's."""
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition by which it was asked for."""


def card_id(product_id: str, year: int) -> str:
    """One product has one card a year."""
    return f"{year}-{product_id}"
