"""The small values every rulebook is written in: a text in two languages, exact points, a period of validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Named:
    """
    What a field of the format is called. Declared once, beside the field: schema, assumptions, differences and checks
    take it from there.

    `values`: (code, vi, en) of a field that holds one of several codes. `sourced`: a file must say where it is from.
    """

    vi: str
    en: str
    values: tuple[tuple[str, str, str], ...] = ()
    sourced: bool = False

    @property
    def text(self) -> Text:
        """The name in both languages."""
        return Text(vi=self.vi, en=self.en)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "title": f"{self.vi} · {self.en}"}


Star = Annotated[int, Field(ge=1)]
"""A star. How many there are, an act's bands say (`Shelf.stars`)."""
Verified = Literal["yes", "partial", "no"]
DossierKind = str
"""The id of a kind of dossier (`law.kinds`); `ocop rulebook check` refuses one that no list has."""


def exactly(value: object) -> object:
    """Turns away binary floats: 69.9 must arrive as "69.9", or it is already another number."""
    if isinstance(value, bool | float):
        raise ValueError('points are written as an integer or as text such as "12.5", never as a binary float')
    try:
        return Decimal(value) if isinstance(value, int | str) else value
    except InvalidOperation:  # no ValueError: pydantic would let it through as a fault of ours
        raise ValueError('a number is written as an integer or as text such as "12.5"') from None


_SCHEMA = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}

# Points, shares and limits. Serialised as text so that no reader on the way rounds them.
Points = Annotated[
    Decimal,
    BeforeValidator(exactly),
    Field(allow_inf_nan=False),
    PlainSerializer(lambda points: format(points, "f"), str),
    WithJsonSchema(_SCHEMA, mode="validation"),
]


class Part(BaseModel):
    """Base of everything in a rulebook: unchangeable once read, and strict about unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """One text in both languages of the platform; a rulebook without one of them is refused."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def say(self, language: Literal["vi", "en"]) -> str:
        return self.vi if language == "vi" else self.en

    @property
    def pair(self) -> tuple[str, str]:
        """The shape a refusal takes: each language picks its own."""
        return (self.vi, self.en)


class Period(Part):
    """First and last day, both counted; no last day means "until replaced"."""

    first: Annotated[date, Named("ngày đầu", "first day", sourced=True)]
    last: Annotated[date | None, Named("ngày cuối", "last day")] = None

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)


class Correction(Part):
    """This edition corrects an earlier one of the same act. Editions are ordered by `on`, the day it was corrected."""

    on: Annotated[date, Named("ngày đính chính", "day of correction")]
    reason: Annotated[Text, Named("lý do", "reason")]
