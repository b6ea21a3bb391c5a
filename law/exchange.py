"""Tables exchanged with the ministry: which column holds which fact (`law/data/exchange-tables.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from kit.refusal import Kind, Refusal
from law import lists
from law.rulebooks.values import Part, Period, Text, Verified

Fact = Literal["code", "place", "year", "product-set", "product", "star", "producer", "revenue", "state"]
"""What the platform knows of a recognised product, to stand in a column."""


class UnknownTable(Refusal):
    slug = "exchange.unknown-table"
    kind = Kind.NOT_FOUND
    vi = "Không có bảng trao đổi «{id}». Các bảng: {known}."
    en = "There is no exchange table “{id}”. Tables: {known}."


class Column(Part):
    """A column: its name as the ministry writes it, and the fact in it."""

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")
    of: Fact
    verified: Verified


class ExchangeTable(Part):
    """A table. `alive`, `ended`: its words for a recognition that holds, and for one that does not."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")
    name: str
    label: Text
    alive: str
    ended: str
    columns: tuple[Column, ...] = Field(min_length=1)


@lists.of_form("exchange-tables")
class ExchangeTables(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    tables: tuple[ExchangeTable, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> ExchangeTables:
        for names in ([one.id for one in self.tables], *([c.name for c in one.columns] for one in self.tables)):
            if len(names) != len(set(names)):
                raise ValueError("a table or a column stands here twice")
        return self

    def table(self, id: str) -> ExchangeTable:
        """A table by its id. Raises UnknownTable."""
        for one in self.tables:
            if one.id == id:
                return one
        raise UnknownTable(id=id, known=", ".join(one.id for one in self.tables))


@cache
def exchange_tables() -> ExchangeTables:
    """The newest list."""
    return ExchangeTables.model_validate(lists.content("exchange-tables"))
