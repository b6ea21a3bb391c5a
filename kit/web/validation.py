"""What pydantic found wrong with a request, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kit.command import Command, Label
from kit.field_errors import pointer, why
from kit.refusal import Refusal, Several
from kit.web.refusals import TextUnreadable


class FieldInvalid(Refusal):
    """A field of the request is not what the endpoint takes."""

    slug = "request.field-invalid"
    vi = "{why}"
    en = "{why}"


def refusal_of(errors: Sequence[Any], kind: type[BaseModel] | None = None) -> Refusal:
    """
    One refusal for what pydantic (or FastAPI) found, each error with its pointer.

    `kind`: the command a page's form was read as; its fields are then called what people call them.
    """
    if any(error.get("type") == "json_invalid" for error in errors):
        return TextUnreadable(why=("nội dung không phải JSON đúng cú pháp", "the body is not well-formed JSON"))
    each = [FieldInvalid(pointer=pointer(error.get("loc", ())), why=_named(error, kind)) for error in errors]
    return each[0] if len(each) == 1 else Several(each)


def _named(error: Any, kind: type[BaseModel] | None) -> tuple[str, str]:
    place = error.get("loc", ())
    label: Label | None = kind.label(place) if kind and issubclass(kind, Command) else None
    field = kind.model_fields.get(str(place[0])) if kind and label and len(place) == 1 else None
    left_empty = error.get("input") == "" and error.get("type") in ("too_short", "string_too_short")
    if (left_empty or error.get("type") == "missing") and label:
        return asked_for(field, label)
    vi, en = why(error)
    return (f"{label.vi}: {_lower(vi)}", f"{label.en}: {_lower(en)}") if label else (vi, en)


def asked_for(field: FieldInfo | None, label: Label | None) -> tuple[str, str]:
    """What is said of a field that was left empty: to write it, to choose it, or either, by what belongs in it."""
    if label is None:
        return ("Ô này chưa có nội dung.", "This has been left empty.")
    kinds = {field.annotation, *get_args(field.annotation)} if field else set()
    if kinds & {str, date}:
        return (f"Hãy ghi «{label.vi}».", f"Fill in “{label.en}”.")
    if bool in kinds or any(isinstance(one, type) and issubclass(one, Enum) for one in kinds):
        return (f"Hãy chọn «{label.vi}».", f"Choose “{label.en}”.")
    return (f"Hãy chọn hoặc ghi «{label.vi}».", f"Choose or fill in “{label.en}”.")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
