"""The standings as anybody may see them."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from services.reporting.names import Label
from services.reporting.standings.question import Borders, By

Stars = dict[str, int]
"""How many products of each star; stars nobody has are left out."""


class Named(BaseModel):
    """A code with its words."""

    code: str
    vi: str
    en: str

    @property
    def label(self) -> Label:
        return self.vi, self.en


class PlaceView(Named):
    """A place in the borders of the answer. `code` is its path: `33`, `33/11977`, `33/330/12265`; `vn` is the country."""

    level: str = Field(description="country, province, district or commune")


class GroupView(Named):
    """One part of the answer: a place, a star, a year, a sector, a set or a kind of producer."""

    total: int
    stars: Stars


class UndecidedView(BaseModel):
    """Products nobody can place further down without a person's choice, by the place their certificates name."""

    place: str = Field(description="Path of the place that the certificates name")
    name: str
    total: int
    stars: Stars
    vi: str = Field(description="Why, and what to do")
    en: str = Field(description="Why, and what to do")


class StandingsView(BaseModel):
    """
    How many recognised products there were at a place on a day. Counted by place, the groups and what is undecided make
    up the total; counted otherwise, the groups alone do.
    """

    place: PlaceView
    above: list[PlaceView] = Field(description="The places that hold this one, the country first")
    on: date = Field(description="The day asked about")
    borders: Borders
    borders_on: date = Field(description="The day whose borders the answer is in")
    by: By
    total: int = Field(description="Products with a recognition that holds on the day, each counted once")
    stars: Stars
    groups: list[GroupView]
    undecided: list[UndecidedView]
    undecided_total: int


class ProductView(BaseModel):
    """One recognised product, as its certificate says."""

    product_id: str
    certificate_id: str
    product_code: str
    name: str
    set: Named
    producer: str
    kind: Named
    place: PlaceView | None = Field(description="In the borders of the answer; null where a person must choose")
    place_name: str = Field(description="The place as the certificate has it")
    star: int
    decision_number: str
    decided_on: date
    valid_from: date
    valid_until: date


class ProductsView(BaseModel):
    """A page of products."""

    items: list[ProductView]
    next: str | None = Field(description="What `after` takes for the next page; null on the last")
