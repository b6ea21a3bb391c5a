"""
Examples beside the types: `class Certified(Part, example={"star": 4})` says what its own fields may hold.

A class says what its bases do not. A field without a word is filled by its type: a part by the part's own example, an
optional field by its default. All examples tell one story, out of which docs, schemas and tests take theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, get_args, get_origin

from pydantic import BaseModel


class Exemplary(BaseModel):
    """A model whose class keyword `example` gives JSON values of its fields, over those its bases give."""

    example_values: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls, **keywords: Any) -> None:
        # The keywords are ours, not of pydantic's configuration.
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        """Keeps the example; raises TypeError for a field that is not there."""
        cls.example_values = {**cls.example_values, **keywords.get("example", {})}
        if unknown := cls.example_values.keys() - cls.model_fields.keys():
            raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(unknown))} to give an example of")

    @classmethod
    def exemplified(cls, over: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The whole example as JSON, with some fields otherwise; raises ValidationError where it does not fit."""
        made: dict[str, Any] = cls.model_validate(_filled(cls, over or {})).model_dump(mode="json")
        return made


def _filled(model: type[Exemplary], over: Mapping[str, Any]) -> dict[str, Any]:
    said = {**model.example_values, **over}
    missing: dict[str, Any] = {
        name: {}
        for name, field in model.model_fields.items()
        if name not in said and field.is_required() and _part_of(field.annotation)
    }
    return {name: _whole(model.model_fields[name].annotation, value) for name, value in (said | missing).items()}


def _whole(annotation: Any, value: Any) -> Any:
    """A value, with what is left unsaid of the parts in it."""
    if isinstance(value, list):
        return [_whole(annotation, one) for one in value]
    part = _part_of(annotation)
    return _filled(part, value) if part and isinstance(value, Mapping) else value


def _part_of(annotation: Any) -> type[Exemplary] | None:
    """The part an annotation speaks of: itself, the items of a list, one side of a union. None for mappings."""
    if isinstance(annotation, type) and issubclass(annotation, Exemplary):
        return annotation
    if get_origin(annotation) is dict:
        return None
    return next((part for one in get_args(annotation) if (part := _part_of(one))), None)
