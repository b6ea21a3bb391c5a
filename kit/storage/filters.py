"""
Filters put together so that a planner finds the index.

The embedded server uses none for a condition inside `$and` or `$or`, and any planner has less to choose from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any

from kit.refusal import Refusal

Filter = Mapping[str, Any]

_NONE_OF_THEM: Filter = {"$in": []}
NOTHING: Filter = {"_id": _NONE_OF_THEM}


IN_ONE_QUESTION = 100
LONGEST_ID = 300
LONGEST_TEXT = 10_000
"""Characters of a text that is compared with: more than any field that is searched by holds."""

_INT64 = 2**63
_COMPARED = frozenset({"$eq", "$ne", "$gt", "$gte", "$lt", "$lte"})
_LISTED = frozenset({"$in", "$nin"})
_JOINED = frozenset({"$and", "$or", "$nor"})
_OURS = frozenset({"$exists", "$type", "$regex"})
"""What they take is written by us; a word somebody searches for is in a pattern escaped."""


class Unaskable(Refusal):
    """A value to search by that nothing kept can be equal to."""

    slug = "query.value-unusable"
    vi = "Giá trị dùng để tìm không hợp lệ: quá dài, ngoài giới hạn số hoặc không phải một giá trị đơn. Kiểm tra lại các tham số."
    en = "A value to search by is not valid: too long, out of range, or not a single value. Check the parameters."


def may_be_id(id: object) -> bool:
    """Whether this could be the id of anything: a text, not too long, that can be stored."""
    return type(id) is str and len(id) <= LONGEST_ID and _is_text(id)


def checked(filter: Filter) -> dict[str, Any]:
    """
    The filter, as the driver takes it, when every value in it is a single one, of a type and size that is stored, and
    every operator one of those our queries are made of; raises Unaskable otherwise.

    The endpoints declare types and bounds. This is the wall behind them: what a client sent never is an operator, a pattern
    or code, whichever way it came.
    """
    for name, condition in filter.items():
        if name in _JOINED:
            for part in condition:
                checked(part)
        elif name.startswith("$"):
            raise Unaskable()
        elif isinstance(condition, Mapping):
            for operator, value in condition.items():
                _check_operator(operator, value)
        else:
            _check_scalar(condition)
    return dict(filter)


def _check_operator(operator: str, value: object) -> None:
    if operator in _COMPARED and value != []:  # an empty list is ours: "there is none of them"
        _check_scalar(value)
    elif operator in _LISTED and isinstance(value, (list, tuple)):
        for one in value:
            _check_scalar(one)
    elif operator in _COMPARED or (operator in _OURS and isinstance(value, (str, bool))):
        return
    elif operator == "$not" and isinstance(value, Mapping):
        for inner, held in value.items():
            _check_operator(inner, held)
    else:
        raise Unaskable()


def _check_scalar(value: object) -> None:
    value = value.value if isinstance(value, Enum) else value
    # Exactly these: the driver's own kinds (code is a kind of str) are no values of ours.
    known = (
        value is None
        or isinstance(value, (bool, datetime))
        or (type(value) is int and -_INT64 <= value < _INT64)
        or (type(value) is str and len(value) <= LONGEST_TEXT and _is_text(value))
    )
    if not known:
        raise Unaskable()


def _is_text(text: str) -> bool:
    return "\x00" not in text and (text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text))


def parts(values: Iterable[str]) -> Iterator[list[str]]:
    """
    The values, each once, a hundred at a time, for as many questions with `$in` where most will be found.

    The embedded server compares every row it finds with every value of the question: 2,000 at once took it 2.8 s, in
    hundreds 0.2 s. MongoDB takes as long either way.
    """
    some = sorted(set(values))
    for start in range(0, len(some), IN_ONE_QUESTION):
        yield some[start : start + IN_ONE_QUESTION]


def any_of(*ways: Filter) -> dict[str, Any]:
    """What one of the ways matches; one that can match nothing is left out, and a single one stands for itself."""
    left = [dict(way) for way in ways if not any(condition == _NONE_OF_THEM for condition in way.values())]
    if len(left) > 1:
        return {"$or": left}
    return left[0] if left else dict(NOTHING)


def all_of(*filters: Filter) -> dict[str, Any]:
    """What all of them match: side by side while they speak of different fields."""
    together: dict[str, Any] = {}
    apart: list[dict[str, Any]] = []
    for filter in filters:
        if together.keys() & filter.keys():
            apart.append(dict(filter))
        else:
            together |= filter
    return {"$and": [together, *apart]} if apart else together


def of_states(states: Iterable[StrEnum]) -> Filter:
    """A filter for documents at one of some states; of none, for documents at any."""
    values = sorted(one.value for one in states)
    return {"state": {"$in": values} if len(values) > 1 else values[0]} if values else {}
