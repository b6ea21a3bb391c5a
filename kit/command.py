"""Commands: one declared value that the JSON API, the page's form, the command line, the use case and the rule share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kit.refusal import Language
from kit.text import Line, Paragraphs


@dataclass(frozen=True)
class Label:
    """
    What people call a field, with an example of what belongs in it.

    `Annotated[Name, Label("Tên sản phẩm", "Product name", example="Nhãn lồng sấy")]`: pages and refusals name the field
    so, and OpenAPI shows title, both words and the example. The rest is for the form: `hint` below the label, `why` somebody
    may be asked for what they can leave out, both as (vi, en); `type` and `autocomplete` as HTML has them.
    """

    vi: str
    en: str
    example: Any = None
    hint: tuple[str, str] | None = None
    why: tuple[str, str] | None = None
    type: str = "text"
    autocomplete: str | None = None

    def say(self, language: Language) -> str:
        """In the language asked for."""
        return self.vi if language == "vi" else self.en

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        schema |= {"title": self.en, "x-label-vi": self.vi}
        if self.example is not None:
            schema["examples"] = [self.example]
        return schema


@dataclass(frozen=True)
class OneOf:
    """
    The codes a field may hold where data names them: `Annotated[str, OneOf(codes)]` is to a list what `Literal` is to
    code. Refusals and OpenAPI name them.
    """

    codes: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self.codes))


class Fields(BaseModel):
    """
    What a command asks and its aggregate keeps, declared once: `class ProductCommand(ProductFields, Command)` and
    `class Product(ProductFields, Aggregate)`. The limits hold for the command (see `kit.aggregate.Kept`).
    """

    model_config = ConfigDict(frozen=True)


class Command(BaseModel):
    """
    What somebody asks for, whole and within its limits, before any rule is asked.

    Unknown fields are refused, so that a misspelt one is not silently lost.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)

    @classmethod
    def label(cls, place: Sequence[int | str]) -> Label | None:
        """What people call the field at a place such as `("representative", "name")`; None where nobody said."""
        return _label_in(cls, place)


Name = Annotated[str, Field(max_length=300), Line]
"""One line: a name, an address."""
Id = Annotated[str, Field(max_length=100), Line]
"""A short code or an id."""
Words = Annotated[str, Field(max_length=4000), Paragraphs]
"""A few paragraphs."""
Address = Annotated[str, Field(max_length=254), Line]
"""Where mail is sent; whether it can be is `kit.text.is_address`, for whoever asks for one."""


class Reason(Command):
    """Why something is ended or sent back."""

    reason: Annotated[Words, Label("Lý do", "Reason", example="Chủ thể ngừng sản xuất từ tháng 3.")]


def label_of(field: FieldInfo) -> Label | None:
    """What people call a field; also one that may be left out (`Annotated[Name, Label(…)] | None`)."""
    return next((said for said in field.metadata if isinstance(said, Label)), None) or _label_within(field.annotation)


def _label_within(annotation: Any) -> Label | None:
    parts = get_args(annotation)
    found = next((part for part in parts if isinstance(part, Label)), None)
    return found or next((label for part in parts if (label := _label_within(part))), None)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model an annotation speaks of: itself, the items of a list, the values of a dict, or one side of a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (model_in(part) for part in get_args(annotation))
    return next((model for model in found if model), None)


def _label_in(model: type[BaseModel], place: Sequence[int | str]) -> Label | None:
    names = [part for part in place if isinstance(part, str)]
    label: Label | None = None
    within: type[BaseModel] | None = model
    for name in names:
        field = within.model_fields.get(name) if within else None
        if field is None:
            return label
        label, within = label_of(field), model_in(field.annotation)
    return label
