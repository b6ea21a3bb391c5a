"""What pydantic found wrong with a request, told in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.amiss import pointer, why
from kit.refusal import Refusal, Several
from kit.web.refusals import TextUnreadable


class FieldInvalid(Refusal):
    """A field of the request is not what the door takes."""

    slug = "request.field-invalid"
    vi = "{why}"
    en = "{why}"


def refusal_of(errors: Sequence[Any]) -> Refusal:
    """One refusal for what pydantic (or FastAPI) found, each error with its pointer."""
    if any(error.get("type") == "json_invalid" for error in errors):
        return TextUnreadable(why=("nội dung không phải JSON đúng cú pháp", "the body is not well-formed JSON"))
    each = [FieldInvalid(pointer=pointer(error.get("loc", ())), why=why(error)) for error in errors]
    return each[0] if len(each) == 1 else Several(each)
