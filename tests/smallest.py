"""The smallest value of a model: what is required, and the parts in which a field of a given name lies."""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge
from pydantic import BaseModel

Known = Mapping[str, Any]
SCALARS: dict[type, Any] = {
    bool: False,
    int: 1,
    float: 1.0,
    Decimal: Decimal(1),
    datetime: datetime(2026, 7, 1, tzinfo=UTC),
    date: date(2026, 7, 1),
    bytes: b"",
}


def holds(annotation: Any, names: frozenset[str], seen: frozenset[type] = frozenset()) -> bool:
    """Whether a field of one of the names lies somewhere in a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        inner = (one.annotation for one in fields.values())
        return annotation not in seen and (
            not names.isdisjoint(fields) or any(holds(one, names, seen | {annotation}) for one in inner)
        )
    return any(holds(one, names, seen) for one in get_args(annotation) if not isinstance(one, (str, int)))


def smallest(kind: type[BaseModel], known: Known, wanted: frozenset[str], unlike: str = "x") -> dict[str, Any]:
    """
    The fields of a `kind`: those of `known` as given there, every other that is required, and every part that leads to a field
    `wanted`. A place that is kept as a text is its path. `unlike`: what makes its texts other than another's.
    """
    fields: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name in known and (name in wanted or field.is_required()):
            given = known[name]
            fields[name] = given["path"] if field.annotation is str and isinstance(given, dict) else given
        elif field.is_required() or holds(field.annotation, wanted):
            fields[name] = _value(field.annotation, known, wanted, f"{unlike}-{name}", field.metadata)
    return fields


def _value(of: Any, known: Known, wanted: frozenset[str], unlike: str, limits: list[Any] | None = None) -> Any:
    origin, inner = get_origin(of), get_args(of)
    if origin is Annotated:
        return _value(inner[0], known, wanted, unlike, list(inner[1:]))
    if origin in (Union, types.UnionType):
        chosen = [one for one in inner if holds(one, wanted)] or [one for one in inner if one is not type(None)]
        return _value(chosen[0], known, wanted, unlike)
    if origin is Literal:
        return inner[0]
    if origin in (tuple, list, set, frozenset):
        many = [one for one in inner if one is not ...]
        return [_value(one, known, wanted, unlike) for one in many]
    if origin is dict:
        return {}
    if isinstance(of, type) and issubclass(of, BaseModel):
        return smallest(of, known, wanted, unlike)
    if isinstance(of, type) and issubclass(of, Enum):
        return next(iter(of)).value
    least = next((one.ge for one in limits or () if isinstance(one, Ge)), None)
    return least if least is not None and of is int else SCALARS.get(of, unlike)
