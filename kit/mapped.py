"""One value read into another type by the names of its fields: an aggregate into the event that announces it."""

from __future__ import annotations

from types import MethodType
from typing import TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


def mapped(kind: type[M], source: object, /, **own: object) -> M:
    """
    A `kind` of what `source` has under the same names, parts included, with what is called or made otherwise in `own`.

    Only fields that `kind` declares go over; one that `source` lacks takes its default. Raises ValidationError where a
    required one is missing. A method of that name is no field.
    """
    wanted = [name for name in kind.model_fields if name not in own and hasattr(source, name)]
    same = {name: value for name in wanted if not isinstance(value := getattr(source, name), MethodType)}
    return kind.model_validate({**same, **own}, from_attributes=True)
