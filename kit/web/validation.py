"""What pydantic found wrong with a request, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

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
    label: Label | None = kind.label(error.get("loc", ())) if kind and issubclass(kind, Command) else None
    vi, en = why(error)
    return (f"{label.vi}: {_lower(vi)}", f"{label.en}: {_lower(en)}") if label else (vi, en)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
