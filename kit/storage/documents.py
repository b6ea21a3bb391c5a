"""Documents <=> values: what a model's fields look like in the database."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from pydantic import BaseModel

# A field name in the database may hold neither a dot nor a leading dollar sign; criterion codes (`1.1`) do.
_DOT, _DOLLAR = "\uff0e", "\uff04"


def encode(value: Any) -> Any:
    """Turns a model, or any part of one, into what the driver can keep."""
    if isinstance(value, BaseModel):
        return {name: encode(getattr(value, name)) for name in type(value).model_fields}
    if dataclasses.is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {_key(key): encode(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((encode(item) for item in value), key=repr)
    if isinstance(value, Enum):
        return encode(value.value)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    return value


def decode(value: Any) -> Any:
    """Undoes what `encode` did to field names; types come back through the model."""
    if isinstance(value, dict):
        return {_unkey(key): decode(item) for key, item in value.items()}
    if isinstance(value, list):
        return [decode(item) for item in value]
    return value


def _key(key: Any) -> str:
    text = str(key.value if isinstance(key, Enum) else key).replace(".", _DOT)
    return _DOLLAR + text[1:] if text.startswith("$") else text


def _unkey(key: str) -> str:
    text = key.replace(_DOT, ".")
    return "$" + text[1:] if text.startswith(_DOLLAR) else text
