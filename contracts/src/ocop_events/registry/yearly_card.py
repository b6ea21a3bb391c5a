"""Yearly cards: what a product brought in a year, told by its producer. Business figures, so not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Dong, Part, ProducerRef, ProductRef, Quantity

TOPIC = "ocop.registry.yearly-card"


class YearlyFigures(
    Part,
    example={
        "output": "85",
        "output_unit": "tấn",
        "revenue": 4250000000,
        "labour": 24,
        "labour_local": 22,
        "labour_women": 15,
    },
):
    """The figures of one year; what is absent was not told. `revenue` is `DoanhThuNam` of the exchange table."""

    output: Quantity | None = None
    output_unit: str | None = None
    revenue: Dong | None = None
    export_value: Dong | None = None
    export_markets: list[str] = []
    labour: Annotated[int | None, Field(ge=0, description="People at work on it.")] = None
    labour_local: Annotated[int | None, Field(ge=0)] = None
    labour_women: Annotated[int | None, Field(ge=0)] = None


class YearlyCardFacts(
    EventData, key_facts=("year",), example={"card_id": "0198a1b0-0000-7000-8000-000000000ca1", "year": 2027}
):
    """What every event of a yearly card carries."""

    card_id: str
    year: int
    product: ProductRef
    producer: ProducerRef


class YearlyCardDueV1(
    YearlyCardFacts,
    type="vn.ocop.registry.yearly-card.due.v1",
    topic=TOPIC,
    key="card_id",
    vi="Chủ thể được đề nghị khai phiếu năm của sản phẩm trước một ngày.",
    example={"due_on": "2028-01-31"},
):
    """A producer is asked for a product's yearly card by a day."""

    due_on: date


class YearlyCardFiledV1(
    YearlyCardFacts,
    type="vn.ocop.registry.yearly-card.filed.v1",
    topic=TOPIC,
    key="card_id",
    key_facts=("figures",),
    vi="Phiếu năm của sản phẩm đã được khai, hoặc khai lại.",
    example={"filed_by": "producer", "filed_on": "2028-01-15"},
):
    """A product's yearly card was filed, or filed again; the whole of it, `edition` counts from 1."""

    edition: Annotated[int, Field(ge=1)] = 1
    figures: YearlyFigures
    filed_by: Annotated[str, Field(description="`producer`, or `officer` who filed it in the producer's name.")]
    filed_on: date
