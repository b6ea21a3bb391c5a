"""Cursors: where the next page begins, as an opaque key that a client hands back and that is read strictly."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from kit.refusal import Refusal

LONGEST = 4096
"""Characters of a cursor: what a name of 300 letters of any script takes."""
LONGEST_ID = 300
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]+")
_INT64 = 2**63

Scalar = str | int | datetime | None


class CursorUnreadable(Refusal):
    """The page key was not made by us, or not for this list."""

    slug = "paging.cursor-unreadable"
    vi = "Tham số trang «{parameter}» không hợp lệ. Dùng đúng đường dẫn trang trước hoặc trang sau («next») như đã cho, hoặc bỏ tham số để xem từ đầu."
    en = "The “{parameter}” parameter is not valid. Take the “next” or previous link of the page exactly as given, or drop it to start from the first page."

    def __init__(self, parameter: str = "after") -> None:
        super().__init__(pointer=f"/{parameter}", parameter=parameter)


def cursor(value: Scalar, id: str) -> str:
    """The key of what follows an item: base64url of the compact JSON of what it is ordered by (in UTC) and its id."""
    written = value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
    text = json.dumps([written, id], ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str, kind: type, parameter: str = "after") -> tuple[Scalar, str]:
    """
    What `cursor` was made of, for a list ordered by values of `kind` (`str`, `int`, `datetime` or `date`); None, where
    an item has no value, fits every kind. Raises CursorUnreadable for everything `cursor` would not have written so.
    """
    try:
        if len(text) > LONGEST or not _URL_SAFE.fullmatch(text):
            raise ValueError("not of our alphabet")
        read = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        written, id = read
        value = None if written is None else _READ[kind](written)
        if len(_text(id)) > LONGEST_ID or cursor(value, id) != text:
            raise ValueError("not as we write it")
    except (ValueError, TypeError, OverflowError, RecursionError) as unreadable:
        raise CursorUnreadable(parameter) from unreadable
    return value, id


def _text(written: Any) -> str:
    if type(written) is not str or "\x00" in written:
        raise TypeError("not a text that is kept")
    return written


def _integer(written: Any) -> int:
    if type(written) is not int or not -_INT64 <= written < _INT64:
        raise TypeError("not an integer the database has")
    return written


def _moment(written: Any) -> datetime:
    moment = datetime.fromisoformat(_text(written))
    if moment.tzinfo is None:
        raise ValueError("no moment without a zone")
    return moment


def _day(written: Any) -> str:
    return date.fromisoformat(_text(written)).isoformat()


_READ: dict[type, Callable[[Any], Scalar]] = {str: _text, int: _integer, datetime: _moment, date: _day}


@cache
def kind_of(model: type[BaseModel], path: str) -> type:
    """
    As what a model's field (a dotted path into parts of it) is kept and ordered by: `str`, `int`, `datetime` or `date`.

    Raises TypeError for one that nothing can be paged by: no such field, or one that holds more than one scalar.
    """
    name, _, rest = path.partition(".")
    field = model.model_fields.get("id" if name == "_id" else name)
    if field is None:
        raise TypeError(f"{model.__name__} has no field {name}")
    held = _plain(field.annotation)
    if rest:
        if not issubclass(held, BaseModel):
            raise TypeError(f"{model.__name__}.{name} has no parts")
        return kind_of(held, rest)
    for kept, kinds in ((datetime, (datetime,)), (date, (date,)), (str, (str, Decimal, UUID, Enum)), (int, (int,))):
        if held is not bool and issubclass(held, kinds):
            return kept
    raise TypeError(f"no page is ordered by {model.__name__}.{path}")


@cache
def may_be_empty(model: type[BaseModel], path: str) -> bool:
    """Whether a model's field (a dotted path into parts of it), or a part on the way to it, may be None."""
    name, _, rest = path.partition(".")
    annotation = model.model_fields["id" if name == "_id" else name].annotation
    if type(None) in get_args(annotation):
        return True
    return bool(rest) and may_be_empty(_plain(annotation), rest)


def _plain(annotation: Any) -> type:
    """The one class an annotation stands for, None and annotations aside."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        left = [one for one in get_args(annotation) if one is not type(None)]
        if len(left) == 1:
            return _plain(left[0])
    if isinstance(annotation, type):
        return annotation
    raise TypeError(f"{annotation} is not one class")
