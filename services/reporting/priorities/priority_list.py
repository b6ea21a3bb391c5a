"""A published priority list: a snapshot of places and how each came about, which stays as it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Aggregate
from kit.command import Fields, Id, Label
from kit.history import Actor


class ListFields(Fields):
    """Whose list, of which year, of how many products."""

    office: Annotated[Id, Label("Cơ quan", "Office", example="33")]
    year: Annotated[int, Field(ge=2000, le=2100), Label("Năm", "Year", example=2027, type="numeric")]
    places: Annotated[int, Field(ge=1, le=200), Label("Số sản phẩm", "Number of products", example=30)]


class Reason(BaseModel):
    """One line of how a place came about. `points` of the criterion's 100, or of the whole where it is a criterion's sum."""

    model_config = ConfigDict(frozen=True)

    code: str
    vi: str
    en: str
    article: str | None = None


class Placed(BaseModel):
    """One product's place. Equal points share a place."""

    model_config = ConfigDict(frozen=True)

    position: int
    product_id: str
    product_name: str
    set_no: int
    producer_id: str
    producer_name: str
    producer_kind: str
    place: str
    place_name: str
    place_on: date
    points: str
    explanation: tuple[Reason, ...]


class PriorityList(ListFields, Aggregate):
    """
    A list as it was published. `edition`: the n-th of its office and year. `among`: how many products were compared.
    `weights_hash`: the edition of the criteria; `verified`: how far these were compared with an act.
    """

    edition: int
    among: int
    weights_hash: str
    verified: str
    lines: tuple[Placed, ...]
    published_on: date
    published_at: datetime
    by: Actor
